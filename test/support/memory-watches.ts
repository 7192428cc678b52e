import type { FindingLog, HeldWatch, WatchStore } from "../../functions/ports/decisions.ts";
import { nameOf } from "../../shared/event-log/event-log.ts";
import type { WatchdogLine } from "../../shared/event-log/watchdog-line.ts";
import { NOTHING_UNREADABLE } from "../../shared/supply/unreadable.ts";
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

/** What the watchdog has told, in memory. */
export function memoryFindings(stored: WatchdogLine[]): FindingLog {
  return {
    async append(lines) {
      const isNew = (one: WatchdogLine) => !stored.some((line) => nameOf(line) === nameOf(one));
      stored.push(...structuredClone(lines.filter(isNew)));
    },
    async read(sector) {
      const rows = structuredClone(stored.filter((line) => line.sector === sector));
      return { rows, unreadable: NOTHING_UNREADABLE };
    },
  };
}
