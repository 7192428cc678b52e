import { columns, pc } from "../terminal/output.ts";
import { changesOf, countRows, type DifferentEvent, differentEvents, signed, spanLine } from "./diff-rows.ts";
import type { ReplayedDiff, SectorDiff } from "./policy-diff.ts";

/** What a change of policies would have sent and not sent, for a terminal. */
export function diffLines(diffs: SectorDiff[]): string[] {
  return diffs.flatMap((diff, at) => [...(at === 0 ? [] : [""]), ...sectorLines(diff)]);
}

function sectorLines(diff: SectorDiff): string[] {
  const { sector, change, problems, replayed } = diff;
  return [
    `${pc.bold(sector)}  ${change}, ${spanLine(diff)}`,
    ...problems.map((problem) => `  ${problem}`),
    ...changesOf(diff).map((line) => `  ${line}`),
    ...(replayed === null ? [] : replayedLines(replayed)),
  ];
}

function replayedLines(replayed: ReplayedDiff): string[] {
  const events = differentEvents(replayed);
  const rows = countRows(replayed).map(([what, old, now]) => {
    return [`  ${what}`, String(old).padStart(4), String(now).padStart(4), signed(now - old)];
  });
  return [
    `  ${pc.bold("WOULD HAVE BEEN SENT")}  ${pc.red("- only by the old policy")}   ${pc.green("+ only by the new policy")}`,
    ...(events.length === 0 ? ["    the same by both"] : columns(events.map(eventRow))),
    ...columns([["  TOTAL", " old", " new", "difference"], ...rows]),
  ];
}

function eventRow({ asOf, by, event, level, alert, figures }: DifferentEvent): string[] {
  const mark = by === "old" ? pc.red("-") : pc.green("+");
  return [`    ${asOf}`, mark, event, level, alert, figures];
}
