import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import { type Basis, basisForm } from "../../shared/basis.ts";
import type { ReadStored } from "../../shared/stored.ts";
import type { ProvenanceStore } from "../ports.ts";
import type { Item } from "./attributes.ts";
import { compress } from "./compressed.ts";
import { readConfirmations } from "./confirmation-store.ts";
import { expiryOf } from "./expiry.ts";
import { createImportStore } from "./import-store.ts";
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
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true }),
    );
    return Item === undefined ? null : toBasis(Item);
  };
  const put = (item: Item) => client.send(new PutItemCommand({ TableName: tableName, Item: item }));
  return {
    ...createImportStore(client, tableName),
    confirmed: (sector) => readConfirmations(client, tableName, sector),
    basis: (key) => get(basisKey(key)),
    async baseline(sector, from, upTo) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: IS_FROM,
          ExpressionAttributeValues: {
            ":sector": { S: sector },
            ":first": { S: `baseline#${from}` },
            ":last": { S: `baseline#${upTo}` },
          },
          Limit: 1,
          ConsistentRead: true,
        }),
      );
      const [first] = Items.flatMap((item) => toBasis(item) ?? []);
      if (first !== undefined) return first;
      const newest = await get({ sector: { S: sector }, assessmentKey: { S: NEWEST } });
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
      await put({ sector: { S: sector }, assessmentKey: { S: NEWEST }, ...body });
    },
  };
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

/** One that is damaged counts as not there: what it stood for can be told by nobody. */
function toBasis(item: Item): Basis | null {
  const read = readBasis(item);
  return read.problem === null ? read.value : null;
}

/** The basis that an item holds. */
export function readBasis(item: Item): ReadStored<Basis> {
  return readCompressed(basisForm, item, "body");
}
