import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDynamoClient } from "../../../functions/aws/dynamo/client.ts";
import { createPositionRows } from "../../../functions/aws/dynamo/position-store.ts";
import { createStrayStore } from "../../../functions/aws/dynamo/stray-store.ts";
import type { ObjectImport } from "../../../functions/import/bucket/import-object.ts";
import { tables } from "../../../shared/contract/tables.ts";
import { isFull } from "../../support/cases.ts";
import { embeddedDynamo, rowsOf } from "../../support/dynamo.ts";
import { POSITION_COLUMNS } from "../../support/files.ts";
import { BUCKET, type ImportCloud, startImportCloud } from "../../support/import-cloud.ts";

/** The function itself, through the AWS SDK, against S3 and DynamoDB in this process. */
let cloud: ImportCloud;
let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
let handler: (event: unknown) => Promise<ObjectImport[]>;
let confirmBy: (event: unknown) => Promise<unknown>;
beforeAll(async () => {
  dynamo = await embeddedDynamo();
  cloud = await startImportCloud();
  for (const [name, { env }] of Object.entries(tables)) process.env[env] = name;
  const { handler: whole } = await import("../../../functions/import/handler.ts");
  confirmBy = whole;
  handler = async (event) => (await whole(event)) as ObjectImport[];
});
afterAll(async () => {
  await Promise.all([cloud.close(), dynamo.close()]);
});

const byHand = (key: string) => handler({ bucket: BUCKET, key });
const notified = (...keys: string[]) =>
  handler({
    Records: keys.map((key) => ({
      s3: {
        bucket: { name: BUCKET },
        object: { key: encodeURIComponent(key).replaceAll("%20", "+"), versionId: "v1", eTag: "e" },
      },
    })),
  });

describe("the import function", () => {
  it("imports what S3 says was put, and starts the recompute without waiting for it", async () => {
    const key = "positions/July 2026 + Énergie.csv";
    await cloud.put(key, `${POSITION_COLUMNS}\nP-1,ai,,bess,CN,12.5,2026-07-01,,x\n`);
    const results = await notified(key);
    expect(results).toMatchObject([
      { bucket: BUCKET, key, status: "imported", report: { rows: 1, added: 1 }, started: ["ai"] },
    ]);
    expect(cloud.started).toEqual([
      {
        path: "/2015-03-31/functions/recompute/invocations",
        type: "Event",
        payload: { sector: "ai" },
      },
    ]);
    const rows = await rowsOf(createPositionRows(dynamo.client, "positions").pagesOf("ai"));
    expect(rows).toMatchObject([{ positionId: "P-1", exposure: 1250 }]);
  });

  it("changes nothing when the same event comes again", async () => {
    const key = "positions/July 2026 + Énergie.csv";
    expect(await notified(key, key)).toMatchObject([{ report: { added: 0, changed: 0, unchanged: 1 } }]);
  });

  it("writes what it rejects beside the file, and removes it after a good one", async () => {
    const key = "positions/bad.csv";
    await cloud.put(key, `${POSITION_COLUMNS}\nP-2,ai,,bess,Narnia,1,,,\n`);
    const [result] = await byHand(key);
    expect(result).toMatchObject({
      status: "imported",
      rejects: `rejects/${key}.rejects.csv`,
      started: ["ai"],
    });
    expect(await cloud.read(`rejects/${key}.rejects.csv`)).toBe(
      'line,column,reason\r\n2,originCountry,"""Narnia"" is not a country: write its two-letter code"\r\n',
    );
    await cloud.put(key, `${POSITION_COLUMNS}\nP-2,ai,,bess,CN,1,,,\n`);
    await byHand(key);
    expect((await cloud.keys()).filter((one) => one.startsWith("rejects/"))).toEqual([]);
  });

  it("takes USITC files by the sector in their key, also packed", async () => {
    const key = "usitc/us-storage-imports/bess.csv.gz";
    await cloud.put(key, gzipSync(readFileSync("sample/us_imports_hs8507600030_bess_monthly.csv")));
    expect(await byHand(key)).toMatchObject([
      { status: "imported", report: { rejected: 0 }, started: ["us-storage-imports"] },
    ]);
  });

  it("reports a file that cannot be used, beside a good one and one that is gone", async () => {
    await cloud.put("positions/poison.csv", "what,is,this\n");
    await cloud.put("links/l.csv", "supplierId,input,upstreamId,share,source\na,cells,b,0.5,x\n");
    const results = await notified("positions/poison.csv", "positions/gone.csv", "links/l.csv");
    expect(results.map(({ status }) => status)).toEqual(["refused", "gone", "imported"]);
    expect(await cloud.read("rejects/positions/poison.csv.report.json")).toContain("the header lacks");
  });

  it("remembers a file whose key says nothing, until it is deleted", async () => {
    const keys = ["july.csv", "positons/Énergie + july.csv"];
    const strays = createStrayStore(dynamo.client, "assessments");
    const event = (type: string, key: string) => ({
      "detail-type": type,
      detail: { bucket: { name: BUCKET }, object: { key } },
    });
    for (const key of keys) {
      await cloud.put(key, "x");
      // A key that only begins the same is another one.
      await cloud.put(`${key}.bak`, "x");
      expect(await handler(event("Object Created", key))).toMatchObject([{ status: "refused" }]);
    }
    expect((await strays.all()).rows.map(({ key }) => key).sort()).toEqual(keys);
    for (const key of keys) {
      await cloud.remove(key);
      expect(await handler(event("Object Deleted", key))).toMatchObject([{ status: "gone" }]);
    }
    expect(await strays.all()).toEqual({ rows: [], unreadable: { count: 0, first: [] } });
  });

  it("takes many rows as they come", async () => {
    const count = isFull ? 20_000 : 1000;
    const rows = Array.from({ length: count }, (_, at) => `N-${at},defense,,bess,CN,1,2026-07-01,,bulk`);
    await cloud.put("positions/many.csv", `${[POSITION_COLUMNS, ...rows].join("\n")}\n`);
    expect(await byHand("positions/many.csv")).toMatchObject([{ report: { rows: count } }]);
  });

  it("acknowledges the test of S3", async () => {
    expect(await handler({ Event: "s3:TestEvent" })).toEqual([]);
  });

  it("refuses a wrong payload in one sentence", async () => {
    await expect(handler({ bucket: BUCKET })).rejects.toThrow(
      'payload: field "key": must be the key of an object',
    );
  });

  it("confirms an import by hand, and starts the recompute of that sector", async () => {
    const key = "positions/to-confirm.csv";
    await cloud.put(key, `${POSITION_COLUMNS}\nC-1,defense,,bess,CN,12.5,2026-07-01,,x\n`);
    await byHand(key);
    const [id] = await createPositionRows(createDynamoClient(), "positions").broughtBy([
      { sector: "defense", positionId: "C-1" },
    ]);
    const request = { confirm: id, sector: "defense", by: "ann", reason: "a purchase of ours" };
    const before = cloud.started.length;
    expect(await confirmBy(request)).toMatchObject({
      sector: "defense",
      confirmed: { importId: id },
      isNew: true,
    });
    expect(cloud.started.slice(before)).toMatchObject([{ payload: { sector: "defense" } }]);
    await expect(confirmBy({ ...request, reason: "" })).rejects.toThrow(
      'payload: field "reason": must not be empty',
    );
    await expect(confirmBy({ ...request, sector: "ai" })).rejects.toThrow(`ai has no import ${id}`);
  });
});
