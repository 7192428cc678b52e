import { type DynamoDBClient, PutItemCommand, paginateQuery } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { type HistoryRecord, recordSchema } from "../../shared/alert-history.ts";
import { readAs } from "../../shared/problem.ts";
import type { History, HistoryLog, HistoryStore } from "../ports.ts";
import type { Item } from "./attributes.ts";
import { compress, decompress } from "./compressed.ts";
import { expiryOf } from "./expiry.ts";

const IS_EVENT = "sector = :sector AND begins_with(assessmentKey, :prefix)";
const PREFIX = "event#";
// As many digits as versions will ever have: keys sort in their order.
const VERSION_DIGITS = 12;

const recordsSchema = z.array(recordSchema);

/**
 * Writes the history of alerts beside the assessments that they come from: one item per version of the ledger, so that
 * writing it again changes nothing. The lines go `keepDays` after they were decided, if that is given.
 */
export function createHistoryLog(
  client: DynamoDBClient,
  tableName: string,
  keepDays: number | null,
): HistoryLog {
  return {
    async append(sector, version, records) {
      const item = historyItem(sector, version, records, keepDays);
      await client.send(new PutItemCommand({ TableName: tableName, Item: item }));
    },
  };
}

/** Reads the history of alerts. */
export function createHistory(client: DynamoDBClient, tableName: string): History {
  return {
    async read(sector) {
      const records: HistoryRecord[] = [];
      const pages = paginateQuery(
        { client },
        {
          TableName: tableName,
          KeyConditionExpression: IS_EVENT,
          ExpressionAttributeValues: { ":sector": { S: sector }, ":prefix": { S: PREFIX } },
          ConsistentRead: true,
        },
      );
      for await (const { Items = [] } of pages) {
        records.push(...Items.flatMap((item) => toRecords(sector, item)));
      }
      return records;
    },
  };
}

/** Writes and reads the history of alerts. */
export function createHistoryStore(
  client: DynamoDBClient,
  tableName: string,
  keepDays: number | null,
): HistoryStore {
  return { ...createHistoryLog(client, tableName, keepDays), ...createHistory(client, tableName) };
}

/** The item of what came with one version of a sector's ledger. */
export function historyItem(
  sector: string,
  version: number,
  records: HistoryRecord[],
  keepDays: number | null,
): Item {
  const decidedAt = new Date(records[0]?.at ?? 0);
  return {
    sector: { S: sector },
    assessmentKey: { S: `${PREFIX}${String(version).padStart(VERSION_DIGITS, "0")}` },
    records: { B: compress(records) },
    ...expiryOf(decidedAt, keepDays),
  };
}

function toRecords(sector: string, { records }: Item): HistoryRecord[] {
  const what = `the stored history of ${sector}`;
  const read = readAs(recordsSchema, records?.B === undefined ? null : decompress(records.B, what));
  if (read.problem === null) return read.value;
  throw new Error(`${what} cannot be read: ${read.problem}`);
}
