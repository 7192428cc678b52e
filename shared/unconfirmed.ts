import { confirmCommand } from "./confirm-command.ts";
import { toUnit, type Unit } from "./exposure.ts";
import type { Unguarded } from "./import-guard.ts";
import { type ImportRecord, importText } from "./import-record.ts";
import { nameList } from "./name-list.ts";
import { stackOption } from "./stack-option.ts";
import { money, shareText } from "./wording.ts";

/** What imports that wait to be confirmed moved, as an assessment tells it. Exposures are in the assessment's unit. */
export interface Unconfirmed {
  removed: number;
  added: number;
  edited: number;
  /** Exposure when the sector was last trusted, the day as of which that was, and exposure now. */
  before: number;
  since: string;
  now: number;
  /** The fraction that is too much. */
  guard: number;
  /** The newest first, at most `MOST_IMPORTS`. */
  imports: UnconfirmedImport[];
  moreImports: number;
}

/** One of them. What it added and took away is `null` for suppliers and links. */
export interface UnconfirmedImport extends Pick<ImportRecord, "id" | "kind" | "file" | "from" | "startedAt"> {
  added: number | null;
  removed: number | null;
}

const MOST_IMPORTS = 10;
const MOST_TOLD = 3;

/** What waits to be confirmed, as an assessment tells it. */
export function unconfirmedOf(found: Unguarded, since: string, guard: number, unit: Unit): Unconfirmed {
  const { removed, added, edited, before, now, imports } = found;
  const newest = [...imports].sort((a, b) => (a.id < b.id ? 1 : -1));
  return {
    removed: toUnit(removed, unit),
    added: toUnit(added, unit),
    edited: toUnit(edited, unit),
    before: toUnit(before, unit),
    since,
    now: toUnit(now, unit),
    guard,
    imports: newest.slice(0, MOST_IMPORTS).map(({ id, kind, file, from, startedAt, exposure }) => ({
      ...{ id, kind, file, from, startedAt },
      added: exposure && toUnit(exposure.added, unit),
      removed: exposure && toUnit(exposure.removed, unit),
    })),
    moreImports: Math.max(0, newest.length - MOST_IMPORTS),
  };
}

/** A text that two assessments share only when the same waits to be confirmed. */
export function canonicalUnconfirmed({ imports, ...rest }: Unconfirmed): string {
  return JSON.stringify([rest, imports.map(({ id }) => id)]);
}

/** The same with only the newest imports listed. */
export function shortUnconfirmed(unconfirmed: Unconfirmed, most: number): Unconfirmed {
  const imports = unconfirmed.imports.slice(0, most);
  return {
    ...unconfirmed,
    imports,
    moreImports: unconfirmed.moreImports + unconfirmed.imports.length - imports.length,
  };
}

/** `UNCONFIRMED IMPORT: since 2026-07-24 …`: one line. */
export function unconfirmedLine(unconfirmed: Unconfirmed, unit: Unit): string {
  const { imports, moreImports, since } = unconfirmed;
  const count = imports.length + moreImports;
  const word = count === 1 ? "UNCONFIRMED IMPORT" : "UNCONFIRMED IMPORTS";
  const [newest] = imports;
  const by = count === 1 && newest !== undefined ? importText(newest) : `${count} imports`;
  return `${word}: ${whatText(unconfirmed, unit)} since ${since} by ${by}: nothing eases or resolves until ${count === 1 ? "it is" : "they are"} confirmed or replaced.`;
}

/** The same with each import and how to confirm it, in a deployed stack where one is given. */
export function unconfirmedLines(
  unconfirmed: Unconfirmed,
  sector: string,
  unit: Unit,
  stack: string | null,
): string[] {
  const { imports, moreImports, guard } = unconfirmed;
  const told = imports
    .slice(0, MOST_TOLD)
    .flatMap((one) => [
      `  ${importText(one)}${movedText(one, unit)}`,
      `  as it should be? ${confirmCommand(one.id, sector, stack)}`,
    ]);
  const more = imports.length - Math.min(imports.length, MOST_TOLD) + moreImports;
  return [
    `Imports moved more than ${shareText(guard)} of the exposure, and nobody has confirmed them: until then an alert can be raised, none can ease or resolve.`,
    ...told,
    ...(more > 0
      ? [`  and ${more} more: npx chokepoint list imports --sector ${sector}${stackOption(stack)}`]
      : []),
    "If it is not as it should be, import the right file again under its name.",
  ];
}

function movedText({ added, removed }: UnconfirmedImport, unit: Unit): string {
  if (added === null || removed === null) return "";
  return `: ${money(added, unit)} added, ${money(removed, unit)} taken away`;
}

function whatText({ removed, added, edited, before, now, guard }: Unconfirmed, unit: Unit): string {
  const parts = [
    ...(removed > guard * before ? [`${money(removed, unit)} of ${money(before, unit)} taken away`] : []),
    ...(added > guard * before ? [`${money(added, unit)} added to ${money(before, unit)}`] : []),
    ...(edited > guard * now
      ? [`suppliers behind ${money(edited, unit)} of ${money(now, unit)} changed`]
      : []),
  ];
  return nameList(parts);
}
