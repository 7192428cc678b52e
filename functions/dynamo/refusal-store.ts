import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { readAs } from "../../shared/problem.ts";
import { type Refusal, refusalSchema } from "../../shared/refusal.ts";
import type { RefusalKey, RefusalRows, RefusalStore } from "../ports.ts";
import { sha256 } from "../sha256.ts";
import type { Item } from "./attributes.ts";
import { queryPages } from "./pages.ts";
import { createRowStore } from "./row-store.ts";

// No sector can be called that: their names are kebab-case.
const EVERY_SECTOR = "#every";
const PREFIX = "refused#";
const IS_REFUSAL = "sector = :sector AND begins_with(assessmentKey, :prefix)";

/** Reads what was refused. It stands beside the assessments, and is kept for good. */
export function createRefusalStore(client: DynamoDBClient, tableName: string): RefusalStore {
  return {
    async of(sector) {
      const found = await Promise.all(
        [sector, EVERY_SECTOR].map((partition) => readPartition(client, tableName, partition)),
      );
      return found.flat();
    },
  };
}

/** What was refused, as an import writes it: one item per sector and file. */
export function createRefusalRows(client: DynamoDBClient, tableName: string): RefusalRows {
  return createRowStore(client, tableName, { keyOf: refusalKey, toItem: refusalItem, fromItem: toRefusal });
}

async function readPartition(client: DynamoDBClient, tableName: string, sector: string): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  const query = {
    TableName: tableName,
    KeyConditionExpression: IS_REFUSAL,
    ExpressionAttributeValues: { ":sector": { S: sector }, ":prefix": { S: PREFIX } },
    ConsistentRead: true,
  };
  for await (const { rows, unreadable } of queryPages(client, query, toRefusal)) {
    if (unreadable > 0) throw new Error("what is stored of refused rows cannot be read");
    refusals.push(...rows);
  }
  return refusals;
}

/** Where it is stored. The name of a file may be longer than a key. */
function refusalKey({ sector, kind, file }: RefusalKey): Item {
  return {
    sector: { S: sector ?? EVERY_SECTOR },
    assessmentKey: { S: `${PREFIX}${kind}#${sha256(file)}` },
  };
}

function refusalItem(refusal: Refusal): Item {
  return { ...refusalKey(refusal), refusal: { S: JSON.stringify(refusal) } };
}

function toRefusal({ refusal }: Item): Refusal | null {
  try {
    const read = readAs(refusalSchema, JSON.parse(refusal?.S ?? "null"));
    return read.problem === null ? read.value : null;
  } catch {
    return null;
  }
}
