import { type Unit, unitSchema } from "../values/exposure.ts";
import type { RuleId, SectorId } from "../values/identifier.ts";
import { nearest } from "../values/nearest.ts";
import { lineOf, oneLine } from "../values/one-line.ts";
import { quoted } from "../values/parse.ts";
import { CALENDAR_FILE, type CalendarDate, datesFor, readCalendar } from "./calendar.ts";
import { LISTS_FILE, listsFor, problemOfLists, readOwnLists } from "./own-lists.ts";
import { type FolderWording, readWording, WORDING_FILE } from "./own-wording.ts";
import { type Policy, policySchema } from "./policy.ts";
import { policyExpectation, policyProblem } from "./problem.ts";
import { type RestrictedLists, shippedLists } from "./restricted-lists.ts";
import type { Rule } from "./rule.ts";

/** A file of a policy folder: its text, or why it cannot be read. */
export type PolicyFile = { file: string; text: string } | { file: string; problem: string };

/** A policy that cannot be used. Its sector is not assessed until it is fixed; other sectors are not affected. */
export interface BrokenPolicy {
  sector: SectorId;
  /** One sentence that names the file, the rule, the field, the value and the reason. */
  problem: string;
  /** The unit of its exposures, if that can still be read: then rows can be imported. */
  unit: Unit | null;
}

/** The watched sectors with their policies, in the order of their names. */
export type Policies = ReadonlyMap<string, Policy | BrokenPolicy>;

/** A sector and the unit of its exposures. */
export type MeasuredSector = Pick<Policy, "sector" | "unit">;

/** Whether a policy cannot be used. */
export function isBroken(policy: Policy | { problem: string }): policy is { problem: string } {
  return "problem" in policy;
}

/** The restricted lists that the policies of a folder stand on. */
export function listsIn(policies: Policies): RestrictedLists {
  const [policy = {}] = soundPolicies(policies).filter(
    ({ restrictedLists }) => restrictedLists !== undefined,
  );
  return listsFor(policy);
}

/** The policies that can be used. */
export function soundPolicies(policies: Policies): Policy[] {
  return [...policies.values()].flatMap((policy) => ("problem" in policy ? [] : policy));
}

/** The policies that cannot be used. */
export function brokenPolicies(policies: Policies): BrokenPolicy[] {
  return [...policies.values()].flatMap((policy) => ("problem" in policy ? policy : []));
}

/** The policy of a sector, or one sentence that says why there is none. */
export function policyFor(policies: Policies, sector: SectorId): Policy | BrokenPolicy | { problem: string } {
  return policies.get(sector) ?? { problem: unknownSector(sector, policies) };
}

/** The unit of a sector's exposures, or one sentence that says why it is not known. */
export function unitFor(
  policies: Policies,
  sector: SectorId,
): MeasuredSector | BrokenPolicy | { problem: string } {
  const policy = policyFor(policies, sector);
  return "unit" in policy && policy.unit !== null ? { sector, unit: policy.unit } : policy;
}

/** A rule of a sector's policy; `undefined` when it is not in the policy, or the policy is broken. */
export function ruleIn(policies: Policies, sector: SectorId, rule: RuleId | null): Rule | undefined {
  const policy = policies.get(sector);
  return policy === undefined || "problem" in policy ? undefined : policy.rules.find(({ id }) => id === rule);
}

/** One sentence for a sector that has no policy. */
export function unknownSector(sector: SectorId, policies: Policies): string {
  const near = nearest(sector, policies.keys());
  const hint = near === null ? `the sectors are ${[...policies.keys()].join(", ")}` : `nearest: ${near}`;
  return `${quoted(sector)} is not a sector; ${hint}`;
}

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

const LONGEST_POLICY_REASON = 150;

/** The document in the text of a policy file. */
export function parsePolicy(text: string): { document: unknown } | { problem: string } {
  try {
    return { document: JSON.parse(text.replace(/^\uFEFF/, "")) as unknown };
  } catch (error) {
    return {
      problem:
        text.trim() === ""
          ? "is empty"
          : `is not JSON: ${lineOf((error as Error).message, LONGEST_POLICY_REASON)}`,
    };
  }
}

function unitIn(document: unknown): Unit | null {
  const unit = unitSchema.safeParse((document as { unit?: unknown } | null)?.unit);
  return unit.success ? unit.data : null;
}

/** Reads a policy document. @throws Error that names the rule, the field, the value and the reason. */
export function readPolicy(document: unknown, lists: RestrictedLists = shippedLists): Policy {
  const policy = tryPolicy(document, lists);
  if (isBroken(policy)) throw new Error(policy.problem);
  return policy;
}

function tryPolicy(
  document: unknown,
  lists: RestrictedLists | { problem: string },
): Policy | { problem: string } {
  try {
    const read = policySchema.safeParse(document, { error: policyExpectation });
    if (!read.success) return { problem: policyProblem(read.error, document) };
    const problem = problemOfLists(read.data, lists);
    if (problem !== null) return { problem };
    return "problem" in lists || lists === shippedLists
      ? read.data
      : { ...read.data, restrictedLists: lists };
  } catch (error) {
    // zod also compares the length of values that are not text, and throws for `{"length": {}}`.
    return {
      problem: `is not of the form of a policy: ${lineOf((error as Error).message, LONGEST_POLICY_REASON)}`,
    };
  }
}
