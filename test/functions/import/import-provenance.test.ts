import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createImportRecords, createImportStore } from "../../../functions/aws/dynamo/import-store.ts";
import { createLinkRows } from "../../../functions/aws/dynamo/link-store.ts";
import { createMarkerRows } from "../../../functions/aws/dynamo/marker-store.ts";
import { createPositionRows, createPositionStore } from "../../../functions/aws/dynamo/position-store.ts";
import { createRefusalRows } from "../../../functions/aws/dynamo/refusal-store.ts";
import { createSupplierRows } from "../../../functions/aws/dynamo/supplier-store.ts";
import { importObject } from "../../../functions/import/bucket/import-object.ts";
import type { ImportPorts } from "../../../functions/import/ports.ts";
import { nativeImports } from "../../../functions/import/tables/formats.ts";
import { ALL_DAYS } from "../../../functions/ports/supply.ts";
import type { ImportOrigin } from "../../../shared/imports/record.ts";
import { embeddedDynamo, rowsOf } from "../../support/dynamo.ts";
import { fileOf, POSITION_COLUMNS } from "../../support/files.ts";
import { BUCKET, objectImportWorld } from "../../support/object-import.ts";
import { samplePolicies } from "../../support/sample-policies.ts";

const SUPPLIERS = "supplierId,name,country,parentId,parentStake,lists";
const ANN: ImportOrigin = { via: "command line", by: "ann" };

let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
let clock = Date.parse("2026-08-01T06:00:00Z");
function tick(): Date {
  clock += 1000;
  return new Date(clock);
}
beforeAll(async () => {
  dynamo = await embeddedDynamo();
});
afterAll(() => dynamo.close());

function portsNow(): ImportPorts {
  const { client } = dynamo;
  return {
    policies: samplePolicies,
    positions: createPositionRows(client, "positions"),
    suppliers: createSupplierRows(client, "suppliers"),
    links: createLinkRows(client, "links"),
    refusals: createRefusalRows(client, "assessments"),
    imports: createImportRecords(client, "assessments"),
    markers: createMarkerRows(client, "assessments"),
    now: tick,
  };
}

const importPositions = (rows: string[], replace = false, file = "buys.csv") =>
  nativeImports.positions(fileOf(POSITION_COLUMNS, ...rows), portsNow(), { file, replace, from: ANN });

async function recordsOf(sector: string) {
  return (await createImportStore(dynamo.client, "assessments").of(sector)).rows;
}

async function broughtByIn(sector: string) {
  const found: [string, string | null][] = [];
  for await (const { rows, broughtBy = [] } of portsNow().positions.pagesOf(sector)) {
    for (const [at, { positionId }] of rows.entries()) found.push([positionId, broughtBy[at] ?? null]);
  }
  return Object.fromEntries(found.sort());
}

describe("the provenance of positions", () => {
  it("is the import that brought each row, or changed it last; the same file again changes nothing of it", async () => {
    await importPositions(["A,ai,,bess,CN,10,2026-07-01,,erp", "B,ai,,bess,JP,20,2026-07-01,,erp"]);
    await importPositions(["A,ai,,bess,CN,10,2026-07-01,,erp", "B,ai,,bess,JP,20,2026-07-01,,erp"]);
    const [first, ...others] = await recordsOf("ai");
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      file: "buys.csv",
      kind: "positions",
      from: ANN,
      rows: { added: 2, changed: 0, removed: 0 },
      exposure: { added: 30_00, removed: 0 },
      sources: [{ source: "erp", added: 30_00, removed: 0 }],
      tookFrom: [],
    });
    expect(await broughtByIn("ai")).toEqual({ A: first?.id, B: first?.id });

    await importPositions(["A,ai,,bess,US,15,2026-07-01,,erp"], true, "bad.csv");
    const [, second] = await recordsOf("ai");
    expect(second).toMatchObject({
      file: "bad.csv",
      rows: { added: 0, changed: 1, removed: 1 },
      exposure: { added: 15_00, removed: 30_00 },
      tookFrom: [first?.id],
    });
    expect(second?.endedAt).not.toBeNull();
    expect(await broughtByIn("ai")).toEqual({ A: second?.id });
  });

  it("is nothing for a row of before provenance was kept, until it is changed", async () => {
    const { positions } = portsNow();
    const [bare] = await rowsOf(positions.pagesOf("ai"));
    if (bare === undefined) throw new Error("no row");
    await positions.put([{ ...bare, sector: "defense" }]);
    expect(await broughtByIn("defense")).toEqual({ A: null });
    await importPositions(["A,defense,,bess,US,16,2026-07-01,,erp"]);
    const [record] = await recordsOf("defense");
    expect(record).toMatchObject({ tookFrom: [null], exposure: { added: 16_00, removed: 15_00 } });
    expect(await broughtByIn("defense")).toEqual({ A: record?.id });
  });

  it("is read with each position that is folded", async () => {
    const [record] = await recordsOf("defense");
    const shards = createPositionStore(dynamo.client, "positions").shards("defense", ALL_DAYS);
    const rows = (await Promise.all(shards.map(rowsOf))).flat();
    expect(rows).toMatchObject([{ originCountry: "US", importId: record?.id }]);
  });

  it("is kept of suppliers in a record of every sector", async () => {
    const file = (country: string) => fileOf(SUPPLIERS, `catl,CATL,${country},,,`);
    await nativeImports.suppliers(file("CN"), portsNow(), { file: "suppliers.csv", from: ANN });
    await nativeImports.suppliers(file("US"), portsNow(), { file: "suppliers.csv", from: ANN });
    const records = (await recordsOf("us-storage-imports")).filter(({ kind }) => kind === "suppliers");
    expect(records).toMatchObject([
      { sector: null, rows: { added: 1, changed: 0 }, exposure: null },
      { sector: null, rows: { added: 0, changed: 1 }, exposure: null, tookFrom: [records[0]?.id] },
    ]);
    expect(await portsNow().suppliers.broughtBy([{ supplierId: "catl" }])).toEqual([records[1]?.id]);
  });
});

describe("an import that stops", () => {
  it("has left a record of what it was about to change", async () => {
    const ports = portsNow();
    const broken = { ...ports.positions, put: () => Promise.reject(new Error("the table is gone")) };
    const file = fileOf(POSITION_COLUMNS, "A,ai,,bess,CN,99,2026-07-01,,erp");
    const options = { file: "stopped.csv", from: ANN };
    await expect(nativeImports.positions(file, { ...ports, positions: broken }, options)).rejects.toThrow();
    const record = (await recordsOf("ai")).find((one) => one.file === "stopped.csv");
    expect(record).toMatchObject({ endedAt: null, rows: { changed: 1 }, exposure: { added: 99_00 } });
    expect(record?.written).toMatchObject({ rows: { changed: 0 }, exposure: { added: 0 }, stoppedAt: null });
  });
});

describe("an import through the bucket", () => {
  it("is known by the object's key and its version", async () => {
    const key = "positions/buys.csv";
    const world = objectImportWorld({ [key]: `${POSITION_COLUMNS}\nA,ai,,bess,CN,10,2026-07-01,,erp\n` });
    const { look } = world.ports.objects;
    const versioned = {
      ...world.ports.objects,
      look: async (place: { bucket: string; key: string }) => {
        const found = await look(place);
        return found && { ...found, version: '3Lg4kqtJlcpXroDTDmJ "e99a18c428cb38d5"' };
      },
    };
    await importObject({ bucket: BUCKET, key }, { ...world.ports, objects: versioned });
    expect([...world.imports.values()]).toMatchObject([
      { from: { via: "bucket", bucket: BUCKET, key, version: "3Lg4kqtJlcpXroDTDmJ" }, file: key },
    ]);
  });

  it("of a bucket without versions is known by its key and time", async () => {
    const key = "positions/buys.csv";
    const world = objectImportWorld({ [key]: `${POSITION_COLUMNS}\nA,ai,,bess,CN,10,2026-07-01,,erp\n` });
    const { look } = world.ports.objects;
    const bare = {
      ...world.ports.objects,
      look: async (place: { bucket: string; key: string }) => {
        const found = await look(place);
        return found && { ...found, version: 'undefined "e99a18c428cb38d5"' };
      },
    };
    await importObject({ bucket: BUCKET, key }, { ...world.ports, objects: bare });
    expect([...world.imports.values()]).toMatchObject([{ from: { key, version: null } }]);
  });
});
