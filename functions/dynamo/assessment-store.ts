import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import type { Assessment } from "../../shared/assessment.ts";
import { type AssessmentSummary, summarize } from "../../shared/assessment-summary.ts";
import type { AssessmentStore } from "../ports.ts";
import type { Item } from "./attributes.ts";
import { compress, decompress } from "./compressed.ts";
import { expiryOf } from "./expiry.ts";

// Below DynamoDB's 400 kB with room for keys.
const PART_BYTES = 350_000;
// DynamoDB takes up to a few days over expired items, in any order, and a head must not outlive its parts.
const DAYS_AFTER_HEAD = 7;
const IS_NEW = "attribute_not_exists(sector)";
const IS_UP_TO = "sector = :sector AND assessmentKey < :end";

type Key = Pick<Assessment, "sector" | "asOf" | "id">;

/** Reads summaries of assessments. */
export function createAssessmentReader(
  client: DynamoDBClient,
  tableName: string,
): Pick<AssessmentStore, "recent"> {
  return {
    async recent(sector, upTo, most) {
      const summaries: AssessmentSummary[] = [];
      let start: Item | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: IS_UP_TO,
            ExpressionAttributeValues: { ":sector": { S: sector }, ":end": { S: `${upTo}${AFTER_IDS}` } },
            ScanIndexForward: false,
            Limit: most - summaries.length,
            ConsistentRead: true,
            ...(start === undefined ? {} : { ExclusiveStartKey: start }),
          }),
        );
        for (const { summary } of page.Items ?? []) {
          if (summary?.B !== undefined)
            summaries.push(decompress(summary.B, `a summary of ${sector}`) as AssessmentSummary);
        }
        start = page.LastEvaluatedKey;
      } while (start !== undefined && summaries.length < most);
      return summaries;
    },
  };
}

/**
 * Keeps assessments as compressed JSON in parts, and for each a head with its summary. The head, through which it is
 * found, is written last, so that there is no half-written assessment. They go after `keepDays`, if that is given.
 */
export function createAssessmentStore(
  client: DynamoDBClient,
  tableName: string,
  keepDays: number | null,
): AssessmentStore {
  return {
    ...createAssessmentReader(client, tableName),
    async save(assessment, assessedAt) {
      // The same id means the same content: it is there already.
      if ((await getItem(client, tableName, headKey(assessment))) !== undefined) return;
      const { head, parts } = assessmentItems(assessment, assessedAt, keepDays);
      for (const part of parts) await client.send(new PutItemCommand({ TableName: tableName, Item: part }));
      try {
        await client.send(
          new PutItemCommand({ TableName: tableName, Item: head, ConditionExpression: IS_NEW }),
        );
      } catch (error) {
        // Another run has written it meanwhile.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    async load(key) {
      const head = await getItem(client, tableName, headKey(key));
      if (head === undefined) return null;
      const parts: Uint8Array[] = [];
      for (let part = 0; part < Number(head.parts?.N); part += 1) {
        const body = (await getItem(client, tableName, partKey(key, part)))?.body?.B;
        if (body === undefined) throw new Error(`assessment ${key.id} has lost its part ${part}`);
        parts.push(body);
      }
      return decompress(Buffer.concat(parts), `assessment ${key.id}`) as Assessment;
    },
  };
}

/** The items of an assessment. */
export function assessmentItems(
  assessment: Assessment,
  assessedAt: Date,
  keepDays: number | null,
): { head: Item; parts: Item[] } {
  const body = compress(assessment);
  const count = Math.ceil(body.length / PART_BYTES);
  const head = {
    ...headKey(assessment),
    ...expiryOf(assessedAt, keepDays),
    parts: { N: String(count) },
    assessedAt: { S: assessedAt.toISOString() },
    summary: { B: compress(summarize(assessment, assessedAt)) },
  };
  const parts = Array.from({ length: count }, (_, part) => ({
    ...partKey(assessment, part),
    ...expiryOf(assessedAt, keepDays === null ? null : keepDays + DAYS_AFTER_HEAD),
    body: { B: body.subarray(part * PART_BYTES, (part + 1) * PART_BYTES) },
  }));
  return { head, parts };
}

// Keys of heads begin with a day and sort by it; those of everything else begin with a letter, after all of them.
const AFTER_IDS = "#~";

function headKey({ sector, asOf, id }: Key): Item {
  return { sector: { S: sector }, assessmentKey: { S: `${asOf}#${id}` } };
}

function partKey({ sector, id }: Key, part: number): Item {
  return { sector: { S: sector }, assessmentKey: { S: `part#${id}#${String(part).padStart(4, "0")}` } };
}

async function getItem(client: DynamoDBClient, tableName: string, key: Item): Promise<Item | undefined> {
  const input = { TableName: tableName, Key: key, ConsistentRead: true };
  return (await client.send(new GetItemCommand(input))).Item;
}
