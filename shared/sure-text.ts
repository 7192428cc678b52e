import type { Assessed } from "./assess.ts";
import { measuredSector } from "./assessment.ts";
import { undeclaredShare } from "./look-through.ts";
import { oneLine } from "./one-line.ts";
import type { Policy } from "./policy.ts";
import { facets } from "./scope.ts";
import { facetNouns, indent, percent } from "./wording.ts";

const MOST_LISTED = 10;

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
  const rows = assessment.incomplete
    ? `Stored rows that could not be read: ${assessment.unreadable}. This can raise an alert, not resolve one.`
    : "Every row was readable.";
  const rings = assessment.ownershipCycles
    .slice(0, MOST_LISTED)
    .map((ring) => `These own each other, so their owner is unknown: ${listText(ring.map(oneLine))}.`);
  const looksThrough = policy.rules.some(
    ({ measure }) => measure.kind === "look-through" || measure.kind === "loss",
  );
  if (looksThrough && scope !== null) {
    unknown.push(...undeclaredLines(undeclaredShare(view.sector, view.network), policy));
  }
  const ranges = tellsRange
    ? ["A range runs from what is certain to what is possible with everything unknown against us."]
    : [];
  const measured =
    scope === null
      ? ["Without positions no limit is checked, and nothing is resolved."]
      : [...unknown, ...ranges];
  return ["HOW SURE", ...[...measured, ...rings, [...dated, rows].join(" ")].map(indent)];
}

/** What part of the exposure hangs on inputs that nobody declared, and how it counts. */
function undeclaredLines(undeclared: number, { unmappedSuppliers }: Policy): string[] {
  if (undeclared === 0) return [];
  const told = `${percent(undeclared)} of exposure is with suppliers that declared no inputs`;
  return unmappedSuppliers === "safe"
    ? [`${told}: this policy counts these inputs as safe.`]
    : [`${told}: all of it may hang on what is removed.`];
}

function listText(names: string[]): string {
  const more = names.length - MOST_LISTED;
  return names.slice(0, MOST_LISTED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
