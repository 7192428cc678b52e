import { Agent, request } from "node:http";
import { DynamoDBClient, paginateQuery } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, paginateQuery as paginateDocuments } from "@aws-sdk/lib-dynamodb";
import { Entity, item, number, QueryCommand, string, Table } from "dynamodb-toolbox";
import { createDynamoClient } from "../../functions/aws/dynamo/client.ts";
import { daysByIndex, forFold } from "../../functions/aws/dynamo/position-query.ts";
import { createPositionStore } from "../../functions/aws/dynamo/position-store.ts";
import { loadFolds } from "../../functions/reading/load-folds.ts";
import { atMost } from "../../functions/runtime/at-most.ts";
import { windowEnding } from "../../shared/values/day.ts";
import { SHARDS, type Totals, textOf } from "./pages.ts";

const AS_OF = "2026-07-31";
const WINDOW = { ...windowEnding(AS_OF, 365), tellsImports: true as const };
const AT_ONCE = 4;

/** Every way to read all positions of a table on the replay server, by name. */
export const PEERS: Record<string, (table: string, url: string) => Promise<Totals>> = {
  floor: (table, url) => inShards((shard) => parseOnly(table, url, shard)),
  plain: (table) => inShards((shard) => withPlainClient(table, shard)),
  document: (table) => inShards((shard) => withDocuments(table, shard)),
  toolbox: (table) => inShards((shard) => withToolbox(table, shard)),
  async ours(table) {
    const [fold] = await loadFolds(createPositionStore(createDynamoClient(), table), "ai", [WINDOW]);
    if (fold === undefined || fold.unreadable > 0) throw new Error("a position is missing");
    return { positions: fold.positions, exposure: fold.exposure };
  },
};

/** Reads four shards at a time, as we do. */
async function inShards(read: (shard: string) => Promise<Totals>): Promise<Totals> {
  const shards = Array.from({ length: SHARDS }, (_, shard) => `ai#${String(shard).padStart(2, "0")}`);
  const totals = { positions: 0, exposure: 0 };
  await atMost(AT_ONCE, shards, async (shard) => {
    const { positions, exposure } = await read(shard);
    totals.positions += positions;
    totals.exposure += exposure;
  });
  return totals;
}

function queryOf(tableName: string, shard: string) {
  return {
    ...forFold(daysByIndex({ tableName, shard }, { after: WINDOW.after, upTo: null })),
    ConsistentRead: true,
  };
}

type Page = { Items?: { exposure?: { N?: string } }[]; LastEvaluatedKey?: object };

const agent = new Agent({ keepAlive: true });

/** The floor: takes the bytes of each page, and lets `JSON.parse` do all that must be done to them. */
async function parseOnly(table: string, url: string, shard: string): Promise<Totals> {
  const totals = { positions: 0, exposure: 0 };
  let ExclusiveStartKey: object | undefined;
  do {
    const page: Page = JSON.parse(await post(url, { ...queryOf(table, shard), ExclusiveStartKey }));
    for (const { exposure } of page.Items ?? []) totals.exposure += Number(exposure?.N);
    totals.positions += page.Items?.length ?? 0;
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return totals;
}

function post(url: string, body: object): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: "POST" }, (incoming) => {
      textOf(incoming).then(resolve, reject);
    });
    sent.on("error", reject);
    sent.end(JSON.stringify(body));
  });
}

/** The SDK as it comes. */
async function withPlainClient(table: string, shard: string): Promise<Totals> {
  const totals = { positions: 0, exposure: 0 };
  for await (const { Items = [] } of paginateQuery({ client: plainClient }, queryOf(table, shard))) {
    for (const { exposure } of Items) totals.exposure += Number(exposure?.N);
    totals.positions += Items.length;
  }
  return totals;
}

const plainClient = new DynamoDBClient();
const documents = DynamoDBDocumentClient.from(plainClient);

/** The document client as it comes. */
async function withDocuments(table: string, shard: string): Promise<Totals> {
  const { ExpressionAttributeValues, ...query } = queryOf(table, shard);
  const values = Object.entries(ExpressionAttributeValues ?? {}).map(([name, value]) => [name, value.S]);
  const asked = { ...query, ExpressionAttributeValues: Object.fromEntries(values) };
  const totals = { positions: 0, exposure: 0 };
  for await (const { Items = [] } of paginateDocuments({ client: documents }, asked)) {
    for (const { exposure } of Items) totals.exposure += exposure;
    totals.positions += Items.length;
  }
  return totals;
}

/** dynamodb-toolbox, which checks each item against a schema. */
async function withToolbox(name: string, shard: string): Promise<Totals> {
  const table = new Table({
    documentClient: documents,
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
