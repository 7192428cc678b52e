import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPositionRows, createPositionStore } from "../../../functions/aws/dynamo/position-store.ts";
import { createStrayStore } from "../../../functions/aws/dynamo/stray-store.ts";
import { loadFolds } from "../../../functions/reading/load-folds.ts";
import { MOST_EXPOSURE } from "../../../shared/values/exposure.ts";
import { YEAR } from "../../support/builders.ts";
import { embeddedDynamo } from "../../support/dynamo.ts";
import { positionOf } from "../../support/samples.ts";

let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
beforeAll(async () => {
  dynamo = await embeddedDynamo();
});
afterAll(() => dynamo.close());

async function foldOf(sector: string) {
  const [fold] = await loadFolds(createPositionStore(dynamo.client, "positions"), sector, [YEAR]);
  return fold;
}

describe("stored rows that are too large to add up", () => {
  it("are counted as unreadable, and name themselves: one that no row may be as large as", async () => {
    const plain = positionOf({ sector: "one", positionId: "plain", exposure: 500 });
    await createPositionRows(dynamo.client, "positions").put([plain]);
    for (const exposure of ["9007199254740993", "1e120", "100000000000001"]) {
      const Item = {
        sectorShard: { S: "one#03" },
        positionId: { S: "huge" },
        sector: { S: "one" },
        item: { S: "bess" },
        exposure: { N: exposure },
        day: { S: "undated#1" },
      };
      await dynamo.client.send(new PutItemCommand({ TableName: "positions", Item }));
      expect(await foldOf("one")).toMatchObject({
        exposure: 500,
        unreadable: 1,
        unreadableItems: [
          { key: "positions/one#03/huge", problem: 'field "exposure": is more than one row may hold' },
        ],
      });
    }
  });

  it("are counted as unreadable, and name themselves: many that only their sum makes too large", async () => {
    const rows = Array.from({ length: 91 }, (_, at) =>
      positionOf({ sector: "many", positionId: `huge-${at}`, exposure: MOST_EXPOSURE }),
    );
    const plain = positionOf({ sector: "many", positionId: "plain", exposure: 500 });
    await createPositionRows(dynamo.client, "positions").put([...rows, plain]);
    const fold = await foldOf("many");
    expect(fold).toMatchObject({ exposure: 500, positions: 1, unreadable: 91 });
    expect(fold?.unreadableItems).toHaveLength(3);
    for (const { key, problem } of fold?.unreadableItems ?? []) {
      expect(key).toMatch(/^positions\/many#\d\d\/huge-\d+$/);
      expect(problem).toContain("add up to more than can be summed exactly");
    }
  });
});

describe("a record of a stray file that is damaged", () => {
  it("is named, beside those that can be read", async () => {
    const Item = {
      sector: { S: "#every" },
      assessmentKey: { S: "stray#x" },
      stray: { S: "{}" },
    };
    await dynamo.client.send(new PutItemCommand({ TableName: "assessments", Item }));
    expect(await createStrayStore(dynamo.client, "assessments").all()).toMatchObject({
      rows: [],
      unreadable: { count: 1, first: [{ key: "assessments/#every/stray#x" }] },
    });
  });
});
