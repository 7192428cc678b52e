import { describe, expect, it } from "vitest";
import { UnusableFile } from "../../../functions/import/files/row.ts";
import { bodsImport } from "../../../functions/import/owners/bods/import-bods.ts";
import { gleifImport } from "../../../functions/import/owners/gleif/import-gleif.ts";
import { comextImport } from "../../../functions/import/public/comext-import.ts";
import { comtradeImport } from "../../../functions/import/public/comtrade-import.ts";
import { usaspendingImport } from "../../../functions/import/public/usaspending.ts";
import { censusImport, type FileImport, usitcImport } from "../../../functions/import/tables/formats.ts";
import type { MeasuredSector } from "../../../shared/policy/policies.ts";
import { CONTRACT_COLUMNS } from "../../support/contracts.ts";
import { ENTITY_COLUMNS, EXCEPTION_COLUMNS, RELATIONSHIP_COLUMNS } from "../../support/gleif.ts";
import { objectImportWorld } from "../../support/object-import.ts";
import {
  BULK_HEADER,
  COMTRADE_HEADER,
  OLD_BULK_HEADER,
  OLD_COMTRADE_HEADER,
  SDMX_HEADER,
} from "../../support/trade-tables.ts";

const MOST = 1_000_000;

async function* bytesOf(content: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content);
}

function importsInto(policy: MeasuredSector): Record<string, FileImport> {
  const trade = { policy, item: null, items: new Map(), reporter: null, products: [], mostBytes: MOST };
  return {
    usitc: usitcImport(policy, null),
    census: censusImport(policy, null, MOST),
    comext: comextImport(trade),
    comtrade: comtradeImport(trade),
    usaspending: usaspendingImport(policy, MOST),
    gleif: gleifImport({}),
    bods: bodsImport({}),
  };
}

/** Sectors of all units: a file of another kind is refused as that, whatever the unit. */
const POLICIES: MeasuredSector[] = [
  { sector: "eu-imports", unit: "EUR" },
  { sector: "imports", unit: "USD" },
];

async function refusalOf(kind: string, content: string, policy: MeasuredSector): Promise<string> {
  const world = objectImportWorld();
  const importOne = importsInto(policy)[kind];
  if (importOne === undefined) throw new Error(`there is no import ${kind}`);
  const error: unknown = await importOne(bytesOf(content), world.ports, { file: "a.csv" }).then(
    () => new Error("it was imported"),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UnusableFile);
  expect([world.positions.size, world.holdings.size, world.suppliers.size]).toEqual([0, 0, 0]);
  return error instanceof Error ? error.message : "";
}

/** The first lines of files, with the import that reads them. */
const TABLES: [command: string, header: string][] = [
  ["positions", "positionId,sector,supplierId,item,originCountry,exposure,date,program,source"],
  ["suppliers", "supplierId,name,country,parentId,parentStake,lists"],
  ["holdings", "supplierId,holderId,minShare,maxShare,kind,from,to,source"],
  ["links", "supplierId,input,upstreamId,share,source"],
  ["usitc", "hts,period,country,general_customs_value_usd"],
  ["usitc", "Data Type,HTS Number,Country,2024"],
  ["comext", SDMX_HEADER],
  ["comext", BULK_HEADER],
  ["comext", OLD_BULK_HEADER],
  ["comtrade", COMTRADE_HEADER],
  ["comtrade", OLD_COMTRADE_HEADER],
  ["usaspending", CONTRACT_COLUMNS.join(",")],
  ["gleif", RELATIONSHIP_COLUMNS.join(",")],
  ["gleif", EXCEPTION_COLUMNS.join(",")],
  ["gleif", ENTITY_COLUMNS.join(",")],
];
const READERS = ["usitc", "census", "comext", "comtrade", "usaspending", "gleif", "bods"];
const WRONG = READERS.flatMap((kind) =>
  TABLES.filter(([command]) => command !== kind).map(([command, header]) => [kind, command, header] as const),
);

describe("a table of another import is refused, naming the import that reads it", () => {
  it.each(WRONG)("by import %s, a table for import %s: %s", async (kind, command, header) => {
    for (const policy of POLICIES)
      expect(await refusalOf(kind, `${header}\n`, policy)).toMatch(
        new RegExp(`: for this table use import ${command}$|; for this table use import ${command}$`),
      );
  });

  it.each(["comext", "comtrade", "usaspending", "usitc", "census"])(
    "by import %s, a table of one's own with the way by a mapping",
    async (kind) => {
      for (const header of ["PO Number,Vendor,Net Amount", "Order,Country,Vendor"])
        expect(await refusalOf(kind, `${header}\n1,CN,5\n`, { sector: "imports", unit: "USD" })).toMatch(
          /; for a table of your own use import suggest, then import map$|: for a table of your own use import suggest, then import map$/,
        );
    },
  );
});

const ANSWERS: [command: string, content: string][] = [
  ["for an answer of the Census API use import census", '[["CTY_CODE","CTY_NAME"],["5700","CHINA"]]'],
  ["for statements of BODS use import bods", '[{"statementId": "x", "recordId": "y"}]'],
  [
    "for an answer of UN Comtrade use import comtrade",
    '{"elapsedTime":"1 s","count":1,"data":[{"typeCode":"C"}],"error":""}',
  ],
];

describe("JSON of another import is refused, naming the import that reads it", () => {
  it.each(
    READERS.flatMap((kind) =>
      ANSWERS.filter(([advice]) => !advice.endsWith(kind)).map(
        ([advice, content]) => [kind, advice, content] as const,
      ),
    ),
  )("by import %s: %s", async (kind, advice, content) => {
    for (const policy of POLICIES) expect(await refusalOf(kind, content, policy)).toContain(`: ${advice}`);
  });
});

describe("import bods of JSON that holds no statement says what it is and what it should be:", () => {
  const reads =
    "import bods reads statements of BODS 0.4, each with recordId, recordType and recordDetails, as an array or one a line";
  it.each([
    [
      '{"a": 1, "b": [2]}',
      `line 1: is JSON, and not of BODS: its first object has the fields "a", "b", and none of a statement; ${reads}`,
    ],
    ["[\n{}]", `line 2: is JSON, and not of BODS: its first object has no field; ${reads}`],
    [
      '{"type": "FeatureCollection", "features": [{"geometry": null}]}',
      `line 1: is JSON, and not of BODS: its first object has the fields "type", "features", and none of a statement; ${reads}`,
    ],
    [
      `{"padding": "${"x".repeat(500)}", "statements": [{"recordId": "a"}]}`,
      'line 1: has its statements within "statements": write only that array into the file',
    ],
  ])("%s", async (content, sentence) => {
    expect(await refusalOf("bods", content, { sector: "imports", unit: "USD" })).toBe(sentence);
  });
});

describe("a file that an import reads is refused for its unit once it is known to be one", () => {
  const [euros = { sector: "", unit: "EUR" }, dollars = euros] = POLICIES;
  it.each<[string, string, MeasuredSector, string]>([
    ["comext", SDMX_HEADER, dollars, "holds euros, and imports is measured in USD"],
    ["comtrade", COMTRADE_HEADER, euros, "holds US dollars, and eu-imports is measured in EUR"],
    ["comtrade", '{"data": []}', euros, "holds US dollars, and eu-imports is measured in EUR"],
    ["usaspending", CONTRACT_COLUMNS.join(","), euros, "holds US dollars, and eu-imports is measured in EUR"],
    ["usitc", "hts,period,country,general_customs_value_usd", euros, "holds US dollars"],
    ["usitc", "HTS Number,Country,2024", euros, "holds US dollars"],
    ["census", '[["CTY_CODE","I_COMMODITY","GEN_VAL_MO","time"]]', euros, "holds US dollars"],
  ])("by import %s: %s", async (kind, header, policy, sentence) => {
    const refusal = await refusalOf(kind, `${header}\n`, policy);
    expect(refusal).toContain(sentence);
    expect(refusal).toContain("make a sector for them with policy init DIR --sector SECTOR --unit ");
  });

  it.each(["comext", "comtrade", "usaspending", "usitc"])(
    "and an empty one as that: import %s",
    async (kind) => {
      for (const policy of POLICIES) expect(await refusalOf(kind, "", policy)).toContain("is empty");
    },
  );
});
