import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLinkRows, createLinkStore } from "../../../functions/aws/dynamo/link-store.ts";
import { createPositionRows, createPositionStore } from "../../../functions/aws/dynamo/position-store.ts";
import { createSupplierRows, createSupplierStore } from "../../../functions/aws/dynamo/supplier-store.ts";
import { loadFolds } from "../../../functions/reading/load-folds.ts";
import { loadSupply } from "../../../functions/reading/load-supply.ts";
import { windowEnding } from "../../../shared/values/day.ts";
import { embeddedDynamo, rowsOf } from "../../support/dynamo.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
beforeAll(async () => {
  dynamo = await embeddedDynamo();
});
afterAll(() => dynamo.close());

const year = windowEnding("2026-07-31", 365);

describe("positions in DynamoDB", () => {
  const full = positionOf({ sector: "full", positionId: "a", program: "IAD-12", periodStart: "2026-07-01" });
  const bare = positionOf({
    sector: "full",
    positionId: "b",
    supplierId: null,
    originCountry: null,
    date: null,
    source: null,
  });

  it("come back as they were put, with the unknown still unknown", async () => {
    const rows = createPositionRows(dynamo.client, "positions");
    await rows.put([full, bare]);
    expect(await rows.find([bare, full, { sector: "full", positionId: "c" }])).toEqual([bare, full, null]);
    const stored = await rowsOf(rows.pagesOf("full"));
    expect(stored.sort((a, b) => (a.positionId < b.positionId ? -1 : 1))).toEqual([full, bare]);
  });

  it("are read for one sector without those of another, over all shards and pages", async () => {
    const rows = createPositionRows(dynamo.client, "positions");
    const many = Array.from({ length: 500 }, (_, index) =>
      positionOf({ sector: "wide", positionId: `P-${index}`, exposure: 7, source: "x".repeat(900) }),
    );
    await rows.put([...many, positionOf({ sector: "wide-2", positionId: "other", exposure: 1_000_000 })]);
    const fold = (await loadFolds(createPositionStore(dynamo.client, "positions"), "wide", [year]))[0];
    expect(fold).toMatchObject({ positions: 500, exposure: 3500, unreadable: 0 });
  });

  it("of more than a page are all found by their keys, and removed", async () => {
    const rows = createPositionRows(dynamo.client, "positions");
    const many = Array.from({ length: 230 }, (_, index) =>
      positionOf({ sector: "gone", positionId: `P-${index}` }),
    );
    await rows.put(many);
    expect(await rows.find(many)).toEqual(many);
    await rows.remove(many.slice(0, 229));
    expect(await rowsOf(rows.pagesOf("gone"))).toEqual(many.slice(229));
  });

  const damaged: [string, Record<string, { S: string } | { N: string } | { BOOL: boolean }>][] = [
    ["no exposure", { item: { S: "bess" } }],
    ["a fraction of a cent", { item: { S: "bess" }, exposure: { N: "1.5" } }],
    ["a negative exposure", { item: { S: "bess" }, exposure: { N: "-1" } }],
    ["an exposure that is text", { item: { S: "bess" }, exposure: { S: "1" } }],
    ["a day that does not exist", { item: { S: "bess" }, exposure: { N: "1" }, day: { S: "2026-02-30#1" } }],
    ["no item", { exposure: { N: "1" } }],
    ["a mark that is not true", { item: { S: "bess" }, exposure: { N: "1" }, illustrative: { BOOL: false } }],
  ];

  it.each(damaged)("with %s are counted as unreadable and not folded", async (name, attributes) => {
    const sector = `damaged-${damaged.findIndex(([other]) => other === name)}`;
    const key = { sectorShard: { S: `${sector}#03` }, positionId: { S: "P-1" }, day: { S: "undated#1" } };
    await dynamo.client.send(new PutItemCommand({ TableName: "positions", Item: { ...key, ...attributes } }));
    const fold = (await loadFolds(createPositionStore(dynamo.client, "positions"), sector, [year]))[0];
    expect(fold).toMatchObject({ positions: 0, unreadable: 1 });
  });
});

describe("suppliers in DynamoDB", () => {
  it("come back as they were put, and an unreadable one is counted", async () => {
    const rows = createSupplierRows(dynamo.client, "suppliers");
    const suppliers = [
      supplierOf({
        supplierId: "a",
        name: "Énergie\nSA",
        parentId: "b",
        parentStake: 0.25,
        lists: ["1260h", "ndaa-154"],
      }),
      supplierOf({ supplierId: "b", country: null }),
      supplierOf({ supplierId: "c", inputs: "none" }),
      supplierOf({ supplierId: "d", plant: ["ningde-1"], port: ["ningbo", "busan"], region: [] }),
      supplierOf({ supplierId: "e", stockDays: 0, recoveryDays: 180 }),
    ];
    await rows.put(suppliers);
    const broken = { supplierId: { S: "broken" }, name: { N: "1" } };
    await dynamo.client.send(new PutItemCommand({ TableName: "suppliers", Item: broken }));
    const supply = await loadSupply({
      suppliers: createSupplierStore(dynamo.client, "suppliers"),
      links: createLinkStore(dynamo.client, "links"),
    });
    expect([...supply.suppliers.values()].sort((a, b) => (a.supplierId < b.supplierId ? -1 : 1))).toEqual(
      suppliers,
    );
    expect(supply.unreadable).toEqual({
      count: 1,
      first: [{ key: "suppliers/broken", problem: `attribute "name" has another type than it must have` }],
    });
  });
});

describe("a supplier that was put before it could say anything of its inputs", () => {
  it("says nothing of them", async () => {
    const Item = { supplierId: { S: "old" }, name: { S: "Old" }, lists: { L: [] } };
    await dynamo.client.send(new PutItemCommand({ TableName: "suppliers", Item }));
    const rows = createSupplierRows(dynamo.client, "suppliers");
    expect(await rows.find([{ supplierId: "old" }])).toEqual([
      supplierOf({ supplierId: "old", name: "Old", country: null }),
    ]);
  });
});

describe("links in DynamoDB", () => {
  it("come back as they were put, also very small shares", async () => {
    const rows = createLinkRows(dynamo.client, "links");
    const link = {
      supplierId: "a",
      input: "cells",
      upstreamId: "b",
      originCountry: null,
      share: 0.0000001,
      source: "test",
    };
    const other = { ...link, input: "packs", originCountry: "CN", share: 1, source: null };
    await rows.put([link, other]);
    expect(await rows.find([link, other])).toEqual([link, other]);
    expect(await rowsOf(rows.pages())).toHaveLength(2);
  });

  it("were put before they could say where they are made: nothing is said of that", async () => {
    const Item = {
      supplierId: { S: "old" },
      inputUpstream: { S: "cells#b" },
      input: { S: "cells" },
      upstreamId: { S: "b" },
      share: { N: "0.5" },
    };
    await dynamo.client.send(new PutItemCommand({ TableName: "links", Item }));
    const rows = createLinkRows(dynamo.client, "links");
    expect(await rows.find([{ supplierId: "old", input: "cells", upstreamId: "b" }])).toMatchObject([
      { originCountry: null },
    ]);
  });
});

describe("links with days in DynamoDB", () => {
  it("come back as they were put, with stock and recovery only where they are known", async () => {
    const rows = createLinkRows(dynamo.client, "links");
    const link = { supplierId: "timed", input: "cells", share: 0.5, originCountry: "CN", source: null };
    const links = [
      { ...link, upstreamId: "a", stockDays: 0, recoveryDays: 3650 },
      { ...link, upstreamId: "b" },
    ];
    await rows.put(links);
    expect(await rows.find(links)).toEqual(links);
  });

  it.each([
    [
      "of another type",
      { stockDays: { S: "30" } },
      `attribute "stockDays" has another type than it must have`,
    ],
    ["that are none", { stockDays: { N: "-1" } }, "must be a whole number of days from 0 to 3650"],
  ])("with days %s cannot be read, and say why", async (_name, attributes, problem) => {
    const key = { supplierId: { S: "damaged" }, inputUpstream: { S: "cells#a" } };
    const Item = { ...key, input: { S: "cells" }, upstreamId: { S: "a" }, share: { N: "1" }, ...attributes };
    await dynamo.client.send(new PutItemCommand({ TableName: "links", Item }));
    const supply = await loadSupply({
      suppliers: createSupplierStore(dynamo.client, "suppliers"),
      links: createLinkStore(dynamo.client, "links"),
    });
    expect(supply.unreadable.first.map((one) => one.problem).join("\n")).toContain(problem);
  });
});
