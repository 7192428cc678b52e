import { counted } from "../../shared/values/count.ts";
import { changesOf, countRows, type DifferentEvent, differentEvents, signed, spanLine } from "./diff-rows.ts";
import type { ReplayedDiff, SectorDiff } from "./policy-diff.ts";

// A comment on GitHub has at most 65,536 characters.
const LONGEST_COMMENT = 60_000;
const MOST_EVENTS = 40;
const MOST_CHANGES = 20;

/** What a change of policies would have sent and not sent, as Markdown for a comment on a pull request. */
export function diffMarkdown(diffs: SectorDiff[]): string[] {
  const whole = markdownOf(diffs, { events: MOST_EVENTS, changes: MOST_CHANGES });
  if (lengthOf(whole) <= LONGEST_COMMENT) return whole;
  const short = markdownOf(diffs, { events: 0, changes: 0 });
  if (lengthOf(short) <= LONGEST_COMMENT) return short;
  const sectors = diffs.filter(({ change }) => change !== "unchanged").length;
  return [
    ...HEAD,
    `${counted(sectors)} sectors differ, too many for a comment: run \`policy diff\` without \`--markdown\`.`,
  ];
}

/** How many lines of a kind a sector has, before the others are counted. */
interface Most {
  events: number;
  changes: number;
}

const HEAD = [
  "## What this change of policies would have sent",
  "",
  "The stored positions are replayed by the old and by the new policies, as they are known today: each run has the positions of its day, and today's suppliers and links. It begins without open alerts and without silences; `for` and `keep` count these runs.",
  "",
];

function markdownOf(diffs: SectorDiff[], most: Most): string[] {
  const same = diffs.filter(({ change }) => change === "unchanged").map(({ sector }) => sector);
  const others = diffs.filter(({ change }) => change !== "unchanged");
  return [
    ...HEAD,
    ...(others.length === 0 ? ["No policy differs."] : others.flatMap((diff) => sectorMarkdown(diff, most))),
    ...(same.length === 0 ? [] : ["", `Unchanged: ${same.map(escaped).join(", ")}.`]),
  ];
}

function sectorMarkdown(diff: SectorDiff, most: Most): string[] {
  const { sector, change, problems, replayed } = diff;
  return [
    `### ${escaped(sector)}: ${change}`,
    "",
    `${escaped(spanLine(diff))}`,
    "",
    ...problems.map((problem) => `- **cannot be used:** ${escaped(problem)}`),
    ...firstOf(
      changesOf(diff).map((line) => `- ${escaped(line)}`),
      most.changes,
      (more) => `- and ${counted(more)} more`,
    ),
    "",
    ...(replayed === null ? [] : replayedMarkdown(replayed, most)),
  ];
}

function replayedMarkdown(replayed: ReplayedDiff, most: Most): string[] {
  const events = differentEvents(replayed).map(eventRow);
  const counts = countRows(replayed).map(
    ([what, old, now]) => `| ${what} | ${old} | ${now} | ${signed(now - old)} |`,
  );
  return [
    ...["| would have sent | old | new | difference |", "|---|--:|--:|--:|", ...counts, ""],
    ...(events.length === 0
      ? ["Both would have sent the same.", ""]
      : [
          "| day | only by | event | level | alert | observed |",
          "|---|---|---|---|---|---|",
          ...firstOf(events, most.events, (more) => `| and ${counted(more)} more | | | | | |`),
          "",
        ]),
  ];
}

function eventRow({ asOf, by, event, level, alert, figures }: DifferentEvent): string {
  const cells = [asOf, by === "old" ? "\\- old" : "\\+ new", event, level, escaped(alert), escaped(figures)];
  return `| ${cells.join(" | ")} |`;
}

function firstOf(lines: string[], most: number, more: (count: number) => string): string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most), more(lines.length - most)];
}

/** A text that Markdown shows as it is: no table, link, HTML or mention comes of it. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~&$-]/g, "\\$&").replaceAll("@", "@<!-- -->");
}

function lengthOf(lines: string[]): number {
  return lines.join("\n").length + 1;
}
