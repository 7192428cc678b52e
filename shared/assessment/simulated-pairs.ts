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

/** The pairs of removals that cost the sector most, at most so many. */
export function simulatedPairs({ sector, network }: View, nameOf: NameOf, most: number): SimulatedPair[] {
  const named = (one: RemovalPair["removals"][number]) => ({ ...one, name: removalName(one, nameOf) });
  return worstPairs(sector, network, most).map(({ removals: [worse, other], loss }) => ({
    removals: [named(worse), named(other)],
    loss,
  }));
}
