import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { Entity, item, number, QueryCommand, string, Table } from "dynamodb-toolbox";
import type { Totals } from "./pages.ts";
import { inShards, WINDOW } from "./shards.ts";

const documentClient = DynamoDBDocumentClient.from(new DynamoDBClient());

/** dynamodb-toolbox, which checks each item against a schema. */
export function read(table: string): Promise<Totals> {
  return inShards((shard) => readShard(table, shard));
}

async function readShard(name: string, shard: string): Promise<Totals> {
  const table = new Table({
    documentClient,
    name,
    partitionKey: { name: "sectorShard", type: "string" },
    sortKey: { name: "positionId", type: "string" },
    indexes: { byDay: { type: "local", sortKey: { name: "day", type: "string" } } },
    entityAttributeSavedAs: "entity",
  });
  const texts = {
    supplierId: string().optional(),
    originCountry: string().optional(),
    program: string().optional(),
  };
  const keys = { sectorShard: string().key(), positionId: string().key() };
  const own = { item: string(), exposure: number(), day: string(), importId: string().optional() };
  const schema = item({ ...keys, ...texts, ...own });
  const position = new Entity({ name: "position", table, schema, timestamps: false, entityAttribute: false });
  const attributes = [
    "supplierId",
    "originCountry",
    "program",
    "item",
    "exposure",
    "day",
    "importId",
  ] as const;
  const totals = { positions: 0, exposure: 0 };
  let exclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await table
      .build(QueryCommand)
      .entities(position)
      .query({ partition: shard, index: "byDay", range: { gte: `${WINDOW.after}$` } })
      .options({
        consistent: true,
        attributes: [...attributes],
        ...(exclusiveStartKey && { exclusiveStartKey }),
      })
      .send();
    for (const { exposure } of page.Items ?? []) totals.exposure += exposure;
    totals.positions += page.Items?.length ?? 0;
    exclusiveStartKey = page.LastEvaluatedKey;
  } while (exclusiveStartKey !== undefined);
  return totals;
}
