import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createMarkerStore } from "../../functions/aws/dynamo/marker-store.ts";
import { createWatchStore } from "../../functions/aws/dynamo/watch-store.ts";
import type { LedgerStore, WatchStore } from "../../functions/ports/decisions.ts";
import type { MarkerRows, MarkerStore } from "../../functions/ports/imports.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import { releaseClaims } from "../../shared/recompute/outbox.ts";
import { isClaimed } from "../../shared/values/claim.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Stores, TableNames } from "./cloud.ts";

/**
 * Releases the claims that an ended process has left in a folder, so that the next run does not wait for them. Call it only
 * in a process that holds the folder, before its first run.
 */
export async function releaseLeft(
  client: DynamoDBClient,
  { ledgers, assessments }: TableNames,
  stores: Pick<Stores, "ledgerNames" | "ledgers" | "importPorts">,
): Promise<void> {
  await releaseLeftClaims(stores);
  const { markers, policies } = stores.importPorts;
  await releaseLeftMarkers(policies.keys(), createMarkerStore(client, assessments), markers);
  await releaseLeftWatch(createWatchStore(client, ledgers));
}

/** Releases claims on bulletins and lines of the history, so that the next run hands them out at once. */
async function releaseLeftClaims({
  ledgerNames,
  ledgers,
}: Pick<Stores, "ledgerNames" | "ledgers">): Promise<void> {
  for await (const sector of ledgerNames.sectors()) {
    const ledger = await loadIfReadable(sector, ledgers);
    if (ledger === null) continue;
    const released = releaseClaims(ledger, new Date());
    if (released !== ledger) await ledgers.save(released, ledger.version);
  }
}

/** Ends the markers of imports that were under way: the next run tells that these imports stopped. */
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

/** Releases a claim on what the watchdog remembers, so that the next look tells at once. */
async function releaseLeftWatch(watches: WatchStore): Promise<void> {
  const held = await watches.load().catch(() => null);
  // The next look tells when it cannot be read.
  if (held === null || held.claimedUntil === null) return;
  await watches.save(held.watch, held.watch.version, null);
}

/** `null` when it cannot be read: the next run or look tells that, and only of this sector. */
async function loadIfReadable(sector: SectorId, ledgers: LedgerStore): Promise<Ledger | null> {
  return await ledgers.load(sector).catch(() => null);
}
