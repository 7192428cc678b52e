import type { PairLimits } from "../look-through/pair-search.ts";
import type { RemovalPair } from "../look-through/removal.ts";
import { worstPairs } from "../look-through/worst-pairs.ts";
import type { NameOf } from "../policy/named-company.ts";
import { removalName } from "./removal-name.ts";
import type { View } from "./view.ts";

type RemovedOfPair = RemovalPair["removals"][number] & { name: string };

/** Two removals at once, the worse one first, with their names. */
export interface SimulatedPair extends RemovalPair {
  removals: readonly [RemovedOfPair, RemovedOfPair];
}

/** The worst pairs of removals that were found, with their names. */
export interface SimulatedPairs {
  pairs: SimulatedPair[];
  /** The most that any other pair certainly costs; absent where none costs more than the last one of these. */
  otherPairsAtMost?: number;
}

/** The pairs of removals that cost the sector most. */
export function simulatedPairs(
  { sector, network }: View,
  nameOf: NameOf,
  limits: PairLimits,
): SimulatedPairs {
  const named = (one: RemovalPair["removals"][number]) => ({ ...one, name: removalName(one, nameOf) });
  const { pairs, othersAtMost } = worstPairs(sector, network, limits);
  return {
    pairs: pairs.map(({ removals: [worse, other], loss }) => ({
      removals: [named(worse), named(other)],
      loss,
    })),
    ...(othersAtMost === null ? {} : { otherPairsAtMost: othersAtMost }),
  };
}
