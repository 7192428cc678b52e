import type { AffiliatedCell } from "../supply/affiliated-cell.ts";
import type { Scope } from "../supply/scope.ts";
import type { Interval } from "../values/interval.ts";
import { lowerRisk, type Network, upperRisk } from "./network.ts";
import { removalBounds } from "./removal-bounds.ts";
import type { RemovedSet } from "./removed-set.ts";
import type { Removed, RiskSolver } from "./risk.ts";
import { lossOf } from "./scope-loss.ts";
import {
  countryRemovals,
  NOTHING_REMOVED,
  ownerRemovals,
  type SingleRemovals,
  supplierRemovals,
  withOrigins,
} from "./single-removals.ts";

/** The fraction of a cell's exposure that is lost. */
export type CellRisk = (cell: AffiliatedCell) => number;

/**
 * Visits the single removals that a loss of this kind counts: the key, and the fraction of each cell that is
 * certainly and possibly lost. The first one has the key `null`: an owner (or country) that is not known by
 * name. Both functions are only valid within `visit`. Before an owner is solved, `mayMatter` is asked with the
 * most that its removal certainly and possibly costs, as shares of the scope.
 */
export function visitRemovals(
  scope: Scope,
  network: Network,
  kind: "owner" | "country",
  visit: (key: string | null, certain: CellRisk, possible: CellRisk) => void,
  mayMatter: (atMost: Interval) => boolean = () => true,
): void {
  const look = (key: string | null, set: RemovedSet, solver: RiskSolver, removed: Removed) =>
    solver.removing(removed, (risk) =>
      visit(
        key,
        (cell) => lowerRisk(cell, set, risk),
        (cell) => upperRisk(cell, set, risk),
      ),
    );
  const [named, ...others] =
    kind === "country"
      ? [withOrigins(countryRemovals(network), [scope])]
      : [ownerRemovals(network), supplierRemovals(network)];
  look(null, named.nobody, named.solver, NOTHING_REMOVED);
  for (const removals of [named, ...others]) {
    const atMost = kind === "country" ? null : boundsOf(scope, network, removals);
    for (const [key, removed] of removals.byKey) {
      if (atMost === null || mayMatter(atMost(removed)))
        look(key, removals.setOf(key), removals.solver, removed);
    }
  }
}

/** The most that each removal costs. */
function boundsOf(
  scope: Scope,
  network: Network,
  { solver, nobody }: SingleRemovals,
): (removed: Removed) => Interval {
  const before = solver.removing(NOTHING_REMOVED, (risk) => ({
    possible: lossOf(scope, nobody, risk).upper,
    upper: risk.upper.slice(),
  }));
  const bounds = removalBounds(network, scope, before);
  return (removed) => ({ lower: bounds.certain(removed), upper: bounds.possible(removed) });
}
