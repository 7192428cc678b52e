import type { WatchdogOptions, WatchdogPorts } from "../../functions/watchdog/ports.ts";
import { watch } from "../../functions/watchdog/watchdog.ts";
import { flat } from "../shared/bulletin/telling.ts";
import type { MemoryPorts } from "./memory.ts";

/** A watchdog over ports in memory, with what operators were told. Somebody listens to either topic. */
export interface Watched {
  /** The text of each message, without its line breaks. */
  told: string[];
  /** Looks once more, an hour after the last time. */
  look(): ReturnType<typeof watch>;
}

const HOUR_MS = 60 * 60 * 1000;

const SOMEBODY = { list: async () => [{ protocol: "sqs", endpoint: "q", isConfirmed: true }] };

/** Has somebody look after a sector. `changed` are ports that are not as they are in memory. */
export function watched(
  memory: MemoryPorts,
  deployment: Pick<WatchdogOptions, "policies" | "version" | "place">,
  changed: Partial<WatchdogPorts> = {},
): Watched {
  const told: string[] = [];
  const ports: WatchdogPorts = {
    ...memory,
    subscriptions: SOMEBODY,
    operators: SOMEBODY,
    operations: { publish: async ({ text }) => void told.push(flat(text)) },
    ...changed,
  };
  return {
    told,
    look() {
      memory.clock.now = new Date(memory.clock.now.getTime() + HOUR_MS);
      return watch(ports, { ...deployment, staleAfterDays: 30, subscribers: null, operators: null });
    },
  };
}
