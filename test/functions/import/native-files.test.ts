import { describe, expect, it } from "vitest";
import { readLinks, readPositions, readSuppliers } from "../../../functions/import/files/native.ts";
import { timesOf } from "../../../shared/supply/times.ts";
import { fileOf, POSITION_COLUMNS, readAll } from "../../support/files.ts";
import { samplePolicies } from "../../support/sample-policies.ts";

const SUPPLIERS = "supplierId,name,country,parentId,parentStake,lists";
const LINKS = "supplierId,input,upstreamId,share,source";

describe("a positions file", () => {
  it("gives positions in minor units, with empty fields unknown", async () => {
    expect(
      await readAll(readPositions(fileOf(POSITION_COLUMNS, "P-1,ai,,bess,,1234.5,,,"), samplePolicies)),
    ).toEqual([
      {
        line: 2,
        row: {
          positionId: "P-1",
          sector: "ai",
          supplierId: null,
          item: "bess",
          originCountry: null,
          exposure: 123_450,
          date: null,
          periodStart: null,
          program: null,
          source: null,
        },
      },
    ]);
  });

  it.each([
    ["KR", "KR"],
    ["kr", "KR"],
    ["South Korea", "KR"],
    ["Korea, South", "KR"],
    ["KOR", "KR"],
    ["United States of America", "US"],
    ["Czechia (Czech Republic)", "CZ"],
    ["Türkiye", "TR"],
    ["Hong Kong", "HK"],
    ["Taiwan", "TW"],
  ])("knows the country %s as %s", async (text, code) => {
    const [read] = await readAll(
      readPositions(fileOf(POSITION_COLUMNS, `P-1,ai,s,bess,"${text}",1,2026-07-01,,`), samplePolicies),
    );
    expect(read).toMatchObject({ row: { originCountry: code } });
  });

  it.each([
    [
      "a negative exposure",
      "P-1,ai,s,bess,CN,-5,2026-07-01,,",
      "exposure",
      '"-5" is negative: import map takes credits away from the other rows of their key, with "lines": "add-up" in the mapping',
    ],
    [
      "an exposure with separators",
      'P-1,ai,s,bess,CN,"1,000",2026-07-01,,',
      "exposure",
      '"1,000" is not a plain decimal number such as 1234.56: it has a comma',
    ],
    [
      "a number instead of a day",
      "P-1,ai,s,bess,CN,5,46234,,",
      "date",
      "is a number, as which Excel keeps days: write a day like 2026-07-31, or format the cell as a date",
    ],
    [
      "an absurd exposure",
      "P-1,ai,s,bess,CN,1e30,2026-07-01,,",
      "exposure",
      '"1e30" is not a plain decimal number',
    ],
    [
      "an exposure of more than a trillion",
      "P-1,ai,s,bess,CN,90071992547409.93,2026-07-01,,",
      "exposure",
      '"90071992547409.93" is more than 1,000,000,000,000 USD, the most that one row may hold',
    ],
    [
      "a country that objects have by nature",
      "P-1,ai,s,bess,constructor,5,2026-07-01,,",
      "originCountry",
      '"constructor" is not a country: write its two-letter code',
    ],
    [
      "a country of two lines",
      'P-1,ai,s,bess,"Nar\n\u001b[2J\u202enia",5,2026-07-01,,',
      "originCountry",
      '"Nar [2J nia" is not a country: write its two-letter code',
    ],
    ["no exposure", "P-1,ai,s,bess,CN,,2026-07-01,,", "exposure", '"" is not a plain decimal number'],
    [
      "an unknown country",
      "P-1,ai,s,bess,Narnia,5,2026-07-01,,",
      "originCountry",
      '"Narnia" is not a country: write its two-letter code',
    ],
    [
      "an unknown sector",
      "P-1,space,s,bess,CN,5,2026-07-01,,",
      "sector",
      '"space" is not a sector; the sectors are ai, defense, us-storage-imports',
    ],
    ["a day that does not exist", "P-1,ai,s,bess,CN,5,2026-02-30,,", "date", "must be a day like 2026-07-31"],
    [
      "a day in another notation",
      "P-1,ai,s,bess,CN,5,07/01/2026,,",
      "date",
      "may have its day or its month first: write a day like 2026-07-31",
    ],
    ["no id", ",ai,s,bess,CN,5,2026-07-01,,", "positionId", "must not be empty"],
    [
      "an item that is not kebab-case",
      "P-1,ai,s,UPS Lithium,CN,5,2026-07-01,,",
      "item",
      "must be lower-case words joined by hyphens, like ups-lithium",
    ],
    [
      "an id of 257 characters",
      `${"x".repeat(257)},ai,s,bess,CN,5,2026-07-01,,`,
      "positionId",
      "is longer than 256 characters",
    ],
    [
      "a control character in an id",
      '"P\u0007",ai,s,bess,CN,5,2026-07-01,,',
      "positionId",
      "must not hold control characters",
    ],
  ])("rejects a row with %s, naming line and column", async (_name, row, column, reason) => {
    expect(await readAll(readPositions(fileOf(POSITION_COLUMNS, row), samplePolicies))).toMatchObject([
      { line: 2, column, reason },
    ]);
  });
});

const NO_FRACTION = "must be between 0 and 1, like 0.49, or a percentage, like 49 %";

describe("a suppliers file", () => {
  it.each([
    ['"0,49"', 0.49],
    ["49%", 0.49],
    ["34.7 %", 0.347],
    ['"0,5\u00a0%"', 0.005],
    ["100 %", 1],
    ['"1,000"', 1],
    ["0", 0],
  ])("takes a stake of %s", async (stake, parentStake) => {
    const rows = await readAll(readSuppliers(fileOf(SUPPLIERS, `a,A,CN,b,${stake},`)));
    expect(rows).toMatchObject([{ row: { parentStake } }]);
  });

  it("gives suppliers with their lists", async () => {
    const file = fileOf(SUPPLIERS, 'a,"Line\nbreak, Énergie",China,b,0.49, ndaa-154 ; 1260h;', "b,B,,,,");
    expect(await readAll(readSuppliers(file))).toMatchObject([
      {
        row: { name: "Line\nbreak, Énergie", country: "CN", parentStake: 0.49, lists: ["ndaa-154", "1260h"] },
      },
      { row: { country: null, parentId: null, parentStake: null, lists: [] } },
    ]);
  });

  it.each([
    ["a stake above 1", "a,A,CN,b,49,", "parentStake", NO_FRACTION],
    ["a stake above 100 %", "a,A,CN,b,101 %,", "parentStake", NO_FRACTION],
    ["a stake with thousands", 'a,A,CN,b,"1,001",', "parentStake", NO_FRACTION],
    ["a stake of two commas", 'a,A,CN,b,"0,4,9",', "parentStake", NO_FRACTION],
    ["a stake below 0", "a,A,CN,b,-0.1,", "parentStake", NO_FRACTION],
    ["itself as its parent", "a,A,CN,a,1,", "parentId", "is the supplier itself"],
    ["no name", "a,,CN,,,", "name", "must not be empty"],
    ["a name of 10 kB", `a,${"x".repeat(10_000)},CN,,,`, "name", "is longer than 500 characters"],
  ])("rejects a row with %s", async (_name, row, column, reason) => {
    expect(await readAll(readSuppliers(fileOf(SUPPLIERS, row)))).toEqual([{ line: 2, column, reason }]);
  });
});

describe("a suppliers file with inputs", () => {
  it("gives none, or that nothing is said of them, and refuses anything else", async () => {
    const file = fileOf(`${SUPPLIERS},inputs`, "a,A,CN,,,,none", "b,B,CN,,,,", "c,C,CN,,,,cells");
    expect(await readAll(readSuppliers(file))).toMatchObject([
      { row: { inputs: "none" } },
      { row: { inputs: null } },
      { line: 4, column: "inputs", reason: 'must be empty, or "none"' },
    ]);
  });

  it("may leave the column out", async () => {
    expect(await readAll(readSuppliers(fileOf(SUPPLIERS, "a,A,CN,,,")))).toMatchObject([
      { row: { inputs: null } },
    ]);
  });

  it("is refused with a column that nobody knows, saying which may be added", async () => {
    await expect(readAll(readSuppliers(fileOf(`${SUPPLIERS},input`, "a,A,CN,,,,none")))).rejects.toThrow(
      `expected ${SUPPLIERS}, and inputs,plant,port,region,stockDays,recoveryDays if you like`,
    );
  });
});

describe("a file with stock and recovery", () => {
  it("gives days, or that they are not known: nothing is 0 that is not written", async () => {
    const suppliers = fileOf(
      `${SUPPLIERS},recoveryDays,stockDays`,
      "a,A,CN,,,,180,0",
      "b,B,CN,,,,,30",
      "c,C,CN,,,,,",
    );
    const rows = await readAll(readSuppliers(suppliers));
    expect(rows.map((read) => ("row" in read ? timesOf(read.row) : read))).toEqual([
      { stockDays: 0, recoveryDays: 180 },
      { stockDays: 30 },
      {},
    ]);
    const links = await readAll(
      readLinks(fileOf(`${LINKS},stockDays`, "a,cells,b,1,,3650", "a,packs,c,1,,")),
    );
    expect(links.map((read) => ("row" in read ? timesOf(read.row) : read))).toEqual([
      { stockDays: 3650 },
      {},
    ]);
  });

  it.each([
    "-1",
    "1.5",
    "30.0",
    "3651",
    "9".repeat(400),
    "30 days",
    "1e3",
    "+5",
    "unknown",
    "1,000",
    "Infinity",
  ])("refuses %s in one sentence", async (text) => {
    const reason = "must be a whole number of days from 0 to 3650, or empty where it is not known";
    const [inSuppliers] = await readAll(
      readSuppliers(fileOf(`${SUPPLIERS},stockDays`, `a,A,CN,,,,"${text}"`)),
    );
    expect(inSuppliers).toEqual({ line: 2, column: "stockDays", reason });
    const [inLinks] = await readAll(readLinks(fileOf(`${LINKS},recoveryDays`, `a,cells,b,1,,"${text}"`)));
    expect(inLinks).toEqual({ line: 2, column: "recoveryDays", reason });
  });
});

describe("a suppliers file with places", () => {
  it("gives those that are named, that there is none, or that nothing is said of them", async () => {
    const header = `${SUPPLIERS},region,port`;
    const file = fileOf(header, "a,A,CN,,,,fujian,ningbo; busan", "b,B,CN,,,,none,", "c,C,CN,,,,,");
    const rows = await readAll(readSuppliers(file));
    expect(rows).toMatchObject([
      { row: { region: ["fujian"], port: ["ningbo", "busan"] } },
      { row: { region: [] } },
      { row: { supplierId: "c" } },
    ]);
    expect(rows.map((read) => ("row" in read ? Object.keys(read.row).slice(7) : []))).toEqual([
      ["port", "region"],
      ["region"],
      [],
    ]);
  });

  it.each([
    ["capitals", "Ningbo", "must be lower-case words joined by hyphens, like ningbo-zhoushan"],
    ["none beside a name", "none;ningbo", 'must be names, or "none" alone'],
    ["too many", Array.from({ length: 51 }, (_, at) => `p${at}`).join(";"), "names more than 50"],
  ])("rejects a row with %s", async (_name, port, reason) => {
    const file = fileOf(`${SUPPLIERS},port`, `a,A,CN,,,,${port}`);
    expect(await readAll(readSuppliers(file))).toEqual([{ line: 2, column: "port", reason }]);
  });
});

describe("a links file", () => {
  it("gives links", async () => {
    expect(await readAll(readLinks(fileOf(LINKS, "a,cells,b,0.8,filing")))).toEqual([
      {
        line: 2,
        row: {
          supplierId: "a",
          input: "cells",
          upstreamId: "b",
          originCountry: null,
          share: 0.8,
          source: "filing",
        },
      },
    ]);
  });

  it("may say where a link is made", async () => {
    const header = "supplierId,input,upstreamId,originCountry,share,source";
    const file = fileOf(header, "a,cells,b,South Korea,0.8,", "a,packs,b,,0.8,", "a,film,b,Narnia,0.8,");
    expect(await readAll(readLinks(file))).toMatchObject([
      { row: { originCountry: "KR" } },
      { row: { originCountry: null } },
      { line: 4, column: "originCountry", reason: '"Narnia" is not a country: write its two-letter code' },
    ]);
  });

  it("may name one place of each kind", async () => {
    const file = fileOf(`${LINKS},plant,port`, "a,cells,b,0.8,,ningde-1,", "a,film,b,0.8,,,ningbo;busan");
    expect(await readAll(readLinks(file))).toMatchObject([
      { row: { plant: "ningde-1" } },
      {
        line: 3,
        column: "port",
        reason: "must be lower-case words joined by hyphens, like ningbo-zhoushan",
      },
    ]);
  });

  it.each([
    ["a share above 1", "a,cells,b,1.2,", "share", NO_FRACTION],
    ["a negative share", "a,cells,b,-0.1,", "share", NO_FRACTION],
    ["no upstream supplier", "a,cells,,0.5,", "upstreamId", "must not be empty"],
  ])("rejects a row with %s", async (_name, row, column, reason) => {
    expect(await readAll(readLinks(fileOf(LINKS, row)))).toEqual([{ line: 2, column, reason }]);
  });
});
