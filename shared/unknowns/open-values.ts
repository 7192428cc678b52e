import { removedBy } from "../assessment/kinds/look-through.ts";
import { groupsOf, type RankedScope, type View } from "../assessment/view.ts";
import type { Network } from "../look-through/network.ts";
import { effectiveNumber, herfindahl, topShare } from "../measures/concentration.ts";
import { sidesOf } from "../measures/counted-share.ts";
import { isBelowFloor } from "../policy/floor.ts";
import { type ByKind, entryOf, type Measure } from "../policy/measure.ts";
import type { Rule } from "../policy/rule.ts";
import { groupNameOf } from "../supply/scope.ts";
import type { Minor } from "../values/exposure.ts";
import { openConcentration } from "./open-concentration.ts";
import { openCounted } from "./open-counted.ts";
import { openLookThrough } from "./open-look-through.ts";
import { openLoss } from "./open-loss.ts";
import { openUnknown } from "./open-unknown.ts";
import type { OpenValue } from "./unknown.ts";

/** Makes an open value of a scope with exposure. */
type Opening = (scope: RankedScope, network: Network) => OpenValue | null;

/** For each kind of measure, how its value depends on what is not known; `null` where that is not computed. */
const openings: ByKind<Opening | null> = {
  hhi:
    ({ facet }) =>
    (scope) =>
      openConcentration(scope, { kind: "hhi", facet, value: herfindahl }),
  top:
    ({ facet, n }) =>
    (scope) =>
      openConcentration(scope, { kind: "top", facet, value: (totals) => topShare(totals, n) }),
  effective:
    ({ facet }) =>
    (scope) =>
      openConcentration(scope, { kind: "effective", facet, value: effectiveNumber }),
  unknown:
    ({ facet }) =>
    (scope) =>
      openUnknown(scope, facet),
  direct: (measure) => (scope) => openCounted(scope, sidesOf(measure), "owner"),
  influenced: (measure) => (scope) => openCounted(scope, sidesOf(measure), "holders"),
  share: (measure) => (scope) => openCounted(scope, sidesOf(measure), "owner"),
  "look-through":
    ({ of }) =>
    (scope, network) =>
      openLookThrough(scope, removedBy(of), network),
  loss:
    ({ of }) =>
    (scope, network) =>
      openLoss(scope, of, network),
  change: () => null,
};

/** An open value, and the exposure of its scope in minor units. */
export interface OpenFinding extends OpenValue {
  total: Minor;
}

/**
 * How the value of a rule in one of its groups depends on what is not known; `null` where that is not computed, and for a group
 * without exposure.
 */
export function openValueOf(rule: Rule, group: string | null, view: View): OpenFinding | null {
  const opening = entryOf(openings, rule.measure);
  const scope = groupsOf(view, rule.by).find((one) => groupNameOf(one) === group);
  if (opening === null || scope === undefined || scope.total === 0) return null;
  if (isBelowFloor(rule, scope, view.unit)) return null;
  const open = opening(scope, view.network);
  return open === null ? null : { ...open, total: scope.total };
}

/** Whether it is computed for values of this measure how they depend on what is not known. */
export function canBeAsked(measure: Measure): boolean {
  return entryOf(openings, measure) !== null;
}
