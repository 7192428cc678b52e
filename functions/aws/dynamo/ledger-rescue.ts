import * as z from "zod";
import { promisedEntrySchema } from "../../../shared/bulletin/deliverable.ts";
import { emptyLedger, type Ledger } from "../../../shared/recompute/ledger.ts";
import { type OutboxEntry, outboxEntrySchema } from "../../../shared/recompute/outbox-entry.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import type { LedgerStore, OutboxRescue } from "../../ports/decisions.ts";
import type { Item } from "./attributes.ts";
import { compress, decompress } from "./compressed.ts";
import type { ConditionalWrite } from "./conditional-write.ts";

/** Reads and writes the item of one ledger. */
export interface ItemAccess {
  read(): Promise<Item | undefined>;
  /** Writes on top of a version. It is refused when another version is stored. */
  put(item: Item, expectedVersion: number): Promise<ConditionalWrite>;
}

/** The rescue of the outbox in an item; `null` when the outbox is empty or cannot be read. */
export function rescueOf(item: Item, sector: SectorId, access: ItemAccess): OutboxRescue | null {
  const ledger = outboxAlone(item, sector);
  if (ledger === null || ledger.outbox.length === 0) return null;
  const load = async () => {
    const now = await access.read();
    const again = now === undefined ? null : outboxAlone(now, sector);
    if (again === null) throw new Error("it changed while what waits in it was handed out");
    return again;
  };
  const save: LedgerStore["save"] = async (next, expectedVersion) => {
    const now = await access.read();
    if (now?.version?.N !== String(expectedVersion)) return "conflict";
    const saved = { ...next, version: expectedVersion + 1 };
    const written = await access.put(withOutbox(now, saved), expectedVersion);
    return written === "written" ? saved : "conflict";
  };
  return { ledger, ledgers: { load, save } };
}

const bodySchema = z.looseObject({ sector: z.string(), version: z.unknown(), outbox: z.array(z.unknown()) });

function outboxAlone(item: Item, sector: SectorId): Ledger | null {
  const version = Number(item.version?.N);
  const body = ledgerBody(item);
  if (body === null || !Number.isSafeInteger(version) || version < 1) return null;
  // In a copy of another sector's ledger, the outbox is that sector's to hand out.
  if (body.sector !== sector) return null;
  return {
    ...emptyLedger(sector),
    version,
    outbox: body.outbox.flatMap((entry) => entryIn(entry)?.entry ?? []),
  };
}

function ledgerBody(item: Item): z.infer<typeof bodySchema> | null {
  const unpacked = item.body?.B === undefined ? null : decompress(item.body.B);
  if (unpacked === null || unpacked.problem !== null) return null;
  return bodySchema.safeParse(unpacked.value).data ?? null;
}

/** An entry of the outbox as it is stored, and the part of it that can be handed out. */
interface FoundEntry {
  stored: object;
  entry: OutboxEntry;
  /** Whether that is the whole entry. What a later version added is left for that version. */
  isWhole: boolean;
}

function entryIn(stored: unknown): FoundEntry | null {
  const own = outboxEntrySchema.safeParse(stored);
  if (own.success) return { stored: own.data, entry: own.data, isWhole: true };
  const promised = promisedEntrySchema.safeParse(stored);
  if (!promised.success) return null;
  const { version, bulletin, events, publication, decidedAt, claimedUntil } = promised.data;
  // History lines of a later version are left for that version.
  if (bulletin === null && events.length === 0 && publication === null) return null;
  return {
    stored: promised.data,
    entry: { version, bulletin, events, records: [], publication, decidedAt, claimedUntil },
    isWhole: false,
  };
}

/** The item with the rest of its outbox. Entries that cannot be read stay, and so does everything else in it. */
function withOutbox(item: Item, { version, outbox }: Ledger): Item {
  const body = ledgerBody(item);
  if (body === null) throw new Error("it changed while what waits in it was handed out");
  const left = body.outbox.flatMap((stored) => {
    const found = entryIn(stored);
    return found === null ? [stored] : leftOf(found, outbox);
  });
  // A wrong version in the body stays wrong: it is not repaired here.
  const own = String(body.version) === item.version?.N ? { version } : {};
  return {
    ...item,
    version: { N: String(version) },
    body: { B: compress({ ...body, ...own, outbox: left }) },
  };
}

/** The rest of an entry, when `outbox` is the rest of the outbox. */
function leftOf({ stored, entry, isWhole }: FoundEntry, outbox: OutboxEntry[]): object[] {
  const left = outbox.find(({ version }) => version === entry.version);
  if (isWhole) return left === undefined ? [] : [left];
  if (left === undefined) return [{ ...stored, bulletin: null, events: [], publication: null }];
  const { bulletin, events, publication, claimedUntil } = left;
  return [{ ...stored, bulletin, events, publication, claimedUntil }];
}
