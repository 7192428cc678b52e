import { DynamoDBClient, paginateQuery } from "@aws-sdk/client-dynamodb";
import type { Totals } from "./pages.ts";
import { inShards, queryOf } from "./shards.ts";

const client = new DynamoDBClient();

/** The SDK as it comes. */
export function read(table: string): Promise<Totals> {
  return inShards(async (shard) => {
    const totals = { positions: 0, exposure: 0 };
    for await (const { Items = [] } of paginateQuery({ client }, queryOf(table, shard))) {
      for (const { exposure } of Items) totals.exposure += Number(exposure?.N);
      totals.positions += Items.length;
    }
    return totals;
  });
}
