import { emptyLedger, type Ledger, ledgerForm } from "../../../shared/recompute/ledger.ts";
import {
  joinLedger,
  SILENCES_APART_SINCE,
  type SilencePart,
  silenceForm,
  splitLedger,
} from "../../../shared/recompute/silence-part.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import { damaged, type ReadStored } from "../../../shared/values/stored.ts";
import type { Item } from "./attributes.ts";
import { compress } from "./compressed.ts";
import { readCompressed, versionAttribute, versionOf } from "./stored-item.ts";

// Less than the 400 kB of DynamoDB, to leave room for names and the other attributes.
const MOST_ITEM_BYTES = 400 * 1024 - 1024;

/** Where the ledger of a sector is stored. */
export function ledgerKey(sector: SectorId): Item {
  return { sector: { S: sector } };
}

/**
 * The item of a ledger: compressed, with its silences in an attribute of their own.
 * @throws Error when it is larger than DynamoDB takes.
 */
export function ledgerItem(ledger: Ledger, writeId: string): Item {
  const { rest, silencePart } = splitLedger(ledger);
  const [body, silences] = [compress(rest), compress(silencePart)];
  const bytes = body.length + silences.length;
  if (bytes > MOST_ITEM_BYTES) throw new Error(tooLarge(ledger, bytes));
  return {
    ...ledgerKey(ledger.sector),
    ...versionAttribute(ledgerForm),
    version: { N: String(ledger.version) },
    writeId: { S: writeId },
    body: { B: body },
    silences: { B: silences },
  };
}

function tooLarge({ version, alerts, outbox }: Ledger, bytes: number): string {
  // Entries of this version are new: they do not wait.
  const waiting = outbox.filter((entry) => entry.version < version).length;
  const why =
    waiting > 0
      ? `what earlier runs could not publish or record waits in it (${waiting}): see why they failed`
      : "have fewer alerts: take `by` from a rule, or split the sector";
  return `a ledger of ${alerts.length} alerts has ${bytes} bytes, and DynamoDB takes ${MOST_ITEM_BYTES}; ${why}`;
}

/** The ledger that an item holds. */
export function readLedger(item: Item): ReadStored<Ledger> {
  const rest = readRest(item);
  if (rest.problem !== null) return rest;
  const { sector, version } = rest.value;
  if (item.sector?.S !== sector) return damaged("it holds the ledger of another sector");
  if (isOfOnePiece(item)) {
    // Every write compares this number: with a wrong one, no write would ever succeed.
    return item.version?.N === String(version)
      ? rest
      : damaged("its version is not that of the ledger in it");
  }
  const part = readSilences(item);
  if (part.problem !== null) return part;
  const stored = Number(item.version?.N ?? Number.NaN);
  if (!Number.isSafeInteger(stored)) return damaged("its version is not a whole number");
  const joined = joinLedger(rest.value, part.value, stored);
  return joined.problem === null ? { value: joined.ledger, problem: null } : damaged(joined.problem);
}

/** Whether it is from a version that stored silences inside the body. */
function isOfOnePiece(item: Item): boolean {
  return item.silences === undefined && (versionOf(item) ?? 1) < SILENCES_APART_SINCE;
}

/** The silences; none when somebody has removed the attribute by hand to repair the item. */
function readSilences(item: Item): ReadStored<SilencePart> {
  if (item.silences === undefined)
    return { value: { silences: [], acknowledgements: [], waiting: [] }, problem: null };
  const part = readCompressed(silenceForm, item, "silences");
  if (part.problem === null) return part;
  const wayOn = "without its attribute `silences` it can be read";
  return { ...part, problem: `its silences: ${part.problem}: ${wayOn}` };
}

/** The ledger without silences; empty for a sector that was silenced before its first assessment. */
function readRest(item: Item): ReadStored<Ledger> {
  const sector = item.sector?.S;
  return item.body === undefined && item.silences !== undefined && sector !== undefined
    ? { value: emptyLedger(sector), problem: null }
    : readCompressed(ledgerForm, item, "body");
}
