import { type Contributions, contributionsBy } from "./contribution.ts";
import type { Removal } from "./look-through.ts";
import {
  lowerRisk,
  type Network,
  type RemovedSet,
  solverFor,
  type TracedCell,
  upperRisk,
} from "./network.ts";
import type { Risk } from "./risk.ts";
import type { RankedScope } from "./view.ts";

/** What each supplier sells, and how much of that is certainly and possibly lost by the removal of a set. */
export function lossContributions(cells: readonly TracedCell[], set: RemovedSet, risk: Risk): Contributions {
  return contributionsBy(cells, "supplier", (cell) => ({
    lower: lowerRisk(cell, set, risk),
    upper: upperRisk(cell, set, risk),
  }));
}

/** The contributions to the largest certain and the largest possible loss by a single removal of a kind. */
export function worstLossContributions(
  scope: RankedScope,
  kind: Removal["kind"],
  network: Network,
): Contributions {
  const lower = worst(scope, kind, "lower");
  const upper = worst(scope, kind, "upper");
  const fractions = new Map<TracedCell, { lower: number; upper: number }>();
  withRemoved(kind, lower, network, (set, risk) => {
    for (const cell of scope.cells) fractions.set(cell, { lower: lowerRisk(cell, set, risk), upper: 0 });
  });
  withRemoved(kind, upper, network, (set, risk) => {
    for (const cell of scope.cells) {
      fractions.set(cell, { lower: fractions.get(cell)?.lower ?? 0, upper: upperRisk(cell, set, risk) });
    }
  });
  const contributions = contributionsBy(scope.cells, "supplier", (cell) => {
    return fractions.get(cell) ?? { lower: 0, upper: 0 };
  });
  return { ...contributions, removed: { lower, upper } };
}

/** Whose removal costs most; `null` where that may be one who is not known. */
function worst(
  { removals, unnamed }: RankedScope,
  kind: Removal["kind"],
  bound: "lower" | "upper",
): string | null {
  const most = { key: null as string | null, loss: bound === "upper" ? unnamed[kind] : 0 };
  for (const removal of removals) {
    if (removal.kind !== kind || removal.loss[bound] <= most.loss) continue;
    most.key = removal.key;
    most.loss = removal.loss[bound];
  }
  return most.key;
}

function withRemoved(
  kind: Removal["kind"],
  key: string | null,
  network: Network,
  inspect: (set: RemovedSet, risk: Risk) => void,
): void {
  // No key is empty: nobody is removed, and all who may be.
  const keys = [key ?? ""];
  const set = kind === "owner" ? { owners: keys } : { countries: keys };
  const { solver, members } = solverFor(network, set);
  solver.removing(members, (risk) => inspect(set, risk));
}
