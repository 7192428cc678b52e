import type { AffiliatedCell } from "../supply/affiliated-cell.ts";
import type { Scope } from "../supply/scope.ts";
import { lowerRisk, type Network, upperRisk } from "./network.ts";
import type { RemovedSet } from "./removed-set.ts";
import type { Removed, RiskSolver } from "./risk.ts";
import {
  countryRemovals,
  NOTHING_REMOVED,
  ownerRemovals,
  supplierRemovals,
  withOrigins,
} from "./single-removals.ts";

/** The fraction of a cell's exposure that is lost. */
export type CellRisk = (cell: AffiliatedCell) => number;

/**
 * Visits every single removal that a loss of this kind counts: its key, and the fraction of each cell that is
 * certainly and possibly lost. The last one has the key `null`: an owner (or country) that is not known by
 * name. Both functions are only valid within `visit`.
 */
export function visitRemovals(
  scope: Scope,
  network: Network,
  kind: "owner" | "country",
  visit: (key: string | null, certain: CellRisk, possible: CellRisk) => void,
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
  for (const { solver, setOf, byKey } of [named, ...others]) {
    for (const [key, removed] of byKey) look(key, setOf(key), solver, removed);
  }
  look(null, named.nobody, named.solver, NOTHING_REMOVED);
}
