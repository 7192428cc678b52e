import { describe, expect, it } from "vitest";
import {
  COMTRADE_HEADER,
  importTable,
  OLD_COMTRADE_HEADER,
  reasonsIn,
  rowIn,
  type TradeImporting,
} from "../../support/trade-tables.ts";

type Row = Record<string, string>;

/** A row of a download: the total of what Germany imports of lithium-ion batteries from China in 2024. */
const row = (more: Row = {}): Row => ({
  typeCode: "C",
  freqCode: "A",
  refPeriodId: "20240101",
  refYear: "2024",
  refMonth: "52",
  period: "2024",
  reporterCode: "276",
  reporterISO: "DEU",
  reporterDesc: "Germany",
  flowCode: "M",
  flowDesc: "Import",
  partnerCode: "156",
  partnerISO: "CHN",
  partnerDesc: "China",
  partner2Code: "0",
  partner2ISO: "W00",
  partner2Desc: "World",
  classificationCode: "H6",
  cmdCode: "850760",
  customsCode: "C00",
  mosCode: "0",
  motCode: "0",
  primaryValue: "600",
  ...more,
});
const WORLD = { partnerCode: "0", partnerISO: "W00", partnerDesc: "World" };
const tableOf = (rows: Row[], header = COMTRADE_HEADER) =>
  [header, ...rows.map((one) => rowIn(header, one))].join("\n");
const read = (rows: Row[], options: TradeImporting["options"] = {}) =>
  importTable.comtrade({ content: tableOf(rows), options });

describe("a download of UN Comtrade", () => {
  it("becomes positions of unknown supplier; World, other flows and all goods together are left out", async () => {
    const { report, world } = await read([
      row(WORLD),
      row(),
      row({ flowCode: "X", flowDesc: "Export" }),
      row({ flowCode: "RM", flowDesc: "Re-import" }),
      row({ cmdCode: "TOTAL" }),
    ]);
    expect([...world.positions.values()]).toEqual([
      {
        positionId: "comtrade-DE-850760-2024-CN",
        sector: "imports",
        supplierId: null,
        item: "850760",
        originCountry: "CN",
        exposure: 60_000,
        date: "2024-12-31",
        periodStart: "2024-01-01",
        program: null,
        source: "UN Comtrade, imports of DE",
      },
    ]);
    expect(report.mapped).toMatchObject({
      read: { rows: 5, amount: 3000 },
      taken: { rows: 1, amount: 600 },
      refused: { rows: 0 },
      leftOut: { rows: 4, amount: 2400 },
    });
  });

  it("knows months, and numbers that are others than those of ISO", async () => {
    const partners = {
      "842": "US",
      "251": "FR",
      "699": "IN",
      "757": "CH",
      "579": "NO",
      "380": "IT",
      "36": "AU",
    };
    const { stored } = await read(
      Object.keys(partners).map((partnerCode) =>
        row({ period: "202403", partnerCode, partnerISO: "", partnerDesc: "" }),
      ),
    );
    expect(stored).toEqual(
      Object.values(partners).map((country) => `comtrade-DE-850760-2024-03-${country} 850760 ${country} 600`),
    );
  });

  it("takes areas that are not specified as an unknown origin, Other Asia among them", async () => {
    const { report, stored } = await read([
      row({ partnerCode: "899", partnerISO: "_X ", partnerDesc: "Areas, nes" }),
      row({ partnerCode: "568", partnerISO: "E19", partnerDesc: "Other Europe, nes" }),
      row({ partnerCode: "490", partnerISO: "S19", partnerDesc: "Other Asia, nes" }),
      row({ partnerCode: "838", partnerISO: "X2", partnerDesc: "Free Zones" }),
    ]);
    expect(stored).toEqual(
      ["899", "568", "490", "838"].map((code) => `comtrade-DE-850760-2024-area-${code} 850760 ? 600`),
    );
    expect(report.trade.unknownOrigin).toContainEqual({
      says: "490: Other Asia, nes",
      rows: 1,
      amount: 600,
      unreadable: 0,
    });
  });

  it("counts what is split by transport, customs or a second partner once, by its total", async () => {
    const { report, stored } = await read([
      row(),
      row({ motCode: "2100", primaryValue: "500" }),
      row({ motCode: "1000", primaryValue: "100" }),
      row({ customsCode: "C01", primaryValue: "600" }),
      row({ partner2Code: "344", primaryValue: "10" }),
    ]);
    expect(stored).toEqual(["comtrade-DE-850760-2024-CN 850760 CN 600"]);
    expect(report.mapped).toMatchObject({
      read: { rows: 5, amount: 1810 },
      taken: { rows: 1, amount: 600 },
      leftOut: { rows: 4, amount: 1210 },
    });
  });

  it("refuses parts without their total: other parts may be missing", async () => {
    const { report, stored } = await read([row({ motCode: "2100" }), row({ motCode: "1000" })]);
    expect(stored).toEqual([]);
    expect(report.mapped.refused).toMatchObject({ rows: 2, amount: 1200 });
    expect(reasonsIn(report)).toEqual([
      "2 null: has one mode of transport in 2024 of 850760 from CN, and no row has the whole: ask for the totals",
    ]);
  });

  it("rounds to the cent, half a cent upwards", async () => {
    const values = { CHN: "0.005", KOR: "1.2349", JPN: "9.995", USA: "452684213646.747" };
    const { stored } = await read(
      Object.entries(values).map(([partnerISO, primaryValue]) =>
        row({ partnerCode: "", partnerISO, partnerDesc: "", primaryValue }),
      ),
    );
    expect(stored.map((one) => one.split(" ").slice(2).join(" "))).toEqual([
      "CN 0.01",
      "KR 1.23",
      "JP 10",
      "US 452684213646.75",
    ]);
  });

  it("takes what the European Union reports only where no country does", async () => {
    const union = row({ reporterCode: "97", reporterISO: "EUR", reporterDesc: "European Union" });
    expect((await read([union])).stored).toEqual(["comtrade-EU-850760-2024-CN 850760 CN 600"]);
    const both = await read([union, row()]);
    expect(both.stored).toEqual(["comtrade-DE-850760-2024-CN 850760 CN 600"]);
    const { report } = await importTable.comtrade({ content: tableOf([union]), world: both.world });
    expect(report.rejected).toBe(1);
  });

  it("ends its rows with a comma that the header has not", async () => {
    const content = tableOf([row()]).replace(/$/, ",");
    expect((await importTable.comtrade({ content })).stored).toHaveLength(1);
  });

  it("is read as it was downloaded before 2022", async () => {
    const old = (more: Row) =>
      rowIn(OLD_COMTRADE_HEADER, {
        Classification: "H4",
        Year: "2016",
        Period: "201603",
        "Trade Flow Code": "1",
        "Trade Flow": "Import",
        "Reporter Code": "276",
        Reporter: "Germany",
        "Reporter ISO": "DEU",
        "Partner Code": "156",
        Partner: "China",
        "Partner ISO": "CHN",
        "Commodity Code": "850760",
        "Trade Value (US$)": "91128858",
        ...more,
      });
    const world = { "Partner Code": "0", Partner: "World", "Partner ISO": "WLD" };
    const rows = [old({}), old(world), old({ "Trade Flow Code": "2", "Trade Flow": "Export" })];
    const { stored } = await importTable.comtrade({ content: [OLD_COMTRADE_HEADER, ...rows].join("\r\n") });
    expect(stored).toEqual(["comtrade-DE-850760-2016-03-CN 850760 CN 91128858"]);
  });

  it.each([
    [
      "a number and letters of two countries",
      { partnerCode: "392" },
      '2 partnerCode: "392" is JP, and "CHN" is CN',
    ],
    [
      "a country that is not known",
      { partnerCode: "999", partnerISO: "", partnerDesc: "" },
      '2 partnerCode: "999" is no country of UN Comtrade that is known here',
    ],
    [
      "another classification",
      { classificationCode: "S3" },
      '2 classificationCode: "S3" is not the Harmonized System: ask for HS codes',
    ],
    ["a value that is none", { primaryValue: "n/a" }, '2 primaryValue: "n/a" is not a plain decimal number'],
    ["a flow that is none", { flowCode: "?", flowDesc: "" }, '2 flowCode: "?" is no flow like M (imports)'],
    ["a period that is none", { period: "202413" }, '2 period: "202413" is not a period like 202607 or 2024'],
  ])("refuses %s in one sentence", async (_what, more: Row, reason) => {
    expect(reasonsIn((await read([row(more)])).report)).toEqual([reason]);
  });

  it("is refused as a whole in a sector of euros, and without its columns", async () => {
    await expect(importTable.comtrade({ content: tableOf([row()]), sector: "eu-imports" })).rejects.toThrow(
      "holds US dollars, and eu-imports is measured in EUR",
    );
    await expect(importTable.comtrade({ content: "a,b\n1,2\n" })).rejects.toThrow(
      "has no reporterCode, partnerCode, flowCode, cmdCode, period, primaryValue in its first line",
    );
  });
});

describe("an answer of the API of UN Comtrade", () => {
  const jsonRow = (more: object = {}) => ({
    ...row(),
    reporterCode: 276,
    partnerCode: 156,
    partner2Code: 0,
    motCode: 0,
    primaryValue: 600.125,
    reporterISO: null,
    reporterDesc: null,
    partnerISO: null,
    partnerDesc: null,
    ...more,
  });
  const answerOf = (data: unknown) => JSON.stringify({ elapsedTime: "2.06 secs", count: 1, data, error: "" });
  const importJson = (content: string) => importTable.comtrade({ content });

  it("is the same as a download of it", async () => {
    const { stored } = await importJson(answerOf([jsonRow(), jsonRow({ partnerCode: 0 })]));
    expect(stored).toEqual(["comtrade-DE-850760-2024-CN 850760 CN 600.13"]);
    expect((await importJson(JSON.stringify([jsonRow()]))).stored).toEqual(stored);
  });

  it("without rows holds nothing", async () => {
    expect((await importJson(answerOf([]))).report).toMatchObject({ rows: 0, rejected: 0 });
  });

  it("of as many rows as are answered at most may lack some", async () => {
    const rows = Array.from({ length: 500 }, (_, at) => jsonRow({ cmdCode: String(100_000 + at) }));
    expect((await importJson(answerOf(rows))).report.warnings).toEqual([
      "line 1: has just 500 rows, the most that UN Comtrade answers at once: some may be missing",
    ]);
  });

  it.each([
    ['{"statusCode": 401, "message": "Access denied"}', 'has no rows: UN Comtrade answered "Access denied"'],
    ['{"data": 5}', 'is no answer of UN Comtrade: that is an object whose "data" is a list of rows'],
    ["[1]", 'is no answer of UN Comtrade: that is an object whose "data" is a list of rows'],
    ["{", "is not JSON: "],
    ['[{"a":1}]', "has no reporterCode, partnerCode"],
  ])("%s is refused in one sentence", async (content, reason) => {
    await expect(importJson(content)).rejects.toThrow(reason);
  });
});
