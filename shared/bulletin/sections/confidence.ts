import type { Assessed } from "../../assessment/assess.ts";
import { type Assessment, measuredSector } from "../../assessment/assessment.ts";
import { undeclaredShare } from "../../look-through/look-through.ts";
import { directDependency } from "../../measures/counted-share.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import type { Policy } from "../../policy/policy.ts";
import { facets, type Scope } from "../../supply/scope.ts";
import { facetNouns } from "../../text/facet-nouns.ts";
import { indent } from "../../text/lines.ts";
import { money } from "../../text/money.ts";
import { overlapText } from "../../text/overlap.ts";
import { refusedLines } from "../../text/refused.ts";
import { shareText } from "../../text/share.ts";
import { unconfirmedLines } from "../../text/unconfirmed.ts";
import { unfinishedLines } from "../../text/unfinished.ts";
import { unreadableCount, unreadableRemedy } from "../../text/unreadable.ts";
import { counted, noun, someOf } from "../../values/count.ts";
import { countryName } from "../../values/country-name.ts";
import { oneLine } from "../../values/one-line.ts";

const MOST_LISTED = 10;
const MOST_OVERLAPS = 3;

/** What is told that needs a word about how sure it is. */
interface Told {
  tellsRange: boolean;
  /** Whether it is about what stops through the tiers. */
  tellsStop: boolean;
  /** What else is uncertain, a line each. */
  more: string[];
  /** The deployed stack that commands should name, if any. */
  stack: string | null;
}

/** How far the figures can be trusted: what is unknown, unreadable or undeclared, and how old the data is. */
export function sureSection(
  { assessment, view }: Assessed,
  policy: Policy,
  { tellsRange, tellsStop, more, stack }: Told,
): string[] {
  const scope = measuredSector(assessment);
  const unknown = facets
    .map((facet) => ({ facet, share: scope?.facets[facet].unknown ?? 0 }))
    .filter(({ share }) => share > 0)
    .map(({ facet, share }) => `${shareText(share)} of exposure has no known ${facetNouns[facet].one}.`);
  const newest =
    assessment.newestDate === null ? "No position has a date." : `Newest position ${assessment.newestDate}.`;
  const dated = assessment.positions === 0 ? [] : [newest];
  const { unreadable, refused, unconfirmed, unfinished, overlaps = [], unit, sector } = assessment;
  const rows =
    unreadable > 0
      ? [unreadableText(assessment, stack)]
      : refused === undefined && overlaps.length === 0
        ? ["Every row was readable."]
        : [];
  const rings = assessment.ownershipCycles
    .slice(0, MOST_LISTED)
    .map(
      (ring) => `These own each other, so their owner is unknown: ${someOf(ring.map(oneLine), MOST_LISTED)}.`,
    );
  const looksThrough = policy.rules.some(({ measure }) => factsOf(measure).family === "tiers");
  if (looksThrough && scope !== null) {
    unknown.push(...undeclaredLines(undeclaredShare(view.sector, view.network), policy));
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
  const data = [...dated, ...waitingText(assessment), ...rows].join(" ");
  const lacks = [
    ...(refused === undefined ? [] : refusedLines(refused, unit)),
    ...(unconfirmed === undefined ? [] : unconfirmedLines(unconfirmed, sector, unit, stack)),
    ...(unfinished === undefined ? [] : unfinishedLines(unfinished, sector, stack)),
    ...overlaps.slice(0, MOST_OVERLAPS).map(overlapText),
  ];
  const lines = [
    ...measured,
    ...more.slice(0, MOST_LISTED),
    ...rings,
    ...(data === "" ? [] : [data]),
    ...lacks,
  ];
  return ["HOW SURE", ...lines.map(indent)];
}

function unreadableText(assessment: Assessment, stack: string | null): string {
  const { unreadable, unreadableItems: first = [] } = assessment;
  const bad = { count: unreadable, first };
  return `${unreadableCount(bad, assessment.unreadableSince)} This can raise an alert, not ease or resolve one. ${unreadableRemedy(bad, stack)}`;
}

const NEAR_CHINA = ["HK", "MO"];

/** How Hong Kong and Macao are counted, where that matters; and any other country that the policy counts as another. */
function countedTexts(sector: Scope, { rules, countAs = {} }: Policy): string[] {
  const pairs = Object.entries(countAs);
  const merged = pairs
    .slice(0, MOST_LISTED)
    .map(([country, as]) => `${placeName(country)} counts as ${placeName(as)} here.`);
  if (pairs.length > MOST_LISTED) {
    merged.push(`${pairs.length - MOST_LISTED} more countries count as others here.`);
  }
  const named = new Set(rules.flatMap(({ measure }) => factsOf(measure).names.countries));
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

/** Stored by a version that did not keep what waits, an assessment says only how many positions do. */
function waitingText({ waiting, waitingExposure, waitingFrom, asOf, unit }: Assessment): string[] {
  if (waiting === 0) return [];
  const isOne = waiting === 1;
  const rows = `${counted(waiting)} ${noun(waiting, "row")}`;
  const worth = waitingExposure === undefined ? "" : ` (${money(waitingExposure, unit)})`;
  const first =
    waitingFrom === undefined
      ? ""
      : isOne
        ? `: it counts from ${waitingFrom} on`
        : `: the first counts from ${waitingFrom} on`;
  return [`${rows}${worth} dated after ${asOf} wait${isOne ? "s" : ""}${first}.`];
}

/** What part of the exposure hangs on inputs that nobody declared, and how it counts. */
function undeclaredLines(undeclared: number, { unmappedSuppliers }: Policy): string[] {
  if (undeclared === 0) return [];
  const told = `${shareText(undeclared)} of exposure is with suppliers that declared no inputs`;
  return unmappedSuppliers === "safe"
    ? [`${told}: this policy counts these inputs as safe.`]
    : [`${told}: what they sell counts as possibly at risk.`];
}
