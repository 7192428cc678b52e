import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { importObjects } from "../../../../functions/import/bucket/import-objects.ts";
import { erpCells, erpMapping, erpPurchases, erpText } from "../../../support/erp.ts";
import { BUCKET, type ObjectImportWorld, objectImportWorld } from "../../../support/object-import.ts";
import { workbookOf } from "../../../support/workbooks.ts";

const MAPPING = "map/erp/mapping.json";
const purchases = erpPurchases();
const mappingText = JSON.stringify(erpMapping);

const put = async (world: ObjectImportWorld, key: string, content?: string | Buffer) => {
  if (content !== undefined) world.objects.set(key, content);
  const [result] = await importObjects([{ bucket: BUCKET, key }], world.ports);
  return result;
};

describe("a table in the bucket", () => {
  it.each<[string, string | Buffer]>([
    ["map/erp/july.csv", erpText(purchases, ";")],
    ["map/erp/2026/july.csv.gz", gzipSync(erpText(purchases))],
    ["map/erp/july.txt", erpText(purchases, "\t")],
    ["map/erp/july.xlsx", workbookOf(erpCells(purchases))],
  ])("%s is imported by the mapping of its folder, and its sector recomputed", async (key, content) => {
    const world = objectImportWorld({ [MAPPING]: mappingText });
    const result = await put(world, key, content);
    expect(result).toMatchObject({ status: "imported", started: ["ai"] });
    expect(result).toMatchObject({ report: { mapped: { read: { rows: 500 }, refused: { rows: 0 } } } });
    expect(world.positions.size).toBe(470);
    expect([...world.imports.values()]).toMatchObject([
      { kind: "map", file: key, from: { via: "bucket", key } },
    ]);
  });

  it("in a folder replace/ replaces what is gone, under the same name", async () => {
    const world = objectImportWorld({ [MAPPING]: mappingText });
    await put(world, "map/erp/july.csv", erpText(purchases));
    const result = await put(world, "map/erp/replace/july.csv", erpText(purchases.slice(0, 100)));
    expect(result).toMatchObject({ report: { rows: 100, removed: 370 } });
    expect([...world.imports.values()].map(({ file }) => file)).toEqual([
      "map/erp/july.csv",
      "map/erp/july.csv",
    ]);
  });

  it("lists its refused rows beside it", async () => {
    const world = objectImportWorld({ [MAPPING]: mappingText });
    const text = erpText(purchases).replace("China (PRC)", "Chiina");
    const result = await put(world, "map/erp/july.csv", text);
    expect(result).toMatchObject({ rejects: "rejects/map/erp/july.csv.rejects.csv" });
    expect(String(world.objects.get("rejects/map/erp/july.csv.rejects.csv"))).toMatch(
      /^line,column,reason\r\n\d+,Country of Origin,"""Chiina"" is not a country: /,
    );
    expect([...world.refusals.values()]).toMatchObject([
      { kind: "map", sector: "ai", file: "map/erp/july.csv" },
    ]);
  });

  it.each([
    [undefined, `has no mapping: put ${MAPPING} first, then this file again`],
    ["{", /^cannot be read by map\/erp\/mapping\.json, which is not JSON: /],
    [
      JSON.stringify({ ...erpMapping, columns: { ...erpMapping.columns, sector: undefined } }),
      "has rows whose sector the mapping does not name: add sector to its columns",
    ],
  ])(
    "%# is refused as a whole without a mapping that can be used, and remembered",
    async (mapping, reason) => {
      const world = objectImportWorld(mapping === undefined ? {} : { [MAPPING]: mapping });
      const result = await put(world, "map/erp/july.csv", erpText(purchases));
      expect(result?.status).toBe("refused");
      expect(result?.reason).toMatch(reason);
      expect(world.positions.size).toBe(0);
      expect([...world.refusals.values()]).toMatchObject([{ kind: "map", sector: null, rowsAtLeast: true }]);
    },
  );

  it.each([
    ["map/july.csv", "the key must name a folder: map/NAME/mapping.json and map/NAME/FILE"],
    ["map/erp/july.pdf", "the key must end with .csv, .tsv, .txt, the same and .gz, or .xlsx"],
  ])("%s is told to operations until it is gone", async (key, reason) => {
    const world = objectImportWorld();
    expect(await put(world, key, "x")).toMatchObject({ status: "refused", reason });
    expect([...world.strays.values()]).toMatchObject([{ key, reason }]);
  });
});

describe("a mapping in the bucket", () => {
  it("is read when it is put: a broken one is told until it is mended", async () => {
    const world = objectImportWorld();
    expect(await put(world, MAPPING, "{}")).toMatchObject({
      status: "refused",
      reason: 'field "schemaVersion": is missing: must be 1',
      rejects: `rejects/${MAPPING}.report.json`,
    });
    expect(world.strays.size).toBe(1);
    expect(await put(world, MAPPING, mappingText)).toEqual({
      bucket: BUCKET,
      key: MAPPING,
      status: "ignored",
      reason: "is the mapping of the tables beside it: it holds for those that are put from now on",
      started: [],
    });
    expect(world.strays.size).toBe(0);
    expect([...world.objects.keys()]).toEqual([MAPPING]);
  });

  it("that is gone is told so", async () => {
    expect(await put(objectImportWorld(), MAPPING)).toMatchObject({ status: "gone" });
  });

  it("that is larger than any mapping is not read", async () => {
    expect(await put(objectImportWorld(), MAPPING, " ".repeat(1_000_001))).toMatchObject({
      reason: "is larger than 1 MB, and is no mapping",
    });
  });
});
