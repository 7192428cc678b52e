import type { PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import type { SendableEvent } from "../../../shared/bulletin/deliverable.ts";
import { busSource } from "../../../shared/contract/messaging.ts";
import { safeJson } from "../../../shared/values/safe-json.ts";

// What EventBridge takes at once.
const MOST_ENTRIES = 10;
const MOST_BYTES = 256 * 1024;
// What EventBridge counts for the time of an entry.
const TIME_BYTES = 14;

/** An event, and the entry of a request that puts it on a bus. */
export interface PutEntry {
  id: string;
  entry: PutEventsRequestEntry;
  bytes: number;
}

/** The entry of a request for an event that happened at `at`. */
export function putEntry({ type, detail }: SendableEvent, at: Date, busArn: string): PutEntry {
  const text = safeJson(detail);
  const bytes = TIME_BYTES + [busSource, type, text].reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  const entry = { EventBusName: busArn, Source: busSource, DetailType: type, Detail: text, Time: at };
  return { id: detail.id, entry, bytes };
}

/** Entries in as many requests as EventBridge needs: each of at most 10 entries, and 256 KB. */
export function putBatches(entries: readonly PutEntry[]): PutEntry[][] {
  const batches: PutEntry[][] = [];
  let bytes = 0;
  for (const one of entries) {
    const last = batches.at(-1);
    bytes += one.bytes;
    if (last !== undefined && last.length < MOST_ENTRIES && bytes <= MOST_BYTES) last.push(one);
    else {
      batches.push([one]);
      bytes = one.bytes;
    }
  }
  return batches;
}
