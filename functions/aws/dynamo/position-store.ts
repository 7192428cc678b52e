import type { DynamoDBClient, QueryCommandInput } from "@aws-sdk/client-dynamodb";
import type { FoldedPosition } from "../../../shared/supply/fold-positions.ts";
import type { PositionRows } from "../../ports/rows.ts";
import type { PositionStore } from "../../ports/supply.ts";
import { toFoldedPosition } from "./folded-position.ts";
import { type Decoder, queryPages } from "./pages.ts";
import { POSITIONS, positionItem, positionKey, shardKeys, toPosition } from "./position-item.ts";
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

/** Writes positions, for imports. */
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

/** Reads only the attributes that the fold needs. */
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

const FOLDED_POSITIONS: Decoder<FoldedPosition> = { ...POSITIONS, decode: toFoldedPosition };
const NAMED_POSITIONS: Decoder<FoldedPosition> = { ...FOLDED_POSITIONS, isNamed: true };
