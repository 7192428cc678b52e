import type { Assessed } from "./assess.ts";
import { measuredSector } from "./assessment.ts";
import { countryName } from "./country-name.ts";
import { directDependency } from "./dependency.ts";
import { mappedShare } from "./look-through.ts";
import { countriesNamed } from "./measure.ts";
import { oneLine } from "./one-line.ts";
import type { Policy } from "./policy.ts";
import { facets, type Scope } from "./scope.ts";
import { facetNouns, indent, shareText } from "./wording.ts";

const MOST_LISTED = 10;

/** What is told that needs a word about how it is meant: a range, and what stops through the tiers. */
interface Told {
  tellsRange: boolean;
  tellsStop: boolean;
}

/** How far the figures can be trusted: what is unknown, unreadable or undeclared, and how old the data is. */
export function sureSection(
  { assessment, view }: Assessed,
  policy: Policy,
  { tellsRange, tellsStop }: Told,
): string[] {
  const scope = measuredSector(assessment);
  const unknown = facets
    .map((facet) => ({ facet, share: scope?.facets[facet].unknown ?? 0 }))
    .filter(({ share }) => share > 0)
    .map(({ facet, share }) => `${shareText(share)} of exposure has no known ${facetNouns[facet].one}.`);
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
    const mapped = shareText(mappedShare(view.sector, view.network));
    unknown.push(`${mapped} of exposure is with suppliers whose inputs are declared.`);
  }
  const ranges = tellsRange
    ? ["A range runs from what is certain to what is possible with everything unknown against us."]
    : [];
  const assumed = tellsStop
    ? ["What stops is counted without stock or substitutes, and every buyer is cut by the same share."]
    : [];
  const measured =
    scope === null
      ? ["Without positions no limit is checked, and nothing is resolved."]
      : [...unknown, ...ranges, ...assumed, ...countedTexts(view.sector, policy)];
  return ["HOW SURE", ...[...measured, ...rings, [...dated, rows].join(" ")].map(indent)];
}

const NEAR_CHINA = ["HK", "MO"];

/** How Hong Kong and Macao are counted, where that matters; and any other country that the policy counts as another. */
function countedTexts(sector: Scope, { rules, countAs = {} }: Policy): string[] {
  const merged = Object.entries(countAs).map(
    ([country, as]) => `${placeName(country)} counts as ${placeName(as)} here.`,
  );
  const named = new Set(rules.flatMap(({ measure }) => countriesNamed(measure)));
  const apart = NEAR_CHINA.filter((place) => countAs[place] === undefined && !named.has(place)).filter(
    (place) => directDependency(sector, [place]).lower > 0,
  );
  if (!named.has("CN") || apart.length === 0) return merged;
  const places = apart.map(placeName).join(" and ");
  const share = shareText(directDependency(sector, apart).lower);
  const [count, them] = apart.length === 1 ? ["counts", "there"] : ["count", "in one of them"];
  return [
    ...merged,
    `${places} ${count} apart from China: ${share} of exposure is made or controlled ${them}.`,
  ];
}

/** A country without the name of the state that it belongs to: what is told is how it is counted. */
function placeName(code: string): string {
  return code === "HK" ? "Hong Kong" : code === "MO" ? "Macao" : countryName(code);
}

function listText(names: string[]): string {
  const more = names.length - MOST_LISTED;
  return names.slice(0, MOST_LISTED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
