import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import { type Basis, basisForm } from "../../../shared/imports/basis.ts";
import type { ReadStored } from "../../../shared/values/stored.ts";
import type { BasisInspector, ProvenanceStore } from "../../ports/imports.ts";
import { UnreadableError } from "../../runtime/unreadable-error.ts";
import type { Item } from "./attributes.ts";
import { compress } from "./compressed.ts";
import { readConfirmations } from "./confirmation-store.ts";
import { expiryOf } from "./expiry.ts";
import { createImportStore } from "./import-store.ts";
import { itemKey } from "./item-key.ts";
import { unreadableOf } from "./pages.ts";
import { readCompressed, versionAttribute } from "./stored-item.ts";

// Below DynamoDB's 400 kB with room for keys.
const MOST_BYTES = 350_000;
// Longer than any run looks back for a baseline. The newest one is kept apart, for good.
const KEEP_BASELINE_DAYS = 60;
const IS_NEW = "attribute_not_exists(sector)";
const IS_FROM = "sector = :sector AND assessmentKey BETWEEN :first AND :last";
const NEWEST = "baseline-newest";

/**
 * What assessments stood on, beside them in their table. A basis goes when its assessment does, after `keepDays`; what is
 * too large for one item is kept without what makes it so.
 */
export function createProvenanceStore(
  client: DynamoDBClient,
  tableName: string,
  keepDays: number | null,
): ProvenanceStore {
  const get = async (key: Item) => {
    const item = await getItem(client, tableName, key);
    return item === undefined ? null : toBasis(item);
  };
  const put = (item: Item) => client.send(new PutItemCommand({ TableName: tableName, Item: item }));
  return {
    ...createImportStore(client, tableName),
    confirmed: (sector) => readConfirmations(client, tableName, sector),
    async basis(key) {
      const item = await getItem(client, tableName, basisKey(key));
      if (item === undefined) return null;
      const read = readBasis(item);
      if (read.problem === null) return read.value;
      const what = `what the assessment of ${key.sector} as of ${key.asOf} stood on`;
      throw new UnreadableError(what, { key: itemKey("assessments", item), problem: read.problem }, WAY_ON);
    },
    async baseline(sector, from, upTo) {
      const items = await firstBaseline(client, tableName, sector, [from, upTo]);
      const [first] = items.flatMap((item) => toBasis(item) ?? []);
      if (first !== undefined) return first;
      const newest = await get(newestKey(sector));
      return newest !== null && newest.asOf <= upTo ? newest : null;
    },
    async save(basis, isTrusted) {
      const body = { ...versionAttribute(basisForm), body: { B: bodyOf(basis) } };
      const { sector, asOf, readAt } = basis;
      await put({ ...basisKey(basis), ...expiryOf(new Date(readAt), keepDays), ...body });
      if (!isTrusted) return;
      const expiry = expiryOf(new Date(readAt), KEEP_BASELINE_DAYS);
      const daily = { sector: { S: sector }, assessmentKey: { S: `baseline#${asOf}` } };
      try {
        await client.send(
          new PutItemCommand({
            TableName: tableName,
            Item: { ...daily, ...expiry, ...body },
            ConditionExpression: IS_NEW,
          }),
        );
      } catch (error) {
        // The first of the day stays.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
      await put({ ...newestKey(sector), ...body });
    },
  };
}

const WAY_ON = "remove it: docs/operate.md, Damaged items";

/** Looks whether what a run would read of what earlier assessments stood on can be read. */
export function createBasisInspector(client: DynamoDBClient, tableName: string): BasisInspector {
  return {
    async damaged(key, from) {
      const { sector, asOf } = key;
      const items = await Promise.all([
        getItem(client, tableName, basisKey(key)),
        getItem(client, tableName, newestKey(sector)),
        firstBaseline(client, tableName, sector, [from, asOf]).then(([first]) => first),
      ]);
      return unreadableOf(
        items.flatMap((item) => {
          const read = item && readBasis(item);
          if (item === undefined || read === undefined || read.problem === null) return [];
          return { key: itemKey("assessments", item), problem: read.problem };
        }),
      );
    },
  };
}

/** The item of the first trusted basis of a sector from a day to another; none where there is no such. */
async function firstBaseline(
  client: DynamoDBClient,
  tableName: string,
  sector: string,
  [from, upTo]: [string, string],
): Promise<Item[]> {
  const query = new QueryCommand({
    TableName: tableName,
    KeyConditionExpression: IS_FROM,
    ExpressionAttributeValues: {
      ":sector": { S: sector },
      ":first": { S: `baseline#${from}` },
      ":last": { S: `baseline#${upTo}` },
    },
    Limit: 1,
    ConsistentRead: true,
  });
  return (await client.send(query)).Items ?? [];
}

async function getItem(client: DynamoDBClient, tableName: string, Key: Item): Promise<Item | undefined> {
  return (await client.send(new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }))).Item;
}

function newestKey(sector: string): Item {
  return { sector: { S: sector }, assessmentKey: { S: NEWEST } };
}

function basisKey({ sector, asOf, assessment }: Pick<Basis, "sector" | "asOf" | "assessment">): Item {
  return { sector: { S: sector }, assessmentKey: { S: `basis#${asOf}#${assessment}` } };
}

function bodyOf(basis: Basis): Uint8Array {
  const whole = compress(basis);
  if (whole.length <= MOST_BYTES) return whole;
  const withoutSupply = compress({ ...basis, suppliers: null, links: null });
  return withoutSupply.length <= MOST_BYTES
    ? withoutSupply
    : compress({ ...basis, cells: null, suppliers: null, links: null });
}

/** Of those that imports are guarded by, one that is damaged counts as not there. The watchdog tells of it. */
function toBasis(item: Item): Basis | null {
  const read = readBasis(item);
  return read.problem === null ? read.value : null;
}

/** The basis that an item holds. */
export function readBasis(item: Item): ReadStored<Basis> {
  return readCompressed(basisForm, item, "body");
}
