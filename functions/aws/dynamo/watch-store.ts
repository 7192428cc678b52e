import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { damaged, type ReadStored, readStored } from "../../../shared/values/stored.ts";
import { emptyWatch, type Watch, watchForm } from "../../../shared/watchdog/watch.ts";
import { joinWatch, splitWatch, watchNotesForm } from "../../../shared/watchdog/watch-notes.ts";
import type { WatchStore } from "../../ports/decisions.ts";
import { UnreadableError } from "../../runtime/unreadable-error.ts";
import type { Item } from "./attributes.ts";
import { compress, decompress } from "./compressed.ts";
import { getItem, putIf, writeWithId } from "./conditional-write.ts";
import { isVersion } from "./conditions.ts";
import { itemKey } from "./item-key.ts";
import { readJson, versionAttribute } from "./stored-item.ts";

// No sector can be called that: their names are kebab-case.
/** Where it is stored. */
export const WATCH_KEY = { sector: { S: "#watchdog" } };

/** Stores what the watchdog remembers, in the table of ledgers. */
export function createWatchStore(client: DynamoDBClient, tableName: string): WatchStore {
  return {
    async load() {
      const stored = await getItem(client, tableName, WATCH_KEY);
      if (stored === undefined) return { watch: emptyWatch, claimedUntil: null };
      const watch = readWatch(stored);
      if (watch.problem === null) {
        return { watch: watch.value, claimedUntil: stored.claimedUntil?.S ?? null };
      }
      const wayOn = watch.isNewer
        ? "deploy that version again, or remove the item"
        : "remove the item, and the next look tells all that is wrong once more";
      const item = { key: itemKey("ledgers", WATCH_KEY), problem: watch.problem };
      throw new UnreadableError("what it remembers", item, `${wayOn}: docs/operate.md, Damaged items`);
    },
    async save(watch, expectedVersion, claimedUntil) {
      const item = watchItem({ ...watch, version: expectedVersion + 1 }, claimedUntil);
      const written = await writeWithId(client, tableName, WATCH_KEY, (writeId) =>
        putIf(client, tableName, { ...item, writeId: { S: writeId } }, isVersion(expectedVersion)),
      );
      return written === "written" ? "saved" : "conflict";
    },
  };
}

function watchItem(memory: Watch, claimedUntil: string | null): Item {
  const { watch, notes } = splitWatch(memory);
  return {
    ...WATCH_KEY,
    ...versionAttribute(watchForm),
    version: { N: String(watch.version) },
    watch: { S: JSON.stringify(watch) },
    // Attributes of their own, so that earlier versions can still read `watch`.
    notes: { B: compress(notes) },
    ...(claimedUntil === null ? {} : { claimedUntil: { S: claimedUntil } }),
  };
}

/** What the watchdog remembers, from its item. */
export function readWatch(item: Item): ReadStored<Watch> {
  const read = readJson(watchForm, item, "watch");
  if (read.problem !== null) return read;
  // Every write compares this number: with a wrong one, no write would ever succeed.
  if (item.version?.N !== String(read.value.version))
    return damaged("its version is not that of what is in it");
  const notes = readNotes(item);
  return notes.problem === null ? { value: joinWatch(read.value, notes.value), problem: null } : notes;
}

function readNotes(item: Item): ReadStored<ReturnType<typeof splitWatch>["notes"] | null> {
  if (item.notes === undefined) return { value: null, problem: null };
  const unpacked = decompress(item.notes.B ?? new Uint8Array());
  if (unpacked.problem !== null) return damaged(unpacked.problem);
  const notes = unpacked.value as { schemaVersion?: unknown } | null;
  return readStored(watchNotesForm, notes?.schemaVersion, notes);
}
