import { type Contributions, contributionsBy } from "./contribution.ts";
import type { Interval } from "./interval.ts";
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

/**
 * The contributions to the largest certain and the largest possible loss by a single removal of a kind: `largest`, as
 * it was observed.
 */
export function worstLossContributions(
  scope: RankedScope,
  kind: Kind,
  largest: Interval,
  network: Network,
): Contributions {
  const removed = {
    lower: whoseLoss(scope, kind, "lower", largest.lower),
    upper: whoseLoss(scope, kind, "upper", largest.upper),
  };
  const certain = fractionsLost(scope.cells, setOf(removed.lower, kind), network, lowerRisk);
  const possible = fractionsLost(scope.cells, setOf(removed.upper, kind), network, upperRisk);
  const contributions = contributionsBy(scope.cells, "supplier", (cell) => ({
    lower: certain.get(cell) ?? 0,
    upper: possible.get(cell) ?? 0,
  }));
  return {
    ...contributions,
    removed: { lower: removed.lower?.key ?? null, upper: removed.upper?.key ?? null },
  };
}

type Kind = "owner" | "country";

/** The removal that costs so much; `null` where that is the removal of one who is not known. */
function whoseLoss(
  { removals }: RankedScope,
  kind: Kind,
  bound: keyof Interval,
  loss: number,
): Removal | null {
  // Who is no country stands for an owner, under whatever name.
  const isMeant = (removal: Removal) => (removal.kind === "country") === (kind === "country");
  return removals.find((removal) => isMeant(removal) && removal.loss[bound] === loss) ?? null;
}

const SETS = {
  owner: (key: string) => ({ owners: [key] }),
  country: (key: string) => ({ countries: [key] }),
} satisfies { [kind in Removal["kind"]]: (key: string) => RemovedSet };

/** The set of a removal. No key is empty: then nobody is removed, and everyone who may be one of the kind. */
function setOf(removal: Removal | null, kind: Kind): RemovedSet {
  return removal === null ? SETS[kind]("") : SETS[removal.kind](removal.key);
}

function fractionsLost(
  cells: readonly TracedCell[],
  set: RemovedSet,
  network: Network,
  riskOf: typeof lowerRisk,
): Map<TracedCell, number> {
  const { solver, members } = solverFor(network, set);
  return solver.removing(members, (risk) => new Map(cells.map((cell) => [cell, riskOf(cell, set, risk)])));
}
