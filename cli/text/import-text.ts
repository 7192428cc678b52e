import { type Confirmation, type ImportRecord, importText } from "../../shared/imports/record.ts";
import { type CommandPlace, confirmCommand } from "../../shared/text/command.ts";
import { money } from "../../shared/text/money.ts";
import { nameList } from "../../shared/text/name-list.ts";
import { counted, noun } from "../../shared/values/count.ts";
import { momentText } from "../../shared/values/day.ts";
import type { Unit } from "../../shared/values/exposure.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { lineOf, oneLine } from "../../shared/values/one-line.ts";

const LONGEST_REASON_SHOWN = 200;

/** What imports did to a sector, for a terminal. `place` is where commands work. */
export function importLines(
  { sector, unit, imports, unreadable, problem }: SectorImports,
  place: CommandPlace,
): string[] {
  const none = unreadable === 0 ? "no import is recorded" : "no record of an import can be read";
  return [
    `${sector}${imports.length === 0 ? `  ${none}` : ""}`,
    ...(problem === undefined ? [] : [`  note: which of them wait to be confirmed is not known: ${problem}`]),
    ...imports.flatMap((one) =>
      listedLines(one, (exposure) => money(exposure, unit), confirmCommand(one.id, sector, place)),
    ),
    ...(unreadable > 0 ? [`  records that could not be read: ${unreadable}`] : []),
    "",
  ];
}

function listedLines(listed: ListedImport, moneyOf: (exposure: number) => string, confirm: string): string[] {
  const { id, kind, reassigned, sources, moreSources, atMost, isAwaited, confirmed } = listed;
  const names = sources.map(({ source }) => (source === null ? "no source" : oneLine(source)));
  const more = moreSources > 0 ? [`${moreSources} more`] : [];
  const from = names.length === 0 ? "" : `; source ${nameList([...names, ...more])}`;
  const least = atMost === null ? "" : "at least ";
  return [
    `  ${id}  ${kind}  ${importText(listed)}`,
    `    ${least}${changesText(listed, moneyOf)}${from}`,
    ...(atMost === null ? [] : [`    at most ${changesText(atMost, moneyOf)}`]),
    ...(reassigned === 0
      ? []
      : [`    ${counted(reassigned)} ${noun(reassigned, "position")} got another supplier or origin`]),
    ...endLine(listed),
    ...(confirmed === null
      ? []
      : [
          `    confirmed ${confirmed.confirmedAt.slice(0, 10)} by ${oneLine(confirmed.by)}: ${lineOf(confirmed.reason, LONGEST_REASON_SHOWN)}`,
        ]),
    ...(isAwaited ? [`    UNCONFIRMED: nothing eases until it is confirmed or replaced: ${confirm}`] : []),
  ];
}

function changesText(
  { rows, exposure }: Pick<ListedImport, "rows" | "exposure">,
  moneyOf: (exposure: number) => string,
): string {
  const counts = `${rows.added} new, ${rows.changed} changed, ${rows.removed} removed`;
  if (exposure === null) return counts;
  return `${counts}; ${moneyOf(exposure.added)} added, ${moneyOf(exposure.removed)} taken away`;
}

/** How an import has ended that did not write all of its file. */
function endLine({ endedAt, stoppedAt }: Pick<ListedImport, "endedAt" | "stoppedAt">): string[] {
  if (endedAt !== null) return [];
  if (stoppedAt === null) return ["    did not end: it is under way, or stopped"];
  return [`    interrupted ${momentText(stoppedAt)}: the rest of the file was not written by it`];
}

/** What imports did to one sector, oldest first. */
export interface SectorImports {
  sector: SectorId;
  unit: Unit;
  imports: ListedImport[];
  /** Records that could not be read. */
  unreadable: number;
  /** Why it is not known which imports wait to be confirmed. Left out when it is known. */
  problem?: string;
}

/** One import. Exposure is in the unit of the sector's policy; `null` for suppliers and links. */
export interface ListedImport
  extends Omit<ImportRecord, "schemaVersion" | "exposure" | "sources" | "moved" | "reassigned" | "written"> {
  /** How many of the changed positions are known to have got another supplier or origin, and no other item, program or day. */
  reassigned: number;
  /** What it has certainly written, as `rows` and `sources`. */
  exposure: { added: number; removed: number } | null;
  /** What it may have written, when it has not ended and could not say what it had written; else `null`. */
  atMost: { rows: ImportRecord["rows"]; exposure: ListedImport["exposure"] } | null;
  /** When it was interrupted; else `null`. */
  stoppedAt: string | null;
  sources: { source: string | null; added: number; removed: number }[];
  /** Whether the last assessment waits for its confirmation; `null` when that is not known. */
  isAwaited: boolean | null;
  confirmed: Pick<Confirmation, "by" | "reason" | "confirmedAt"> | null;
}
