import type { LookThroughMeasure } from "./measure.ts";
import type { RemovedSet } from "./network.ts";

/** The set that a look-through measure removes. */
export function removedSet(of: LookThroughMeasure["of"]): RemovedSet {
  return "list" in of ? { lists: [of.list] } : of;
}
