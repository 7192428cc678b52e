import { createHash } from "node:crypto";
import type { DynamoDBClient, QueryCommandInput } from "@aws-sdk/client-dynamodb";
import type * as z from "zod";
import { POSITION_SHARDS } from "../../../shared/contract/names.ts";
import type { FoldedPosition } from "../../../shared/supply/fold-positions.ts";
import { type Position, positionSchema } from "../../../shared/supply/position.ts";
import { daySchema } from "../../../shared/values/day.ts";
import { asMinor, MOST_EXPOSURE } from "../../../shared/values/exposure.ts";
import { countryCodeSchema, kebabCaseSchema } from "../../../shared/values/identifier.ts";
import type { PositionKey, PositionRows } from "../../ports/rows.ts";
import type { PositionStore } from "../../ports/supply.ts";
import { explainRow, type Item, importOf, itemOf, number, readNumber, readText, text } from "./attributes.ts";
import { type Decoder, queryPages } from "./pages.ts";
import { createRowStore } from "./row-store.ts";

/** Reads positions from their table, for the fold. */
export function createPositionStore(client: DynamoDBClient, tableName: string): PositionStore {
  return {
    shards: (sector, isNamed = false) =>
      shardKeys(sector).map((shard) => {
        const whole = partitionQuery(tableName, shard);
        return isNamed
          ? queryPages(client, whole, NAMED_POSITIONS)
          : queryPages(client, shardQuery(tableName, shard), FOLDED_POSITIONS, whole);
      }),
  };
}

/** Positions as an import writes them. */
export function createPositionRows(client: DynamoDBClient, tableName: string): PositionRows {
  const codec = { keyOf: positionKey, toItem: positionItem, fromItem: toPosition };
  return {
    ...createRowStore(client, tableName, codec),
    async *pagesOf(sector) {
      for (const shard of shardKeys(sector)) {
        yield* queryPages(client, partitionQuery(tableName, shard), POSITIONS);
      }
    },
  };
}

/** The partition keys of a sector. */
export function shardKeys(sector: string): string[] {
  return Array.from({ length: POSITION_SHARDS }, (_, shard) => shardKey(sector, shard));
}

/** The item of a position. */
function positionItem(position: Position): Item {
  const { sector, supplierId, item, originCountry, exposure } = position;
  const { date, periodStart, program, source } = position;
  return itemOf({
    ...positionKey(position),
    sector: text(sector),
    supplierId: text(supplierId),
    item: text(item),
    originCountry: text(originCountry),
    exposure: number(exposure),
    date: text(date),
    periodStart: text(periodStart),
    program: text(program),
    source: text(source),
  });
}

/** Where a position is stored. Its shard follows from its id alone, so that importing it again finds it. */
function positionKey({ sector, positionId }: PositionKey): Item {
  const shard = createHash("sha1").update(positionId).digest().readUInt32BE(0) % POSITION_SHARDS;
  return { sectorShard: { S: shardKey(sector, shard) }, positionId: { S: positionId } };
}

/** The whole position of an item, or `null` when it is not one. */
function toPosition(item: Item): Position | null {
  const position = positionSchema.safeParse(fieldsOf(item));
  return position.success ? position.data : null;
}

function fieldsOf(item: Item): Record<string, unknown> {
  const fields = ["positionId", "sector", "supplierId", "item", "originCountry"] as const;
  const dated = ["date", "periodStart", "program", "source"] as const;
  const texts = Object.fromEntries([...fields, ...dated].map((name) => [name, readText(item, name)]));
  return { ...texts, exposure: readNumber(item, "exposure") };
}

/** Only what the fold needs of a sector's shard. */
function shardQuery(tableName: string, shard: string): QueryCommandInput {
  const query = partitionQuery(tableName, shard);
  return {
    ...query,
    ProjectionExpression:
      "supplierId, #item, originCountry, exposure, #date, periodStart, program, #source, importId",
    ExpressionAttributeNames: { "#item": "item", "#date": "date", "#source": "source" },
  };
}

/** All of a sector's shard. */
function partitionQuery(tableName: string, shard: string): QueryCommandInput {
  return {
    TableName: tableName,
    KeyConditionExpression: "sectorShard = :shard",
    ExpressionAttributeValues: { ":shard": { S: shard } },
  };
}

// Checked by hand and not by the schema: this runs once per position, millions of times.
function toFoldedPosition(stored: Item): FoldedPosition | null {
  const item = readText(stored, "item");
  const exposure = readNumber(stored, "exposure");
  const supplierId = readText(stored, "supplierId");
  const originCountry = readText(stored, "originCountry");
  const date = readText(stored, "date");
  const periodStart = readText(stored, "periodStart");
  const program = readText(stored, "program");
  const source = readText(stored, "source");
  if (!item || !isKnown(kebabCaseSchema, item)) return null;
  if (exposure === null || exposure === undefined) return null;
  if (!Number.isSafeInteger(exposure) || exposure < 0 || exposure > MOST_EXPOSURE) return null;
  if (!isIdentifier(supplierId) || !isIdentifier(program)) return null;
  if (originCountry === undefined || !isSource(source)) return null;
  if (originCountry !== null && !isKnown(countryCodeSchema, originCountry)) return null;
  if (!isDay(date) || !isDay(periodStart)) return null;
  const importId = importOf(stored);
  return {
    item,
    supplierId,
    originCountry,
    exposure: asMinor(exposure),
    date,
    periodStart,
    program,
    source,
    importId,
  };
}

/** What has been found valid, by what it was checked against. */
const seen = new Map<z.ZodType, Set<string>>();

/** Positions share few dates, items and countries, so each is checked in full once. */
function isKnown(schema: z.ZodType, value: string): boolean {
  const valid = seen.get(schema) ?? new Set();
  seen.set(schema, valid);
  if (valid.has(value)) return true;
  const isValid = schema.safeParse(value).success;
  if (isValid) valid.add(value);
  return isValid;
}

function isDay(value: string | null | undefined): value is string | null {
  return value === null || (value !== undefined && isKnown(daySchema, value));
}

function isSource(value: string | null | undefined): value is string | null {
  return value === null || (value !== undefined && value !== "" && value.length <= 1000);
}

const IDENTIFIER = /^[^\p{Cc}]{1,256}$/u;

function isIdentifier(value: string | null | undefined): value is string | null {
  return value === null || (value !== undefined && value.length <= 256 && IDENTIFIER.test(value));
}

function shardKey(sector: string, shard: number): string {
  return `${sector}#${String(shard).padStart(2, "0")}`;
}

/** How whole positions are read. */
export const POSITIONS: Decoder<Position> = {
  table: "positions",
  decode: toPosition,
  explain: (item) => {
    const isTooLarge = (readNumber(item, "exposure") ?? 0) > MOST_EXPOSURE;
    return isTooLarge
      ? 'field "exposure": is more than one row may hold'
      : explainRow(positionSchema, item, fieldsOf(item));
  },
};
const FOLDED_POSITIONS: Decoder<FoldedPosition> = { ...POSITIONS, decode: toFoldedPosition };
const NAMED_POSITIONS: Decoder<FoldedPosition> = { ...FOLDED_POSITIONS, isNamed: true };
