import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { positionItem } from "../../../functions/aws/dynamo/position-item.ts";
import { createPositionRows, createPositionStore } from "../../../functions/aws/dynamo/position-store.ts";
import { ALL_DAYS } from "../../../functions/ports/supply.ts";
import { loadFolds } from "../../../functions/reading/load-folds.ts";
import { windowEnding } from "../../../shared/values/day.ts";
import { embeddedDynamo, rowsOf } from "../../support/dynamo.ts";
import { positionOf } from "../../support/samples.ts";

let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
beforeAll(async () => {
  dynamo = await embeddedDynamo();
});
afterAll(() => dynamo.close());

const year = windowEnding("2026-07-31", 365);
const manyOf = (sector: string, from: number, to: number, exposure = 100) =>
  Array.from({ length: to - from }, (_, at) =>
    positionOf({ sector, positionId: `P-${from + at}`, exposure }),
  );
const rowsWith = (written: number) =>
  createPositionRows(dynamo.client, "positions", { read: written, written });
const storeWith = (shards: number) => createPositionStore(dynamo.client, "positions", shards);

/** How many positions stand in each shard that a reader looks into. */
async function heldBy(sector: string, shards: number): Promise<number[]> {
  const pages = storeWith(shards).shards(sector, ALL_DAYS);
  return (await Promise.all(pages.map(rowsOf))).map((rows) => rows.length);
}

describe("when a series of shards is added", () => {
  it("new positions go into it, and those that are stored stay, are found, changed and counted once", async () => {
    const sector = "raised";
    await rowsWith(16).put(manyOf(sector, 0, 100));
    const changed = manyOf(sector, 50, 150, 300);
    const rows = rowsWith(32);
    expect((await rows.find(changed)).filter((row) => row !== null)).toHaveLength(50);
    await rows.put(changed, "0ms8len40-4c531a");
    expect(await rows.find(changed)).toEqual(changed);
    expect(await rows.broughtBy(changed)).toEqual(changed.map(() => "0ms8len40-4c531a"));
    const held = await heldBy(sector, 32);
    expect(held.slice(0, 16).reduce((a, b) => a + b)).toBe(100);
    expect(held.slice(16, 32).reduce((a, b) => a + b)).toBe(50);
    const [fold] = await loadFolds(storeWith(32), sector, [year]);
    expect(fold).toMatchObject({ positions: 150, exposure: 50 * 100 + 100 * 300 });
  });

  it("a function that reads it before others write into it counts all, and one that does not would not", async () => {
    const sector = "ahead";
    await rowsWith(16).put(manyOf(sector, 0, 40));
    expect(await loadFolds(storeWith(32), sector, [year])).toMatchObject([{ positions: 40 }]);
    await rowsWith(32).put(manyOf(sector, 40, 100));
    expect(await loadFolds(storeWith(32), sector, [year])).toMatchObject([{ positions: 100 }]);
    expect(await loadFolds(storeWith(16), sector, [year])).toMatchObject([{ positions: 40 }]);
  });

  it("positions are removed wherever they stand", async () => {
    const sector = "left";
    await rowsWith(16).put(manyOf(sector, 0, 30));
    await rowsWith(32).put(manyOf(sector, 30, 60));
    await rowsWith(48).remove(manyOf(sector, 0, 59));
    expect(await rowsOf(rowsWith(48).pagesOf(sector))).toEqual(manyOf(sector, 59, 60));
  });

  it("an item that cannot be read is replaced where it stands", async () => {
    const sector = "mended";
    const position = positionOf({ sector });
    const item = { ...positionItem(position), exposure: { S: "a lot" } };
    await dynamo.client.send(new PutItemCommand({ TableName: "positions", Item: item }));
    await rowsWith(48).put([position]);
    const [fold] = await loadFolds(storeWith(48), sector, [year]);
    expect(fold).toMatchObject({ positions: 1, unreadable: 0 });
  });
});
