import { gunzipSync, gzipSync } from "node:zlib";
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { Assessment } from "../../shared/assessment.ts";
import type { AssessmentStore } from "../ports.ts";
import type { Item } from "./attributes.ts";

// Below DynamoDB's 400 kB with room for keys.
const PART_BYTES = 350_000;
const IS_NEW = "attribute_not_exists(sector)";

type Key = Pick<Assessment, "sector" | "asOf" | "id">;

/**
 * Keeps assessments as compressed JSON. One that is larger than an item is cut into parts; the head, through
 * which it is found, is written last, so that there is no half-written assessment.
 */
export function createAssessmentStore(client: DynamoDBClient, tableName: string): AssessmentStore {
  return {
    async save(assessment, assessedAt) {
      const [head, ...rest] = assessmentItems(assessment, assessedAt);
      for (const part of rest) await client.send(new PutItemCommand({ TableName: tableName, Item: part }));
      try {
        await client.send(
          new PutItemCommand({ TableName: tableName, Item: head, ConditionExpression: IS_NEW }),
        );
      } catch (error) {
        // The same id means the same content: it is there already.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    async load(key) {
      const head = await getPart(client, tableName, key, 0);
      if (head === undefined) return null;
      const parts = [head.body?.B ?? new Uint8Array()];
      for (let part = 1; part < Number(head.parts?.N); part += 1) {
        const item = await getPart(client, tableName, key, part);
        if (item?.body?.B === undefined) throw new Error(`assessment ${key.id} has lost its part ${part}`);
        parts.push(item.body.B);
      }
      return JSON.parse(gunzipSync(Buffer.concat(parts)).toString("utf8")) as Assessment;
    },
  };
}

/** The items of an assessment, the head first. */
export function assessmentItems(assessment: Assessment, assessedAt: Date): Item[] {
  const body = gzipSync(JSON.stringify(assessment));
  const parts = Math.ceil(body.length / PART_BYTES);
  return Array.from({ length: parts }, (_, part) => ({
    ...partKey(assessment, part),
    parts: { N: String(parts) },
    assessedAt: { S: assessedAt.toISOString() },
    body: { B: body.subarray(part * PART_BYTES, (part + 1) * PART_BYTES) },
  }));
}

// Heads sort by day; the other parts stand after all of them, where a query over days does not meet them.
function partKey({ sector, asOf, id }: Key, part: number): Item {
  const assessmentKey = part === 0 ? `${asOf}#${id}` : `part#${id}#${String(part).padStart(4, "0")}`;
  return { sector: { S: sector }, assessmentKey: { S: assessmentKey } };
}

async function getPart(
  client: DynamoDBClient,
  tableName: string,
  key: Key,
  part: number,
): Promise<Item | undefined> {
  const input = { TableName: tableName, Key: partKey(key, part), ConsistentRead: true };
  return (await client.send(new GetItemCommand(input))).Item;
}
