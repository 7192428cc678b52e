import type { Assessed } from "../../assessment/assess.ts";
import { scopeOf } from "../../assessment/assessment.ts";
import { measureFacet } from "../../assessment/measure-scopes.ts";
import type { Observation } from "../../assessment/observation.ts";
import type { FacetMeasures } from "../../assessment/scope-measures.ts";
import { groupsOf } from "../../assessment/view.ts";
import { groupTitle } from "../../policy/item-names.ts";
import type { Wording } from "../../policy/wording.ts";
import type { Facet } from "../../supply/facet-totals.ts";
import { groupNameOf } from "../../supply/scope.ts";
import { facetNouns } from "../../text/facet-nouns.ts";
import { indent } from "../../text/lines.ts";
import { type Holders, wordsOf } from "../../text/measure-words.ts";
import { countryName } from "../../values/country-name.ts";
import { asMinor, toUnit, type Unit } from "../../values/exposure.ts";
import { displayName, oneLine } from "../../values/one-line.ts";
import { lossLines } from "./biggest-losses.ts";
import { type Part, partLine, partLines } from "./parts.ts";
import { pathLines } from "./paths.ts";

/** What stands behind the worst news, largest first: the paths through which it comes, or who has most of it. */
export function biggestSection(observation: Observation, assessed: Assessed, wording: Wording): string[] {
  const { holders } = wordsOf(observation.rule.measure);
  if (isSeenOtherwise(observation, holders)) return [];
  const lines = linesOf(holders, observation, assessed);
  if (lines.length === 0) return [];
  const where =
    observation.group === null
      ? ""
      : `, in ${oneLine(groupTitle({ group: observation.group, by: observation.rule.by }, assessed.itemOf) ?? "")}`;
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
      return certainLines(observation, pathLines(observation, unit, assessed));
    case "sellers":
      return certainLines(observation, sellerLines(observation, unit, nameOf));
    case "facet":
      return scope === null
        ? programLines(holders.facet, observation, assessed)
        : facetLines(scope.facets[holders.facet], scope.exposure, unit);
    case "removals":
      return certainLines(observation, lossLines(holders.removes, observation, assessed));
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
