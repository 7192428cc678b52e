import { createNetwork, type Network, type TracedScope, trace } from "../look-through/network.ts";
import { NOTHING_LOST, type Ranking } from "../look-through/removal.ts";
import { rankRemovals } from "../look-through/removal-ranking.ts";
import type { Policy, Rule } from "../policy/policy.ts";
import type { Fold } from "../supply/fold.ts";
import type { Links } from "../supply/link.ts";
import type { Ownership } from "../supply/ownership.ts";
import { scopesOf } from "../supply/scope.ts";
import type { Suppliers } from "../supply/supplier.ts";

/** A scope with the ranking of what it loses by single removals. */
export interface RankedScope extends TracedScope, Ranking {}

/** A sector as of one day, ready to be measured: its scopes, traced into the network behind them. */
export interface View {
  sector: RankedScope;
  items: RankedScope[];
  programs: RankedScope[];
  network: Network;
  /** How many times what it holds now a known taker may hold, by the policy. */
  growth: number;
}

/** The scopes that a rule has one alert for each of. */
export function groupsOf({ sector, items, programs }: View, by: Rule["by"]): RankedScope[] {
  if (by === undefined) return [sector];
  return by === "item" ? items : programs;
}

/** Looks at a fold. Programs are looked at only where a rule asks for them, removals ranked unless told not to. */
export function createView(
  fold: Fold,
  ownership: Ownership,
  suppliers: Suppliers,
  links: Links,
  policy: Policy,
  isRanked = true,
): View {
  const scopes = scopesOf(fold, ownership);
  const network = createNetwork(scopes.sector.cells, links, ownership, suppliers, policy.unmappedSuppliers);
  const programs = policy.rules.some(({ by }) => by === "program") ? scopes.programs : [];
  const sector = trace(scopes.sector, network);
  const items = scopes.items.map((scope) => trace(scope, network));
  const traced = [sector, ...items, ...programs.map((scope) => trace(scope, network))];
  const rankings = isRanked ? rankRemovals(traced, network) : [];
  const ranked = traced.map((scope, at) => ({ ...scope, ...(rankings[at] ?? NOTHING_LOST) }));
  const [whole = { ...sector, ...NOTHING_LOST }, ...parts] = ranked;
  return {
    sector: whole,
    items: parts.slice(0, items.length),
    programs: parts.slice(items.length),
    network,
    growth: policy.growth,
  };
}
