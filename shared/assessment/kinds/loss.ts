import { isCounted } from "../../look-through/removal.ts";
import { shareBound } from "../../measures/bound-model.ts";
import type { MeasureOf } from "../../policy/measure.ts";
import { moveFromLosses } from "../../remedy/loss.ts";
import { remedyOf } from "../../remedy/remedy.ts";
import type { Interval } from "../../values/interval.ts";
import type { RankedScope } from "../view.ts";
import { fractionsOfRemovals, worstLossContributions } from "./loss-contribution.ts";
import { type Found, type MeasureKind, NOTHING, type Sight } from "./measure-kind.ts";

/** The largest share of exposure that is lost when one owner, or one country, stops. */
export function lossKind({ of: kind }: MeasureOf<"loss">): MeasureKind {
  return {
    observe: (scopes, sight) => observeLosses(kind, scopes, sight),
    valueIn: null,
    change: () => null,
    fractionsIn: (scope, network, removed) =>
      removed === undefined ? null : fractionsOfRemovals(kind, scope, removed, network),
    boundModel: shareBound,
    looseWithLeader: null,
  };
}

function observeLosses(
  kind: "owner" | "country",
  scopes: readonly RankedScope[],
  { rule, view: { network, growth } }: Sight,
): Found[] {
  const losses = scopes.map((scope) => worstLoss(scope, kind));
  const contributions = worstLossContributions(kind, scopes, losses, network);
  return scopes.map((scope, at) => {
    const observed = losses[at] ?? null;
    if (observed === null) return NOTHING;
    const remedy = remedyOf(rule, observed, growth, (target) =>
      target.side === "below" ? null : moveFromLosses({ scope, network, kind }, target),
    );
    return { ...NOTHING, observed, contributions: contributions[at] ?? null, remedy };
  });
}

/**
 * The largest loss by any single removal. The certain and the possible one may belong to different keys. A
 * supplier of unknown owner counts as one owner.
 */
function worstLoss({ total, removals, unnamed }: RankedScope, kind: "owner" | "country"): Interval | null {
  if (total === 0) return null;
  const losses = removals.filter((removal) => isCounted(removal, kind)).map(({ loss }) => loss);
  return {
    lower: losses.reduce((most, { lower }) => Math.max(most, lower), 0),
    upper: losses.reduce((most, { upper }) => Math.max(most, upper), unnamed[kind]),
  };
}
