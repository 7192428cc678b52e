import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createImportRecords } from "../../../functions/aws/dynamo/import-store.ts";
import { createLinkRows } from "../../../functions/aws/dynamo/link-store.ts";
import { createMarkerRows } from "../../../functions/aws/dynamo/marker-store.ts";
import { createPositionRows } from "../../../functions/aws/dynamo/position-store.ts";
import { createRefusalRows } from "../../../functions/aws/dynamo/refusal-store.ts";
import { createSupplierRows } from "../../../functions/aws/dynamo/supplier-store.ts";
import { readLinks, readPositions, readSuppliers } from "../../../functions/import/files/native.ts";
import type { ImportPorts } from "../../../functions/import/ports.ts";
import { importLinks, importPositions, importSuppliers } from "../../../functions/import/tables/tables.ts";
import { embeddedDynamo, rowsOf } from "../../support/dynamo.ts";
import { fileOf, POSITION_COLUMNS } from "../../support/files.ts";
import { objectImportWorld } from "../../support/object-import.ts";
import { samplePolicies } from "../../support/sample-policies.ts";

const options = { file: "positions.csv" };

let dynamo: Awaited<ReturnType<typeof embeddedDynamo>>;
let ports: ImportPorts;
beforeAll(async () => {
  dynamo = await embeddedDynamo();
  ports = {
    policies: samplePolicies,
    positions: createPositionRows(dynamo.client, "positions"),
    suppliers: createSupplierRows(dynamo.client, "suppliers"),
    links: createLinkRows(dynamo.client, "links"),
    refusals: createRefusalRows(dynamo.client, "assessments"),
    imports: createImportRecords(dynamo.client, "assessments"),
    markers: createMarkerRows(dynamo.client, "assessments"),
    now: () => new Date("2026-08-01T06:00:00Z"),
  };
});
afterAll(() => dynamo.close());

function importRows(rows: string[], replace = false) {
  return importPositions(readPositions(fileOf(POSITION_COLUMNS, ...rows), samplePolicies), ports, {
    ...options,
    replace,
  });
}

async function idsIn(sector: string): Promise<string[]> {
  return (await rowsOf(ports.positions.pagesOf(sector))).map(({ positionId }) => positionId).sort();
}

describe("an import", () => {
  it("changes nothing when the same file comes twice, and says what a new version changed", async () => {
    const file = ["A,ai,,bess,CN,1,2026-07-01,,x", "B,ai,,bess,CN,2,2026-07-01,,x"];
    expect(await importRows(file)).toMatchObject({ rows: 2, added: 2, changed: 0, unchanged: 0 });
    expect(await importRows(file)).toMatchObject({ rows: 2, added: 0, changed: 0, unchanged: 2 });
    expect(await importRows(["A,ai,,bess,CN,9,2026-07-01,,x", file[1] ?? ""])).toMatchObject({
      changed: 1,
      unchanged: 1,
    });
  });

  it("stores the good rows around the bad ones", async () => {
    const report = await importRows(["G1,ai,,bess,CN,1,,,", "G2,ai,,bess,CN,-1,,,", "G3,ai,,bess,CN,1,,,"]);
    expect(report).toMatchObject({ rows: 2, rejected: 1, rejections: [{ line: 3, column: "exposure" }] });
    expect(await idsIn("ai")).toEqual(expect.arrayContaining(["G1", "G3"]));
  });

  it("keeps the first of two rows with one id and different content, and takes a true repetition", async () => {
    const row = "D,ai,,bess,CN,1,,,";
    const report = await importRows([row, row, "D,ai,,bess,CN,2,,,"]);
    expect(report).toMatchObject({
      rows: 1,
      rejections: [{ line: 4, reason: 'positionId "D" of ai already stands on line 2 with other content' }],
    });
    const [stored] = await ports.positions.find([{ sector: "ai", positionId: "D" }]);
    expect(stored?.exposure).toBe(100);
  });

  it("replaces what is gone from its source, and nothing of another", async () => {
    await importRows([
      "K,defense,,bess,CN,1,,,old",
      "L,defense,,bess,CN,1,,,old",
      "M,defense,,bess,CN,1,,,other",
    ]);
    const report = await importRows(["K,defense,,bess,CN,1,,,old"], true);
    expect(report).toMatchObject({ removed: 1, unchanged: 1 });
    expect(await idsIn("defense")).toEqual(["K", "M"]);
  });

  it("removes nothing when a row was rejected", async () => {
    await importRows(["R1,ai,,bess,CN,1,,,keep", "R2,ai,,bess,CN,1,,,keep"]);
    const report = await importRows(["R1,ai,,bess,CN,1,,,keep", "R2,ai,,bess,CN,oops,,,keep"], true);
    expect(report).toMatchObject({
      removed: 0,
      warnings: ["nothing was removed, because some rows were rejected"],
    });
  });

  const bulk = (count: number) =>
    Array.from({ length: count }, (_, index) => `N-${index},ai,,bess,CN,1,2026-07-01,,bulk`);

  it("takes 1,000 rows, which are many calls to DynamoDB", async () => {
    expect(await importRows(bulk(1000))).toMatchObject({ rows: 1000, added: 1000, rejected: 0 });
    expect((await idsIn("ai")).filter((id) => id.startsWith("N-"))).toHaveLength(1000);
  });

  it("takes 100,000 rows", async () => {
    const { ports: memory, positions } = objectImportWorld();
    const rows = readPositions(fileOf(POSITION_COLUMNS, ...bulk(100_000)), samplePolicies);
    expect(await importPositions(rows, memory, options)).toMatchObject({
      rows: 100_000,
      added: 100_000,
      rejected: 0,
    });
    expect(positions.size).toBe(100_000);
  });
});

describe("links of one input", () => {
  const LINKS = "supplierId,input,upstreamId,share,source";
  const importAll = (rows: string[], replace = false) =>
    importLinks(readLinks(fileOf(LINKS, ...rows)), ports, { file: "links.csv", replace });

  it("that add up to more than 1 are refused, naming the row", async () => {
    const report = await importAll([
      "s1,cells,a,0.7,f",
      "s1,cells,b,0.3,f",
      "s1,cells,c,0.1,f",
      "s1,packs,c,1,f",
    ]);
    expect(report).toMatchObject({
      rows: 3,
      rejections: [
        { line: 4, column: "share", reason: 'with this row "s1" gets 1.1 of its cells, more than 1' },
      ],
    });
  });

  it("are added up with those that are stored", async () => {
    await importAll(["s2,cells,a,0.7,f"]);
    expect(await importAll(["s2,cells,b,0.4,g"])).toMatchObject({ rejected: 1 });
    expect(await importAll(["s2,cells,a,0.6,f", "s2,cells,b,0.4,g"])).toMatchObject({ rejected: 0 });
  });

  it("may add up to 1 but for rounding", async () => {
    const rows = Array.from({ length: 10 }, (_, index) => `s3,cells,u${index},0.1,f`);
    expect(await importAll(rows)).toMatchObject({ rejected: 0 });
  });

  it("of a source that is replaced do not count", async () => {
    await importAll(["s4,cells,a,1,f4"]);
    expect(await importAll(["s4,cells,b,1,f4"], true)).toMatchObject({ rejected: 0, added: 1, removed: 1 });
  });
});

describe("what an import warns of", () => {
  it("names suppliers that have no row", async () => {
    const report = await importRows(["W,ai,nobody,bess,CN,1,,,"]);
    expect(report.warnings).toEqual([
      '1 supplier has no supplier row, so owner and control are unknown: "nobody"',
    ]);
  });

  it("names suppliers with an unknown stake, a missing parent, or a listed name that is not marked", async () => {
    const file = fileOf(
      "supplierId,name,country,parentId,parentStake,lists",
      "sub,Sub,US,parent,,",
      "catl,CATL,CN,,,1260h",
      "byd,BYD,,,,1260h",
    );
    const { warnings } = await importSuppliers(readSuppliers(file), ports, options);
    expect(warnings).toEqual([
      '1 supplier has a parent but no parentStake, so the owner is unknown: "sub"',
      '"catl" (CATL) bears a name on NDAA FY2024 section 154(b), so it counts as on ndaa-154 from 2027-10-01',
      '"byd" (BYD) bears a name on NDAA FY2024 section 154(b), and its lists do not say ndaa-154',
      '1 supplier has no supplier row, so owner and control are unknown: "parent"',
    ]);
  });

  it("says of an id without a row that it is the name of a supplier with one", async () => {
    const suppliers = fileOf("supplierId,name,country,parentId,parentStake,lists", 'lg-es,"LG, Ltd.",KR,,,');
    await importSuppliers(readSuppliers(suppliers), ports, options);
    const file = fileOf("supplierId,input,upstreamId,share,source", 'lg-es,cells,"LG, ltd.",0.5,');
    const { warnings } = await importLinks(readLinks(file), ports, options);
    expect(warnings).toEqual([
      '1 supplier has no supplier row, so owner and control are unknown: "LG, ltd."',
      '"LG, ltd." is the name of "lg-es": write the id instead of the name, or they count as two suppliers',
    ]);
  });

  it("names the ends of links that have no row", async () => {
    const file = fileOf("supplierId,input,upstreamId,share,source", "x,cells,y,0.5,");
    const { warnings } = await importLinks(readLinks(file), ports, options);
    expect(warnings).toEqual([
      '2 suppliers have no supplier row, so owner and control are unknown: "x", "y"',
    ]);
  });

  it.each([
    ["the links come last", ["suppliers", "links"]],
    ["the suppliers come last", ["links", "suppliers"]],
  ])(
    "names suppliers that say that their inputs do not matter and have links, where %s",
    async (_when, order) => {
      const id = `none-${order[0]}`;
      const imports = {
        suppliers: () => {
          const header = "supplierId,name,country,parentId,parentStake,lists,inputs";
          const rows = [`${id},A,US,,,,none`, `${id}-up,B,US,,,,none`];
          return importSuppliers(readSuppliers(fileOf(header, ...rows)), ports, options);
        },
        links: () => {
          const file = fileOf("supplierId,input,upstreamId,share,source", `${id},cells,${id}-up,0.5,`);
          return importLinks(readLinks(file), ports, options);
        },
      };
      const [first, last] = order as ["suppliers" | "links", "suppliers" | "links"];
      await imports[first]();
      const { warnings } = await imports[last]();
      expect(warnings).toEqual([
        `1 supplier has inputs "none" and links as well, so the links count: "${id}"`,
      ]);
    },
  );
});
