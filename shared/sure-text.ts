import type { Assessed } from "./assess.ts";
import { type Assessment, measuredSector } from "./assessment.ts";
import { mappedShare } from "./look-through.ts";
import { oneLine } from "./one-line.ts";
import { type Overlap, periodText } from "./overlap.ts";
import type { Policy } from "./policy.ts";
import { refusedLines } from "./refused-text.ts";
import { facets } from "./scope.ts";
import { facetNouns, indent, percent } from "./wording.ts";

const MOST_LISTED = 10;
const MOST_OVERLAPS = 3;

/** How far the figures can be trusted: what is unknown, unreadable or undeclared, and how old the data is. */
export function sureSection({ assessment, view }: Assessed, policy: Policy, tellsRange: boolean): string[] {
  const scope = measuredSector(assessment);
  const unknown = facets
    .map((facet) => ({ facet, share: scope?.facets[facet].unknown ?? 0 }))
    .filter(({ share }) => share > 0)
    .map(({ facet, share }) => `${percent(share)} of exposure has no known ${facetNouns[facet].one}.`);
  const newest =
    assessment.newestDate === null ? "No position has a date." : `Newest position ${assessment.newestDate}.`;
  const dated = assessment.positions === 0 ? [] : [newest];
  const { unreadable, refused, overlaps = [], unit } = assessment;
  const rows =
    unreadable > 0
      ? [`Stored rows that could not be read: ${unreadable}. This can raise an alert, not resolve one.`]
      : refused === undefined && overlaps.length === 0
        ? ["Every row was readable."]
        : [];
  const rings = assessment.ownershipCycles
    .slice(0, MOST_LISTED)
    .map((ring) => `These own each other, so their owner is unknown: ${listText(ring.map(oneLine))}.`);
  const looksThrough = policy.rules.some(
    ({ measure }) => measure.kind === "look-through" || measure.kind === "loss",
  );
  if (looksThrough && scope !== null) {
    const mapped = percent(mappedShare(view.sector, view.network));
    unknown.push(`${mapped} of exposure is with suppliers whose inputs are declared.`);
  }
  const ranges = tellsRange
    ? ["A range runs from what is certain to what is possible with everything unknown against us."]
    : [];
  const measured =
    scope === null
      ? ["Without positions no limit is checked, and nothing is resolved."]
      : [...unknown, ...ranges];
  const data = [...dated, ...waitingText(assessment), ...rows].join(" ");
  const lacks = [
    ...(refused === undefined ? [] : refusedLines(refused, unit)),
    ...overlaps.slice(0, MOST_OVERLAPS).map(overlapText),
  ];
  return ["HOW SURE", ...[...measured, ...rings, ...(data === "" ? [] : [data]), ...lacks].map(indent)];
}

function waitingText({ waiting, asOf }: Assessment): string[] {
  if (waiting === 0) return [];
  const one = waiting === 1;
  return [
    `${waiting.toLocaleString("en-US")} position${one ? " is" : "s are"} dated after ${asOf} and ${one ? "does" : "do"} not count yet.`,
  ];
}

function overlapText({ source, first, second }: Overlap): string {
  const [one, other] = [first, second].map((figure) => `${periodText(figure)} of ${oneLine(figure.code)}`);
  return `Figures of ${oneLine(source)} overlap and are counted twice: ${one} and ${other}. Import with --replace what is to stay: until then no alert can resolve.`;
}

function listText(names: string[]): string {
  const more = names.length - MOST_LISTED;
  return names.slice(0, MOST_LISTED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
