import { randomUUID } from "node:crypto";
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { emptyLedger, type Ledger, ledgerForm } from "../../../shared/recompute/ledger.ts";
import {
  joinLedger,
  SILENCES_APART_SINCE,
  type SilencePart,
  silenceForm,
  splitLedger,
} from "../../../shared/recompute/silence-part.ts";
import { damaged, type ReadStored } from "../../../shared/values/stored.ts";
import type { LedgerStore, OutboxRescue } from "../../ports/decisions.ts";
import { UnreadableLedger } from "../../runtime/unreadable-error.ts";
import type { Item } from "./attributes.ts";
import { compress } from "./compressed.ts";
import { itemKey } from "./item-key.ts";
import { type ItemAccess, rescueOf } from "./ledger-rescue.ts";
import { readCompressed, versionAttribute, versionOf } from "./stored-item.ts";

const IS_NEW = "attribute_not_exists(sector)";
const IS_EXPECTED_VERSION = "version = :expected";
// DynamoDB takes an item of 400 kB; this leaves room for the names and the other attributes.
const MOST_BYTES = 400 * 1024 - 1024;

/** Reads ledgers. */
export function createLedgerReader(client: DynamoDBClient, tableName: string): Pick<LedgerStore, "load"> {
  return { load: (sector) => load(client, tableName, sector, () => null) };
}

async function load(
  client: DynamoDBClient,
  tableName: string,
  sector: string,
  rescueFrom: (item: Item) => OutboxRescue | null,
): Promise<Ledger> {
  const item = await readLedgerItem(client, tableName, sector);
  if (item === undefined) return emptyLedger(sector);
  const ledger = readLedger(item);
  if (ledger.problem === null) return ledger.value;
  throw unreadable(sector, ledger, rescueFrom(item));
}

/** Reads and writes ledgers: one item per sector, compressed, replaced only by its next version. */
export function createLedgerStore(client: DynamoDBClient, tableName: string): LedgerStore {
  return {
    load(sector) {
      const rescueFrom = (item: Item) => rescueOf(item, sector, accessTo(client, tableName, sector));
      return load(client, tableName, sector, rescueFrom);
    },
    async save(ledger, expectedVersion) {
      const next = { ...ledger, version: expectedVersion + 1 };
      const writeId = randomUUID();
      const isWritten = await write(client, ledgerPut(tableName, next, writeId), ledger.sector, writeId);
      return isWritten ? next : "conflict";
    },
  };
}

/**
 * The conditional put of a ledger: only on top of the version before it.
 * @throws Error when it is larger than DynamoDB takes: nothing is written then.
 */
export function ledgerPut(tableName: string, ledger: Ledger, writeId: string): PutItemCommandInput {
  const { rest, silencePart } = splitLedger(ledger);
  const [body, silences] = [compress(rest), compress(silencePart)];
  const bytes = body.length + silences.length;
  if (bytes > MOST_BYTES) throw new Error(tooLarge(ledger, bytes));
  const expected = ledger.version - 1;
  return {
    TableName: tableName,
    Item: {
      sector: { S: ledger.sector },
      ...versionAttribute(ledgerForm),
      version: { N: String(ledger.version) },
      writeId: { S: writeId },
      body: { B: body },
      silences: { B: silences },
    },
    ...(expected === 0
      ? { ConditionExpression: IS_NEW }
      : {
          ConditionExpression: IS_EXPECTED_VERSION,
          ExpressionAttributeValues: { ":expected": { N: String(expected) } },
        }),
  };
}

function tooLarge({ version, alerts, outbox }: Ledger, bytes: number): string {
  // What comes with this very write waits for nothing but the write.
  const waiting = outbox.filter((entry) => entry.version < version).length;
  const why =
    waiting > 0
      ? `what earlier runs could not publish or record waits in it (${waiting}): see why they failed`
      : "have fewer alerts: take `by` from a rule, or split the sector";
  return `a ledger of ${alerts.length} alerts has ${bytes} bytes, and DynamoDB takes ${MOST_BYTES}; ${why}`;
}

/** The item of a sector's ledger as it is now; `undefined` when there is none. */
export async function readLedgerItem(
  client: DynamoDBClient,
  tableName: string,
  sector: string,
): Promise<Item | undefined> {
  const input = { TableName: tableName, Key: { sector: { S: sector } }, ConsistentRead: true };
  return (await client.send(new GetItemCommand(input))).Item;
}

/** Writes what a put asks for; `false` when another version stands there. */
async function write(
  client: DynamoDBClient,
  put: PutItemCommandInput,
  sector: string,
  writeId: string,
): Promise<boolean> {
  try {
    await client.send(new PutItemCommand(put));
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // When an answer is lost, the SDK asks again, and meets what it has written itself.
    return (await readLedgerItem(client, put.TableName ?? "", sector))?.writeId?.S === writeId;
  }
}

/** How a rescue reads and writes the item of a ledger that cannot be read. */
function accessTo(client: DynamoDBClient, tableName: string, sector: string): ItemAccess {
  return {
    read: () => readLedgerItem(client, tableName, sector),
    put: (item, expectedVersion) => {
      const writeId = randomUUID();
      const put = {
        TableName: tableName,
        Item: { ...item, writeId: { S: writeId } },
        ConditionExpression: IS_EXPECTED_VERSION,
        ExpressionAttributeValues: { ":expected": { N: String(expectedVersion) } },
      };
      return write(client, put, sector, writeId);
    },
  };
}

function unreadable(
  sector: string,
  { problem, isNewer }: { problem: string; isNewer: boolean },
  rescue: OutboxRescue | null,
): UnreadableLedger {
  const wayOn = isNewer
    ? "deploy that version again, or restore the item as it was before it"
    : "restore the item; or remove it, and every open alert is told anew";
  const item = { key: itemKey("ledgers", { sector: { S: sector } }), problem };
  return new UnreadableLedger(sector, item, `${wayOn}: docs/operate.md, Damaged items`, rescue);
}

/** The ledger that an item holds. */
export function readLedger(item: Item): ReadStored<Ledger> {
  const rest = readRest(item);
  if (rest.problem !== null) return rest;
  const { sector, version } = rest.value;
  if (item.sector?.S !== sector) return damaged("it holds the ledger of another sector");
  if (isOfOnePiece(item)) {
    // Each write asks for this number: with another one, none would ever succeed.
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

/** Whether it was stored before silences stood apart. */
function isOfOnePiece(item: Item): boolean {
  return item.silences === undefined && (versionOf(item) ?? 1) < SILENCES_APART_SINCE;
}

/** The silences; none where somebody has removed the attribute, to go on without them. */
function readSilences(item: Item): ReadStored<SilencePart> {
  if (item.silences === undefined) return { value: { silences: [], waiting: [] }, problem: null };
  const part = readCompressed(silenceForm, item, "silences");
  if (part.problem === null) return part;
  const wayOn = "without its attribute `silences` it can be read";
  return { ...part, problem: `its silences: ${part.problem}: ${wayOn}` };
}

/** All but the silences; empty in a sector that was silenced before it was first assessed. */
function readRest(item: Item): ReadStored<Ledger> {
  const sector = item.sector?.S;
  return item.body === undefined && item.silences !== undefined && sector !== undefined
    ? { value: emptyLedger(sector), problem: null }
    : readCompressed(ledgerForm, item, "body");
}
