import { changedKeys, changeOfHerfindahl, changeOfTop } from "../measures/change-of-concentration.ts";
import type { MeasureOf } from "../policy/measure.ts";
import type { Scope } from "../supply/scope.ts";
import type { UnsureGroup } from "../supply/unsure-group.ts";
import { questionsAboutFacet } from "./concentration-questions.ts";
import { narrowedBy, openedApart } from "./open-apart.ts";
import { askedOf, type OpenValue, type Unknown } from "./unknown.ts";

/** Two windows, and how the concentration in each of them depends on what is not known. */
interface Windows {
  now: Scope;
  before: Scope;
  openNow: OpenValue;
  openThen: OpenValue;
}

/**
 * By how much a concentration has risen, as it depends on what is not known. What answers decide is a bound: how far the two
 * intervals apart may narrow, and how far the ends of the joint one may move. Neither scope has exposure that is optional.
 */
export function openChangeOfConcentration(
  of: MeasureOf<"hhi" | "top">,
  { now, before: then, openNow, openThen }: Windows,
): OpenValue {
  const { facet, kind } = of;
  const { now: apart, unknowns } = openedApart(openNow, openThen);
  const joint = (kind === "hhi" ? changeOfHerfindahl : changeOfTop)(now, then, facet);
  const value = ordered(Math.max(apart.lower, joint.lower), Math.min(apart.upper, joint.upper));
  const shareTold = sharesTold(now, then, of);
  const { held, loose, most } = changedKeys(now, then, facet);
  const risen = [...held.map(({ now, before }) => now - before), ...loose];
  const perShare = kind === "hhi" ? 10_000 * (most + risen.reduce((sum, by) => sum + Math.abs(by), 0)) : 1;
  const moves = (answered: readonly Unknown[]) => ({
    apart: narrowedBy(openNow, answered).upper + narrowedBy(openThen, answered).upper,
    joint: perShare * shareTold(answered),
  });
  const leastUpper = (answered: readonly Unknown[]) => {
    const by = moves(answered);
    return Math.max(value.lower, Math.min(apart.upper - by.apart, joint.upper - by.joint, value.upper));
  };
  const mostLower = (answered: readonly Unknown[]) => {
    const by = moves(answered);
    return Math.min(value.upper, Math.max(apart.lower + by.apart, joint.lower + by.joint, value.lower));
  };
  const mostNarrowed = (answered: readonly Unknown[]) => {
    const moved = value.upper - leastUpper(answered) + mostLower(answered) - value.lower;
    return Math.min(value.upper - value.lower, moved);
  };
  return {
    now: value,
    unknowns,
    ifSmallest: (answered) => ({ ...value, upper: leastUpper(answered) }),
    ifLargest: (answered) => ({ ...value, lower: mostLower(answered) }),
    narrowed: (answered) => ({ lower: 0, upper: mostNarrowed(answered) }),
    isReached: () => false,
    mostMoved: (unknown) => mostNarrowed([unknown]),
  };
}

/** Finds how much exposure, as shares of both windows added up, answers tell the key of, or leave to fewer keys. */
function sharesTold(now: Scope, then: Scope, { facet }: MeasureOf<"hhi" | "top">) {
  const windows = [now, then].map(({ cells, facets, total }) => {
    const { groups } = facets[facet];
    const list = questionsAboutFacet(facet, cells, facets[facet]);
    return (answered: readonly Unknown[]) => {
      const asked = askedOf(answered);
      const about = new Set(answered.flatMap((one) => list.about(one)));
      let told = 0;
      for (const one of about) if (one.is === "loose") told += one.exposure;
      for (const group of groups) if (isUnder(group, asked)) told += group.certain;
      return told / total;
    };
  });
  return (answered: readonly Unknown[]) => windows.reduce((sum, toldIn) => sum + toldIn(answered), 0);
}

/** Whether one of these is asked about a group, or about one above it. */
function isUnder(group: UnsureGroup, asked: ReadonlySet<string | null>): boolean {
  let at: UnsureGroup["above"] = group;
  while (typeof at === "object" && at !== null) {
    if (asked.has(at.id)) return true;
    at = at.above;
  }
  return false;
}

/** When two bounds meet, rounding may have swapped them. */
function ordered(one: number, other: number) {
  return { lower: Math.min(one, other), upper: Math.max(one, other) };
}
