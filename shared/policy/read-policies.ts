import { type Unit, unitSchema } from "../values/exposure.ts";
import type { SectorId } from "../values/identifier.ts";
import { oneLine } from "../values/one-line.ts";
import { quoted } from "../values/parse.ts";
import { CALENDAR_FILE, type CalendarDate, datesFor, readCalendar } from "./calendar.ts";
import { LISTS_FILE, readOwnLists } from "./own-lists.ts";
import { type FolderWording, readWording, WORDING_FILE } from "./own-wording.ts";
import { type BrokenPolicy, isBroken, type Policies } from "./policies.ts";
import type { Policy } from "./policy.ts";
import { parsePolicy, tryPolicy } from "./read-policy.ts";
import { shippedLists } from "./restricted-lists.ts";

/** A file of a policy folder: its text, or why it cannot be read. */
export type PolicyFile = { file: string; text: string } | { file: string; problem: string };

/** The files of a policy folder that are about all of its policies. */
const OF_ALL = [LISTS_FILE, WORDING_FILE, CALENDAR_FILE];

/** Whether a file in a policy folder is a policy, and not its tests, a schema, or a file of an editor. */
export function isPolicyFile(file: string): boolean {
  return /^[^.].*\.json$/i.test(file) && !/\.(test|schema)\.json$/i.test(file) && !OF_ALL.includes(file);
}

/**
 * Reads each policy on its own. A file is named after its sector: `ai.json` for `ai`. `own` is the file of
 * restricted lists in the folder; when it is wrong, only sectors whose rules name a list are broken. `words` is
 * the file of the folder with words of its own, `days` its calendar.
 */
export function readPolicies(
  files: readonly PolicyFile[],
  own: PolicyFile | null = null,
  words: PolicyFile | null = null,
  days: PolicyFile | null = null,
): Policies {
  const lists = own === null ? null : ownListsIn(own);
  const wording = words === null ? null : wordingIn(words);
  const calendar = days === null ? null : calendarIn(days);
  const bySector = Map.groupBy(files, ({ file }) => file.replace(/\.json$/i, ""));
  const sectors = [...bySector.keys()].sort();
  return new Map(
    sectors.map((sector) => [
      sector,
      withCalendar(withWording(policyIn(bySector.get(sector) ?? [], sector, lists), wording), calendar),
    ]),
  );
}

/** The words of a file, or why they cannot be used. */
export function wordingIn(file: PolicyFile): FolderWording | { problem: string } {
  const read = readFile(file);
  return "problem" in read
    ? { problem: `${oneLine(file.file)}: ${read.problem}` }
    : readWording(read.document);
}

/** The dates of a calendar, or why they cannot be used. */
export function calendarIn(file: PolicyFile): { dates: CalendarDate[] } | { problem: string } {
  const read = readFile(file);
  return "problem" in read
    ? { problem: `${oneLine(file.file)}: ${read.problem}` }
    : readCalendar(read.document);
}

/** A calendar that cannot be used stops no alert: its dates are not told, and `policy check` says why. */
function withCalendar(
  policy: Policy | BrokenPolicy,
  calendar: { dates: CalendarDate[] } | { problem: string } | null,
): Policy | BrokenPolicy {
  if (isBroken(policy) || calendar === null || "problem" in calendar) return policy;
  const dates = datesFor(policy.sector, calendar.dates);
  return dates.length === 0 ? policy : { ...policy, calendar: dates };
}

/** Words that cannot be used stop no alert: the usual ones stand in their place, and `policy check` says why. */
function withWording(
  policy: Policy | BrokenPolicy,
  words: FolderWording | { problem: string } | null,
): Policy | BrokenPolicy {
  if (isBroken(policy) || words === null || "problem" in words) return policy;
  return { ...policy, wording: words.bySector.get(policy.sector) ?? words.all };
}

type OwnLists = ReturnType<typeof readOwnLists>;

function ownListsIn(file: PolicyFile): OwnLists {
  const read = readFile(file);
  return "problem" in read
    ? { problem: `${oneLine(file.file)}: ${read.problem}` }
    : readOwnLists(read.document);
}

function policyIn([file, ...others]: PolicyFile[], sector: SectorId, lists: OwnLists): Policy | BrokenPolicy {
  if (file === undefined) throw new Error(`no file is of ${sector}`);
  const read = others.length === 0 ? readFile(file) : { problem: `is one of several files of ${sector}` };
  const broken = (problem: string, unit: Unit | null = null): BrokenPolicy => {
    return { sector, problem: `${oneLine(file.file)}: ${problem}`, unit };
  };
  if ("problem" in read) return broken(read.problem);
  const policy = tryPolicy(read.document, lists ?? shippedLists);
  if ("problem" in policy && lists !== null && "problem" in lists && policy.problem === lists.problem) {
    return { sector, problem: lists.problem, unit: unitIn(read.document) };
  }
  if ("problem" in policy) return broken(policy.problem, unitIn(read.document));
  if (policy.sector === sector) return policy;
  const mismatch = `field "sector" is ${quoted(policy.sector)}: must be ${quoted(sector)}, as the file is named`;
  return broken(mismatch, policy.unit);
}

function readFile(file: PolicyFile): { document: unknown } | { problem: string } {
  return "problem" in file ? file : parsePolicy(file.text);
}

function unitIn(document: unknown): Unit | null {
  const unit = unitSchema.safeParse((document as { unit?: unknown } | null)?.unit);
  return unit.success ? unit.data : null;
}
