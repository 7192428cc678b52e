import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createMarkerStore } from "../../functions/aws/dynamo/marker-store.ts";
import { type Decoder, scanPages } from "../../functions/aws/dynamo/pages.ts";
import { createWatchStore } from "../../functions/aws/dynamo/watch-store.ts";
import type { LedgerStore, WatchStore } from "../../functions/ports/decisions.ts";
import type { MarkerRows, MarkerStore } from "../../functions/ports/imports.ts";
import { type Ledger, releaseClaims } from "../../shared/recompute/ledger.ts";
import { isClaimed } from "../../shared/values/claim.ts";
import type { Stores, TableNames } from "./cloud.ts";

/**
 * Lets go of what a process that has ended had claimed in a folder, so that the next run waits for nothing. Only for a
 * process that has the folder to itself, before its own first run.
 */
export async function releaseLeft(
  client: DynamoDBClient,
  { ledgers, assessments }: TableNames,
  stores: Pick<Stores, "ledgers" | "importPorts">,
): Promise<void> {
  await releaseLeftClaims(client, ledgers, stores.ledgers);
  const { markers, policies } = stores.importPorts;
  await releaseLeftMarkers(policies.keys(), createMarkerStore(client, assessments), markers);
  await releaseLeftWatch(createWatchStore(client, ledgers));
}

/** Lets go of bulletins and lines of the history, so that the next run hands them out at once. */
async function releaseLeftClaims(
  client: DynamoDBClient,
  tableName: string,
  ledgers: LedgerStore,
): Promise<void> {
  const input = { TableName: tableName, ProjectionExpression: "sector" };
  for await (const { rows } of scanPages(client, input, NAMES)) {
    for (const sector of rows.filter(isSector)) {
      const ledger = await loadIfReadable(sector, ledgers);
      if (ledger === null) continue;
      const released = releaseClaims(ledger, new Date());
      if (released !== ledger) await ledgers.save(released, ledger.version);
    }
  }
}

/** Says of every import that was left under way that it is so no more: the next run tells that it stopped. */
async function releaseLeftMarkers(
  sectors: Iterable<string>,
  markers: MarkerStore,
  write: Pick<MarkerRows, "put">,
): Promise<void> {
  const now = new Date();
  for (const sector of sectors) {
    const { rows } = await markers.of(sector);
    const left = rows.filter(({ endedAt, until }) => endedAt === null && isClaimed(until, now));
    await write.put(left.map((marker) => ({ ...marker, until: now.toISOString() })));
  }
}

/** Lets go of what the watchdog remembers, so that the next look tells at once. */
async function releaseLeftWatch(watches: WatchStore): Promise<void> {
  const held = await watches.load().catch(() => null);
  // One that cannot be read is told of by the look that follows.
  if (held === null || held.claimedUntil === null) return;
  await watches.save(held.watch, held.watch.version, null);
}

/** The names under which something stands among the ledgers. */
const NAMES: Decoder<string> = {
  table: "ledgers",
  decode: ({ sector }) => sector?.S ?? null,
  explain: () => "its key has another type than it must have",
};

/** What else stands beside the ledgers has a name that no sector can have. */
function isSector(name: string): boolean {
  return !name.includes("#");
}

/** `null` for one that cannot be read: the run or the watchdog that follows says so, of its sector and of no other. */
async function loadIfReadable(sector: string, ledgers: LedgerStore): Promise<Ledger | null> {
  return await ledgers.load(sector).catch(() => null);
}
