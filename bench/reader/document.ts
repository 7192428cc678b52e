import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, paginateQuery } from "@aws-sdk/lib-dynamodb";
import type { Totals } from "./pages.ts";
import { inShards, queryOf } from "./shards.ts";

const client = DynamoDBDocumentClient.from(new DynamoDBClient());

/** The document client as it comes. */
export function read(table: string): Promise<Totals> {
  return inShards(async (shard) => {
    const { ExpressionAttributeValues, ...query } = queryOf(table, shard);
    const values = Object.entries(ExpressionAttributeValues ?? {}).map(([name, value]) => [name, value.S]);
    const asked = { ...query, ExpressionAttributeValues: Object.fromEntries(values) };
    const totals = { positions: 0, exposure: 0 };
    for await (const { Items = [] } of paginateQuery({ client }, asked)) {
      for (const { exposure } of Items) totals.exposure += exposure;
      totals.positions += Items.length;
    }
    return totals;
  });
}
