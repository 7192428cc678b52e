import * as z from "zod";
import { promisedEntrySchema } from "../../../shared/bulletin/deliverable.ts";
import {
  emptyLedger,
  type Ledger,
  type OutboxEntry,
  outboxEntrySchema,
} from "../../../shared/recompute/ledger.ts";
import type { LedgerStore, OutboxRescue } from "../../ports/decisions.ts";
import type { Item } from "./attributes.ts";
import { compress, decompress } from "./compressed.ts";
import type { ConditionalWrite } from "./conditional-write.ts";

/** How the item of one ledger is read and written. */
export interface ItemAccess {
  read(): Promise<Item | undefined>;
  /** Writes on top of a version. Refused when another one stands there. */
  put(item: Item, expectedVersion: number): Promise<ConditionalWrite>;
}

/** The rescue of what waits in an item; `null` when nothing that waits there can be read. */
export function rescueOf(item: Item, sector: string, access: ItemAccess): OutboxRescue | null {
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

function outboxAlone(item: Item, sector: string): Ledger | null {
  const version = Number(item.version?.N);
  const body = bodyOf(item);
  if (body === null || !Number.isSafeInteger(version) || version < 1) return null;
  // What waits in a copy of another ledger is that one to tell.
  if (body.sector !== sector) return null;
  return {
    ...emptyLedger(sector),
    version,
    outbox: body.outbox.flatMap((entry) => entryIn(entry)?.entry ?? []),
  };
}

function bodyOf(item: Item): z.infer<typeof bodySchema> | null {
  const unpacked = item.body?.B === undefined ? null : decompress(item.body.B);
  if (unpacked === null || unpacked.problem !== null) return null;
  return bodySchema.safeParse(unpacked.value).data ?? null;
}

/** An entry of the outbox as it stands there, and what of it can be handed out. */
interface Found {
  stored: object;
  entry: OutboxEntry;
  /** Whether that is all of it: what a later version added is for that version to hand out. */
  isWhole: boolean;
}

function entryIn(stored: unknown): Found | null {
  const own = outboxEntrySchema.safeParse(stored);
  if (own.success) return { stored: own.data, entry: own.data, isWhole: true };
  const promised = promisedEntrySchema.safeParse(stored);
  if (!promised.success) return null;
  const { version, bulletin, decidedAt, claimedUntil } = promised.data;
  // Lines of the history that a later version wrote are for it to write there.
  if (bulletin === null) return null;
  return {
    stored: promised.data,
    entry: { version, bulletin, records: [], decidedAt, claimedUntil },
    isWhole: false,
  };
}

/** The item with what is left of its outbox. Entries that cannot be read stay, and so does all else that stands in it. */
function withOutbox(item: Item, { version, outbox }: Ledger): Item {
  const body = bodyOf(item);
  if (body === null) throw new Error("it changed while what waits in it was handed out");
  const left = body.outbox.flatMap((stored) => {
    const found = entryIn(stored);
    return found === null ? [stored] : leftOf(found, outbox);
  });
  // A version that was wrong before is not set right by the way.
  const own = String(body.version) === item.version?.N ? { version } : {};
  return {
    ...item,
    version: { N: String(version) },
    body: { B: compress({ ...body, ...own, outbox: left }) },
  };
}

/** What is left of an entry once `outbox` is what is left to hand out. */
function leftOf({ stored, entry, isWhole }: Found, outbox: OutboxEntry[]): object[] {
  const left = outbox.find(({ version }) => version === entry.version);
  if (isWhole) return left === undefined ? [] : [left];
  return [
    left === undefined ? { ...stored, bulletin: null } : { ...stored, claimedUntil: left.claimedUntil },
  ];
}
