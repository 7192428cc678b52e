import { DynamoDBClient, type TableDescription } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPositionCounts } from "../../../functions/aws/dynamo/position-counts.ts";
import { embeddedDynamo } from "../../support/dynamo.ts";

/** A client of a DynamoDB that describes its table like this. */
function describing(Table: TableDescription): DynamoDBClient {
  const client = new DynamoDBClient({
    region: "us-east-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
  client.middlewareStack.add(() => async () => ({ response: {}, output: { $metadata: {}, Table } }), {
    step: "initialize",
  });
  return client;
}

let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
beforeAll(async () => {
  dynamo = await embeddedDynamo();
});
afterAll(() => dynamo.close());

describe("how many positions DynamoDB has counted", () => {
  const byDay = (ItemCount?: number) => ({
    IndexName: "byDay",
    ...(ItemCount === undefined ? {} : { ItemCount }),
  });

  it.each<[string, TableDescription, unknown]>([
    [
      "of a table and its index",
      { ItemCount: 12, LocalSecondaryIndexes: [byDay(9)] },
      { stored: 12, indexed: 9 },
    ],
    ["of a table from before the index", { ItemCount: 12 }, null],
    ["of an index that it has not counted", { ItemCount: 12, LocalSecondaryIndexes: [byDay()] }, null],
    [
      "of an index at an endpoint that counts none",
      { ItemCount: 12, LocalSecondaryIndexes: [byDay(0)] },
      null,
    ],
  ])("is known %s", async (_name, table, counts) => {
    expect(await createPositionCounts(describing(table), "positions")()).toEqual(counts);
  });

  it("is not known of the embedded one, which does not count", async () => {
    expect(await createPositionCounts(dynamo.client, "positions")()).toBeNull();
  });
});
