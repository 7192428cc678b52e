import { type RemovalPair, worstPairs } from "../look-through/worst-pairs.ts";
import type { NameOf } from "../policy/named-company.ts";
import { removalName } from "./removal-name.ts";
import type { View } from "./view.ts";

type RemovedOfPair = RemovalPair["removals"][number] & { name: string };

/** Two removals at once, the worse one first, with their names. */
export interface SimulatedPair extends RemovalPair {
  removals: readonly [RemovedOfPair, RemovedOfPair];
}

const MOST_PAIRS = 10;

/** The pairs of removals that cost the sector most. */
export function simulatedPairs({ sector, network }: View, nameOf: NameOf): SimulatedPair[] {
  const named = (one: RemovalPair["removals"][number]) => ({ ...one, name: removalName(one, nameOf) });
  return worstPairs(sector, network, MOST_PAIRS).map(({ removals: [worse, other], loss }) => ({
    removals: [named(worse), named(other)],
    loss,
  }));
}
