import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createHoldingRows } from "../../../functions/aws/dynamo/holding-store.ts";
import { createUnreadableItems } from "../../../functions/aws/dynamo/unreadable-items.ts";
import { importObjects } from "../../../functions/import/bucket/import-objects.ts";
import { withoutWriting } from "../../../functions/import/mapped/answer.ts";
import { nativeImports } from "../../../functions/import/tables/formats.ts";
import { tables } from "../../../shared/contract/tables.ts";
import type { Holding } from "../../../shared/supply/holding.ts";
import { embeddedDynamo, rowsOf } from "../../support/dynamo.ts";
import { fileOf } from "../../support/files.ts";
import { BUCKET, type ObjectImportWorld, objectImportWorld } from "../../support/object-import.ts";
import { supplierOf } from "../../support/samples.ts";

const HEADER = "supplierId,holderId,minShare,maxShare,kind,from,to,source";

let world: ObjectImportWorld;
beforeEach(() => {
  world = objectImportWorld();
  for (const supplierId of ["acme", "catl", "byd"])
    world.suppliers.set(supplierId, supplierOf({ supplierId }));
});

function importRows(rows: string[], { replace = false, ports = world.ports } = {}) {
  return nativeImports.holdings(fileOf(HEADER, ...rows), ports, { file: "h.csv", replace });
}

function holdingOf(changed: Partial<Holding> = {}): Holding {
  const known = {
    supplierId: "acme",
    holderId: "catl",
    minShare: 0.25,
    maxShare: 0.5,
    kind: "equity" as const,
  };
  return { ...known, from: null, to: null, source: "filing", ...changed };
}

describe("a file of holdings", () => {
  it("is taken, and taken again it changes nothing", async () => {
    const rows = [
      "acme,catl,0.25,0.5,equity,,,filing",
      "acme,byd,0.1,,votes,2025-01-01,2026-06-30,filing",
      "acme,,,0.05,equity,,,",
    ];
    expect(await importRows(rows)).toMatchObject({ rows: 3, added: 3, rejected: 0, warnings: [] });
    expect([...world.holdings.values()]).toEqual([
      holdingOf(),
      holdingOf({
        holderId: "byd",
        minShare: 0.1,
        maxShare: null,
        kind: "votes",
        from: "2025-01-01",
        to: "2026-06-30",
      }),
      holdingOf({ holderId: null, minShare: null, maxShare: 0.05, source: null }),
    ]);
    expect(await importRows(rows)).toMatchObject({ added: 0, changed: 0, unchanged: 3 });
    expect([...world.imports.values()]).toMatchObject([
      { kind: "holdings", sector: null, rows: { added: 3 } },
    ]);
    expect([...world.markers.values()].map(({ kind }) => kind)).toContain("holdings");
  });

  it.each([
    ["acme,catl,0.5,0.25,equity,,,", "maxShare", "is less than minShare"],
    ["acme,catl,30,,equity,,,", "minShare", "must be between 0 and 1, like 0.49, or a percentage, like 49 %"],
    ["acme,acme,0.5,0.5,equity,,,", "holderId", "is the supplier itself"],
    ["acme,catl,0.5,0.5,shares,,,", "kind", "must be equity, votes, debt or control"],
    ["acme,catl,0.5,0.5,equity,2026-01-02,2026-01-01,", "to", "is before from"],
    [
      "acme,catl,0.5,0.5,equity,01/02/2026,,",
      "from",
      "may have its day or its month first: write a day like 2026-07-31",
    ],
    ["acme,catl,0.5,0.5,equity,31.06.2026,,", "from", "must be a day like 2026-07-31"],
    [
      "acme,,0.2,,equity,,,",
      "minShare",
      "must be empty where no holder is named: what is not named is unknown",
    ],
  ])("with %s is refused for that row alone", async (bad, column, reason) => {
    const report = await importRows(["acme,byd,0.1,0.1,equity,,,", bad]);
    expect(report).toMatchObject({ rows: 1, rejected: 1, rejections: [{ line: 3, column, reason }] });
    expect([...world.refusals.values()]).toMatchObject([{ kind: "holdings", sector: null, rows: 1 }]);
  });

  it("takes shares and days as spreadsheets of many countries write them", async () => {
    await importRows(["acme,byd,34.5 %,50%,equity,1.2.2025,30.06.2026,"]);
    expect([...world.holdings.values()]).toMatchObject([
      { minShare: 0.345, maxShare: 0.5, from: "2025-02-01", to: "2026-06-30" },
    ]);
  });

  it("may not give away more than all of a company on any day, stored holdings included", async () => {
    await importRows(["acme,catl,0.6,0.6,equity,2026-01-01,,filing"]);
    const report = await importRows([
      "acme,byd,0.5,0.5,equity,2025-01-01,2025-12-31,register",
      "acme,byd,0.5,0.5,votes,,,register",
      "acme,byd,0.5,0.5,debt,,,register",
      "acme,byd,0.5,0.5,equity,2025-06-01,2026-01-01,register",
    ]);
    const reason = 'with this row more than all of the equity of "acme" is held on 2026-01-01';
    expect(report).toMatchObject({ rows: 3, rejections: [{ line: 5, column: "minShare", reason }] });
  });

  it("may tell anew what a holder holds, from another day on", async () => {
    await importRows(["acme,catl,0.6,0.6,equity,,,filing"]);
    const report = await importRows(["acme,catl,0.7,0.7,equity,2026-01-01,,filing"]);
    expect(report).toMatchObject({ added: 1, rejected: 0 });
  });

  it("warns of ids without a supplier row", async () => {
    const { warnings } = await importRows(["acme,nobody-knows,0.6,0.6,equity,,,"]);
    expect(warnings[0]).toBe(
      '1 supplier has no supplier row, so owner and control are unknown: "nobody-knows"',
    );
  });

  it("with --replace removes what is gone from its source, and counts none of that as held", async () => {
    await importRows(["acme,catl,0.6,0.6,equity,,,filing", "acme,byd,0.2,0.2,equity,,,register"]);
    const report = await importRows(["acme,geely,0.7,0.7,equity,,,filing"], { replace: true });
    expect(report).toMatchObject({ added: 1, removed: 1, rejected: 0 });
    expect([...world.holdings.values()].map(({ holderId }) => holderId)).toEqual(["byd", "geely"]);
  });

  it("is only looked at in a dry run", async () => {
    const ports = withoutWriting(world.ports) as ObjectImportWorld["ports"];
    expect(await importRows(["acme,catl,0.6,0.6,equity,,,"], { ports })).toMatchObject({ added: 1 });
    expect([world.holdings.size, world.imports.size, world.markers.size]).toEqual([0, 0, 0]);
  });

  it("is refused in one sentence where the stack has no table for it", async () => {
    const { holdings: _, ...ports } = world.ports;
    await expect(importRows(["acme,catl,0.6,0.6,equity,,,"], { ports })).rejects.toThrow(
      "this stack has no table of holdings: deploy the version that you run here, and import again",
    );
  });
});

describe("a file of holdings in the bucket", () => {
  it("is imported, what is refused stands beside it, and every sector is recomputed", async () => {
    const key = "holdings/filing.csv";
    world.objects.set(key, `${HEADER}\nacme,catl,0.6,0.6,equity,,,filing\nacme,catl,2,,votes,,,filing\n`);
    const [result] = await importObjects([{ bucket: BUCKET, key }], world.ports);
    expect(result).toMatchObject({ status: "imported", report: { rows: 1, rejected: 1 } });
    expect(world.objects.get(`rejects/${key}.rejects.csv`)).toContain("minShare");
    expect(world.started).toEqual([...world.ports.policies.keys()]);
  });
});

describe("holdings in DynamoDB", () => {
  let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
  beforeAll(async () => {
    dynamo = await embeddedDynamo();
  });
  afterAll(() => dynamo.close());

  it("come back as they were put, each by its holder, kind and first day", async () => {
    const rows = createHoldingRows(dynamo.client, "holdings");
    const all = [
      holdingOf(),
      holdingOf({ kind: "votes", minShare: null, maxShare: null, source: null }),
      holdingOf({ from: "2026-01-01", to: "2026-12-31" }),
      holdingOf({ holderId: null, minShare: null }),
      holdingOf({ holderId: "#2026" }),
    ];
    await rows.put(all, "import-1");
    expect(await rows.find(all)).toEqual(all);
    expect(await rows.broughtBy(all)).toEqual(all.map(() => "import-1"));
    expect(await rowsOf(rows.pages())).toHaveLength(5);
    await rows.remove(all);
    expect(await rowsOf(rows.pages())).toEqual([]);
  });

  it("that are damaged, or that a newer version wrote, are found and named", async () => {
    const put = (name: string, more: Record<string, { S: string } | { N: string }>) => {
      const key = { supplierId: { S: "acme" }, kindFromHolder: { S: `equity##${name}` } };
      const Item = { ...key, holderId: { S: name }, kind: { S: "equity" }, ...more };
      return dynamo.client.send(new PutItemCommand({ TableName: "holdings", Item }));
    };
    await put("damaged", { schemaVersion: { N: "1" }, minShare: { N: "2" } });
    await put("newer", { schemaVersion: { N: "2" } });
    const names = Object.fromEntries(Object.keys(tables).map((name) => [name, name]));
    const found = await createUnreadableItems(dynamo.client, names).find(null);
    const removing = "the holding, until its file is imported again";
    expect(found).toEqual([
      {
        table: "holdings",
        key: "holdings/acme/equity##damaged",
        problem: `field "minShare": must be between 0 and 1`,
        isNewer: false,
        removing,
      },
      {
        table: "holdings",
        key: "holdings/acme/equity##newer",
        problem: "a newer Chokepoint wrote it, in schema version 2; this one reads up to 1",
        isNewer: true,
        removing,
      },
    ]);
    const { holdings: _, ...older } = names;
    expect(await createUnreadableItems(dynamo.client, older).find(null)).toEqual([]);
  });
});
