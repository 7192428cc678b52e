import type { RemovedSet } from "../look-through/network.ts";
import type { LookThroughMeasure } from "../policy/measure.ts";

/** The set that a look-through measure removes. */
export function removedSet(of: LookThroughMeasure["of"]): RemovedSet {
  return "list" in of ? { lists: [of.list] } : of;
}
