import { type EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { EventBus } from "../../ports/bus.ts";
import { reasonOf } from "../../runtime/during.ts";
import { createEventsClient } from "./client.ts";
import { type PutEntry, putBatches, putEntry } from "./put-batches.ts";

/** All calls of one put together take no longer than this, so that they end before the claim on the bulletin does. */
export const MOST_PUT_MS = 6000;
// EventBridge may refuse single entries of a request for a moment.
const MOST_ROUNDS = 3;

/** The bus of a deployment. Its client is created when it is first needed: most runs have no news. */
export function createEventBus(
  busArn: string,
  connect: () => EventBridgeClient = createEventsClient,
  mostMs = MOST_PUT_MS,
): EventBus {
  let client: EventBridgeClient | null = null;
  return {
    async put(events, at) {
      client ??= connect();
      const taken = new Set<string>();
      const abortSignal = AbortSignal.timeout(mostMs);
      const entries = events.map((event) => putEntry(event, at, busArn));
      try {
        return { taken, failure: await putAll(client, entries, taken, abortSignal) };
      } catch (cause) {
        const reason = abortSignal.aborted ? tooSlow(mostMs) : reasonOf(cause);
        return { taken, failure: new Error(reason, { cause }) };
      }
    },
  };
}

/** Puts entries, and those that were refused once more. What is taken is added to `taken`. @returns why some were refused. */
async function putAll(
  client: EventBridgeClient,
  entries: PutEntry[],
  taken: Set<string>,
  abortSignal: AbortSignal,
): Promise<Error | null> {
  let failure: Error | null = null;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    failure = null;
    const left = entries.filter(({ id }) => !taken.has(id));
    for (const batch of putBatches(left)) {
      const command = new PutEventsCommand({ Entries: batch.map(({ entry }) => entry) });
      const { Entries = [] } = await client.send(command, { abortSignal });
      // The answers are in the order of what was sent.
      for (const [index, { id }] of batch.entries()) {
        const { EventId, ErrorCode, ErrorMessage } = Entries[index] ?? {};
        if (EventId !== undefined && ErrorCode === undefined) taken.add(id);
        else failure = new Error(ErrorMessage ?? ErrorCode ?? "EventBridge did not answer for it");
      }
    }
    if (failure === null) return null;
  }
  return failure;
}

function tooSlow(mostMs: number): string {
  return `EventBridge took longer than ${mostMs / 1000} seconds`;
}
