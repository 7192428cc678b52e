import { confirmCommand } from "../shared/confirm-command.ts";
import { importText } from "../shared/import-record.ts";
import { nameList } from "../shared/name-list.ts";
import { lineOf, oneLine } from "../shared/one-line.ts";
import { money } from "../shared/wording.ts";
import type { ListedImport, SectorImports } from "./commands/list-imports.ts";

const LONGEST_REASON = 200;

/** What imports did to a sector, for a terminal; `stack` is the deployed one that commands should name, if any. */
export function importLines(
  { sector, unit, imports, unreadable, problem }: SectorImports,
  stack: string | null,
): string[] {
  const none = unreadable === 0 ? "no import is recorded" : "no record of an import can be read";
  return [
    `${sector}${imports.length === 0 ? `  ${none}` : ""}`,
    ...(problem === undefined ? [] : [`  note: which of them wait to be confirmed is not known: ${problem}`]),
    ...imports.flatMap((one) =>
      listedLines(one, (exposure) => money(exposure, unit), confirmCommand(one.id, sector, stack)),
    ),
    ...(unreadable > 0 ? [`  records that could not be read: ${unreadable}`] : []),
    "",
  ];
}

function listedLines(listed: ListedImport, moneyOf: (exposure: number) => string, confirm: string): string[] {
  const { id, kind, rows, exposure, sources, moreSources, endedAt, isAwaited, confirmed } = listed;
  const counts = `${rows.added} new, ${rows.changed} changed, ${rows.removed} removed`;
  const moved =
    exposure === null ? "" : `; ${moneyOf(exposure.added)} added, ${moneyOf(exposure.removed)} taken away`;
  const names = sources.map(({ source }) => (source === null ? "no source" : oneLine(source)));
  const more = moreSources > 0 ? [`${moreSources} more`] : [];
  const from = names.length === 0 ? "" : `; source ${nameList([...names, ...more])}`;
  return [
    `  ${id}  ${kind}  ${importText(listed)}`,
    `    ${counts}${moved}${from}`,
    ...(endedAt === null ? ["    did not end: it is under way, or stopped"] : []),
    ...(confirmed === null
      ? []
      : [
          `    confirmed ${confirmed.confirmedAt.slice(0, 10)} by ${oneLine(confirmed.by)}: ${lineOf(confirmed.reason, LONGEST_REASON)}`,
        ]),
    ...(isAwaited ? [`    UNCONFIRMED: nothing eases until it is confirmed or replaced: ${confirm}`] : []),
  ];
}
