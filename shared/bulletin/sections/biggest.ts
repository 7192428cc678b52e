import type { Assessed } from "../../assessment/assess.ts";
import { type FacetMeasures, type NamedRemoval, scopeOf } from "../../assessment/assessment.ts";
import { measureFacet } from "../../assessment/measure-scopes.ts";
import type { Observation } from "../../assessment/observation.ts";
import { groupsOf } from "../../assessment/view.ts";
import { isCounted } from "../../look-through/removal.ts";
import type { Wording } from "../../policy/wording.ts";
import type { Facet } from "../../supply/facet-totals.ts";
import { groupNameOf } from "../../supply/scope.ts";
import { facetNouns } from "../../text/facet-nouns.ts";
import { indent } from "../../text/lines.ts";
import { type Holders, wordsOf } from "../../text/measure-words.ts";
import { money } from "../../text/money.ts";
import { shareText } from "../../text/share.ts";
import { noun } from "../../values/count.ts";
import { countryName } from "../../values/country-name.ts";
import { asMinor, toUnit, type Unit } from "../../values/exposure.ts";
import { displayName, oneLine } from "../../values/one-line.ts";
import { pathLines } from "./paths.ts";
import { recoveryLines } from "./recovery.ts";

// More than a reader on a phone will scroll through.
const MOST_NAMED = 4;

/** One line of the section: a part of the exposure, in the unit and as a share. */
interface Part {
  name: string;
  exposure: number;
  share: number;
}

/** What stands behind the worst news, largest first: the paths through which it comes, or who has most of it. */
export function biggestSection(observation: Observation, assessed: Assessed, wording: Wording): string[] {
  const { holders } = wordsOf(observation.rule.measure);
  if (isSeenOtherwise(observation, holders)) return [];
  const lines = linesOf(holders, observation, assessed);
  if (lines.length === 0) return [];
  const where = observation.group === null ? "" : `, in ${oneLine(observation.group)}`;
  return [`${titleOf(holders, wording)}${where}`, ...lines.map(indent)];
}

function titleOf(holders: Holders, wording: Wording): string {
  switch (holders.from) {
    case "chains":
      return wording.biggestPaths;
    case "facet":
      return `${wording.biggestParts}, by ${facetNouns[holders.facet].one}`;
    case "sellers":
      return `${wording.biggestSellers}, by owner`;
    case "removals":
      return `${wording.biggestLosses}, if one ${holders.removes} stops`;
  }
}

function linesOf(holders: Holders, observation: Observation, assessed: Assessed): string[] {
  const { assessment, nameOf } = assessed;
  const { unit } = assessment;
  const scope = scopeOf(observation, assessment);
  switch (holders.from) {
    case "chains":
      return certainLines(observation, pathLines(observation, unit, nameOf));
    case "sellers":
      return certainLines(observation, sellerLines(observation, unit, nameOf));
    case "facet":
      return scope === null
        ? programLines(holders.facet, observation, assessed)
        : facetLines(scope.facets[holders.facet], scope.exposure, unit);
    case "removals":
      return scope === null
        ? []
        : certainLines(observation, lossLines(scope.removals, holders.removes, scope.exposure, unit));
  }
}

/** Whether a rule has its own `controlStake`, so that its owners may differ from those of the assessment. */
function isSeenOtherwise({ rule: { controlStake } }: Observation, { from }: Holders): boolean {
  // What a rule found itself is seen with its own stake.
  return controlStake !== undefined && (from === "facet" || from === "removals");
}

/** When nothing is certain, the section says so; when nothing is possible either, there is no section. */
function certainLines({ observed }: Observation, lines: string[]): string[] {
  if (lines.length > 0) return lines;
  return observed !== null && observed.upper > 0
    ? ["Nothing is certain: all of it depends on what is not known."]
    : [];
}

/** The owners of the suppliers that sell the certain part. */
function sellerLines({ contributions }: Observation, unit: Unit, nameOf: Assessed["nameOf"]): string[] {
  const { keys, rest } = contributions ?? { keys: [], rest: null };
  const total = keys.reduce((sum, { exposure }) => sum + exposure, rest?.exposure ?? 0);
  const partOf = (name: string, lower: number): Part => ({
    name,
    exposure: toUnit(asMinor(lower), unit),
    share: lower / total,
  });
  const sellers = keys
    .filter(({ lower }) => lower > 0)
    .sort((a, b) => b.lower - a.lower)
    .map(({ key, isKnown, lower }) =>
      partOf(key === null ? "unknown owner" : `${nameOf(key)}${isKnown ? "" : " (owner unknown)"}`, lower),
    );
  const others = rest === null || rest.lower === 0 ? [] : [partOf("others", rest.lower)];
  return partLines(sellers, others, unit);
}

function facetLines({ keys, unknown, more }: FacetMeasures, whole: number, unit: Unit): string[] {
  const named = keys.map(({ key, name, share, exposure }) => ({
    name: displayName(name, key),
    share,
    exposure,
  }));
  const left = more === undefined ? [] : [{ name: `${more.keys} others`, ...more }];
  const lines = partLines(named, left, unit);
  return unknown === 0
    ? lines
    : [...lines, partLine({ name: "unknown", share: unknown, exposure: unknown * whole }, unit)];
}

/** The parts of a program, which an assessment does not list. */
function programLines(
  facet: Facet,
  { rule, group }: Observation,
  { view, assessment: { unit }, nameOf }: Assessed,
): string[] {
  const scope = groupsOf(view, rule.by).find((one) => groupNameOf(one) === group);
  if (group === null || scope === undefined || scope.total === 0) return [];
  const keyName = facet === "origin" || facet === "control" ? countryName : nameOf;
  const measured = measureFacet(scope.facets[facet], unit, keyName, Number.POSITIVE_INFINITY);
  return facetLines(measured, toUnit(asMinor(scope.total), unit), unit);
}

function lossLines(removals: NamedRemoval[], kind: "owner" | "country", whole: number, unit: Unit): string[] {
  const worst = removals
    .filter((removal) => isCounted(removal, kind) && removal.loss.lower > 0)
    .slice(0, MOST_NAMED);
  const lines = worst.map((removal) => {
    const { lower } = removal.loss;
    return partLine({ name: removalName(removal), share: lower, exposure: lower * whole }, unit);
  });
  const overlap = lines.length < 2 ? [] : ["These overlap: do not add them up."];
  return [...lines, ...overlap, ...recoveryLines(worst, removalName, unit)];
}

/** A supplier whose owner is not known counts as that owner. */
function removalName({ kind, key, name }: NamedRemoval): string {
  return kind === "supplier" ? `${displayName(name, key)} (owner unknown)` : displayName(name, key);
}

/** The largest parts, and all others as one. `left` is what is not listed by name. */
function partLines(named: Part[], left: Part[], unit: Unit): string[] {
  const shown = named.slice(0, MOST_NAMED);
  const others = [...named.slice(MOST_NAMED), ...left];
  const [first] = others;
  if (first === undefined) return shown.map((part) => partLine(part, unit));
  const sum = others.reduce(
    (all, { exposure, share }) => ({ exposure: all.exposure + exposure, share: all.share + share }),
    { exposure: 0, share: 0 },
  );
  const count = named.length - shown.length;
  const name = left.length > 0 ? "others" : `${count} ${noun(count, "other")}`;
  return [...shown, { name, ...sum }].map((part) => partLine(part, unit));
}

function partLine({ name, exposure, share }: Part, unit: Unit): string {
  return `${money(exposure, unit)}  ${shareText(share)}  ${name}`;
}
