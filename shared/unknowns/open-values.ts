import { removedBy } from "../assessment/kinds/look-through.ts";
import type { ViewBefore } from "../assessment/kinds/measure-kind.ts";
import { groupsOf, type View } from "../assessment/view.ts";
import { effectiveNumber, herfindahl, topShare } from "../measures/concentration.ts";
import { sidesOf } from "../measures/counted-share.ts";
import { isBelowFloor } from "../policy/floor.ts";
import { type ByKind, entryOf } from "../policy/measure.ts";
import type { Rule } from "../policy/rule.ts";
import { groupNameOf } from "../supply/scope.ts";
import type { Minor } from "../values/exposure.ts";
import { openChange } from "./open-change.ts";
import { openConcentration } from "./open-concentration.ts";
import { openCounted } from "./open-counted.ts";
import { openLookThrough } from "./open-look-through.ts";
import { openLoss } from "./open-loss.ts";
import type { OpenScope } from "./open-scope.ts";
import { openUnknown } from "./open-unknown.ts";
import type { OpenValue } from "./unknown.ts";

/** Makes an open value of a scope with exposure. `before` finds it a number of days before; `null` where it had none. */
type Opening = (now: OpenScope, before: (days: number) => OpenScope | null) => OpenValue | null;

/** For each kind of measure, how its value depends on what is not known; it finds `null` where that is not computed. */
const openings: ByKind<Opening> = {
  hhi:
    ({ facet }) =>
    ({ scope }) =>
      openConcentration(scope, { kind: "hhi", facet, value: herfindahl }),
  top:
    ({ facet, n }) =>
    ({ scope }) =>
      openConcentration(scope, { kind: "top", facet, value: (totals) => topShare(totals, n) }),
  effective:
    ({ facet }) =>
    ({ scope }) =>
      openConcentration(scope, { kind: "effective", facet, value: effectiveNumber }),
  unknown:
    ({ facet }) =>
    ({ scope }) =>
      openUnknown(scope, facet),
  direct:
    (measure) =>
    ({ scope }) =>
      openCounted(scope, sidesOf(measure), "owner"),
  influenced:
    (measure) =>
    ({ scope }) =>
      openCounted(scope, sidesOf(measure), "holders"),
  share:
    (measure) =>
    ({ scope }) =>
      openCounted(scope, sidesOf(measure), "owner"),
  "look-through":
    ({ of }) =>
    ({ scope, network }) =>
      openLookThrough(scope, removedBy(of), network),
  loss:
    ({ of }) =>
    ({ scope, network }) =>
      openLoss(scope, of, network),
  change:
    ({ of, days }) =>
    (now, before) => {
      const then = before(days);
      return then === null ? null : openChange(of, now, then, (at) => entryOf(openings, of)(at, before));
    },
};

/** An open value, and the exposure of its scope in minor units. */
export interface OpenFinding extends OpenValue {
  total: Minor;
}

/** A sector as a rule sees it, now and before. */
export interface Seen {
  view: View;
  viewBefore: ViewBefore;
}

/**
 * How the value of a rule in one of its groups depends on what is not known; `null` where that is not computed, and for a group
 * without exposure.
 */
export function openValueOf(
  rule: Rule,
  group: string | null,
  { view, viewBefore }: Seen,
): OpenFinding | null {
  const now = scopeIn(view, rule, group);
  if (now === null || isBelowFloor(rule, now.scope, view.unit)) return null;
  const before = (days: number) => {
    const viewThen = viewBefore(days);
    return viewThen === null ? null : scopeIn(viewThen, rule, group);
  };
  const open = entryOf(openings, rule.measure)(now, before);
  return open === null ? null : { ...open, total: now.scope.total };
}

/** A group of a rule; `null` where it has no exposure. */
function scopeIn(view: View, { by }: Rule, group: string | null): OpenScope | null {
  const scope = groupsOf(view, by).find((one) => groupNameOf(one) === group);
  return scope === undefined || scope.total === 0 ? null : { scope, network: view.network };
}
