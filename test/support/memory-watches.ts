import type { HeldWatch, WatchStore } from "../../functions/ports/decisions.ts";
import { emptyWatch } from "../../shared/watchdog/watch.ts";

/** What the watchdog remembers, in memory, with the same conditional writes as DynamoDB's. */
export function memoryWatches(): WatchStore {
  let held: HeldWatch = { watch: emptyWatch, claimedUntil: null };
  return {
    async load() {
      return structuredClone(held);
    },
    async save(watch, expectedVersion, claimedUntil) {
      if (held.watch.version !== expectedVersion) return "conflict";
      held = structuredClone({ watch: { ...watch, version: expectedVersion + 1 }, claimedUntil });
      return "saved";
    },
  };
}
