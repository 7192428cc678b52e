import type { SendableEvent } from "../../shared/bulletin/deliverable.ts";

/** What became of events that were put on a bus. */
interface Put {
  /** The ids of those that the bus has taken. */
  taken: ReadonlySet<string>;
  /** Why it has not taken the others; `null` when it has taken all. */
  failure: Error | null;
}

/** A bus for the changes of alerts. */
export interface EventBus {
  /** Puts events on the bus that happened at `at`. It tells of each whether the bus certainly has it, and never throws. */
  put(events: readonly SendableEvent[], at: Date): Promise<Put>;
}
