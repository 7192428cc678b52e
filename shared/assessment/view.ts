import { createNetwork, type Network } from "../look-through/network.ts";
import { NOTHING_LOST, type Ranking } from "../look-through/removal.ts";
import { rankRemovals } from "../look-through/removal-ranking.ts";
import type { Policy } from "../policy/policy.ts";
import type { Rule } from "../policy/rule.ts";
import type { Fold } from "../supply/fold.ts";
import type { Links } from "../supply/link.ts";
import { type ListedGoods, NO_GOODS } from "../supply/listed-goods.ts";
import type { Ownership } from "../supply/ownership.ts";
import { programsOf, type Scope, scopesOf } from "../supply/scope.ts";
import type { Suppliers } from "../supply/supplier.ts";
import type { Unit } from "../values/exposure.ts";

/** A scope with the ranking of what it loses by single removals. */
export interface RankedScope extends Scope, Ranking {}

/** A sector on one day, ready to be measured: its scopes, and the network behind them. */
export interface View {
  sector: RankedScope;
  items: RankedScope[];
  programs: RankedScope[];
  network: Network;
  /** How many times its present exposure a known taker may hold, by the policy. */
  growth: number;
  /** The unit of the policy. */
  unit: Unit;
}

/** The scopes for which a rule has one alert each. */
export function groupsOf({ sector, items, programs }: View, by: Rule["by"]): RankedScope[] {
  if (by === undefined) return [sector];
  return by === "item" ? items : programs;
}

/**
 * Makes a view of a fold. Program scopes are made only when a rule needs them, and removals are ranked unless
 * told otherwise.
 */
export function createView(
  fold: Fold,
  ownership: Ownership,
  suppliers: Suppliers,
  links: Links,
  policy: Policy,
  isRanked = true,
  goods: ListedGoods = NO_GOODS,
): View {
  const cells = fold.cells.values();
  const network = createNetwork(cells, links, ownership, suppliers, policy.unmappedSuppliers);
  const standing = { ownership, nodeOf: network.graph.nodeOf, ...(goods === NO_GOODS ? {} : { goods }) };
  const { sector, items } = scopesOf(fold, standing);
  const programs = policy.rules.some(({ by }) => by === "program") ? programsOf(fold, standing) : [];
  const scopes = [sector, ...items, ...programs];
  const rankings = isRanked ? rankRemovals(scopes, network) : [];
  const ranked = scopes.map((scope, at) => ({ ...scope, ...(rankings[at] ?? NOTHING_LOST) }));
  const [whole = { ...sector, ...NOTHING_LOST }, ...parts] = ranked;
  return {
    sector: whole,
    items: parts.slice(0, items.length),
    programs: parts.slice(items.length),
    network,
    growth: policy.growth,
    unit: policy.unit,
  };
}
