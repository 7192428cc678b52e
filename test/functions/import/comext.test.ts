import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rejectionSentences, reportLines } from "../../../cli/text/import-report.ts";
import { UnusableFile } from "../../../functions/import/files/row.ts";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { cases } from "../../support/cases.ts";
import { memoryPorts } from "../../support/memory.ts";
import {
  BULK_HEADER,
  importTable,
  OLD_BULK_HEADER,
  reasonsIn,
  rowIn,
  SDMX_HEADER,
  sdmxRow,
  type TradeImporting,
  tradePolicies,
} from "../../support/trade-tables.ts";

const tableOf = (...rows: string[]) => [SDMX_HEADER, ...rows].join("\r\n");
const read = (rows: string[], options: TradeImporting["options"] = {}) =>
  importTable.comext({ content: tableOf(...rows), options });

describe("a table of Comext as SDMX-CSV", () => {
  it("becomes positions of unknown supplier, dated by the last day of their period", async () => {
    const { world } = await read([sdmxRow("DE CN 850760 600.5", { period: "2026-07" })]);
    expect([...world.positions.values()]).toEqual([
      {
        positionId: "comext-DE-850760-2026-07-CN",
        sector: "eu-imports",
        supplierId: null,
        item: "850760",
        originCountry: "CN",
        exposure: 60_050,
        date: "2026-07-31",
        periodStart: "2026-07-01",
        program: null,
        source: "Eurostat Comext, imports of DE",
      },
    ]);
  });

  it("leaves groups of countries, other flows, quantities, zeros and secret values out, and says so", async () => {
    const { report, stored } = await read([
      sdmxRow("DE WORLD 850760 1000"),
      sdmxRow("DE EU27_2020_EXTRA 850760 900"),
      sdmxRow("DE EXT_EU27_2020 850760 900"),
      sdmxRow("DE EA20 850760 1"),
      sdmxRow("DE CN 850760 600"),
      sdmxRow("DE CN 850760 12.5", { indicator: "QUANTITY_IN_100KG" }),
      sdmxRow("DE CN 850760 55", { flow: "2" }),
      sdmxRow("DE US 850760 0"),
      sdmxRow("DE JP 850760"),
      sdmxRow("DE KR 850760 :"),
      sdmxRow("DE CN TOTAL 99999"),
    ]);
    expect(stored).toEqual(["comext-DE-850760-2025-CN 850760 CN 600"]);
    expect(report.rejected).toBe(0);
    expect(report.mapped).toMatchObject({
      read: { rows: 11, amount: 103_455, unreadable: 2 },
      taken: { rows: 1, amount: 600 },
      leftOut: { rows: 10, amount: 102_855, unreadable: 2 },
    });
    expect(Object.fromEntries(report.trade.leftOut.map(({ says, rows }) => [says, rows]))).toEqual({
      "no value, as it is not published": 2,
      "a group of countries: WORLD": 1,
      "a group of countries: EU27_2020_EXTRA": 1,
      "a group of countries: EXT_EU27_2020": 1,
      "a group of countries: EA20": 1,
      "no value in euros: QUANTITY_IN_100KG": 1,
      "another flow than imports": 1,
      "a value of zero": 1,
      "the total of all products": 1,
    });
  });

  it("takes partners that are not named as an unknown origin, but Qatar as a country", async () => {
    const secret = ["QP", "QQ", "QR", "QS", "QU", "QV", "QW", "QX", "QY", "QZ"];
    const { report, stored } = await read(
      ["QA", ...secret].map((partner) => sdmxRow(`DE ${partner} 850760 1`)),
    );
    expect(stored).toEqual([
      "comext-DE-850760-2025-QA 850760 QA 1",
      ...secret.map((code) => `comext-DE-850760-2025-${code} 850760 ? 1`),
    ]);
    expect(report.mapped.taken).toMatchObject({ rows: 11, amount: 11 });
    expect(report.trade.unknownOrigin).toHaveLength(10);
    expect(report.trade.unknownOrigin).toContainEqual({
      says: "QZ: secret, outside of the EU",
      rows: 1,
      amount: 1,
      unreadable: 0,
    });
  });

  it("knows the codes that are others than those of ISO", async () => {
    const partners = ["EL", "UK", "XK", "XS", "XL", "TW"];
    const { stored } = await read(partners.map((partner) => sdmxRow(`EL ${partner} 850760 1`)));
    expect(stored.map((one) => one.split(" ")[0])).toEqual(
      ["GR", "GB", "XK", "RS", "ES", "TW"].map((country) => `comext-GR-850760-2025-${country}`),
    );
  });

  it("counts the parts of the United Kingdom only where it is not there as a whole", async () => {
    const parts = [sdmxRow("IE XI 850760 30"), sdmxRow("IE XU 850760 70")];
    expect((await read(parts)).stored).toEqual(["comext-IE-850760-2025-GB 850760 GB 100"]);
    const { stored, report } = await read([...parts, sdmxRow("IE GB 850760 100")]);
    expect(stored).toEqual(["comext-IE-850760-2025-GB 850760 GB 100"]);
    expect(report.trade.leftOut).toMatchObject([
      {
        says: "a part of the United Kingdom, which is there as a whole",
        rows: 2,
        amount: 100,
        unreadable: 0,
      },
    ]);
  });

  it("takes what a group reports only where no country does", async () => {
    const group = sdmxRow("EU27_2020 CN 850760 600");
    expect((await read([group])).stored).toEqual(["comext-EU27_2020-850760-2025-CN 850760 CN 600"]);
    const both = await read([group, sdmxRow("DE CN 850760 100")]);
    expect(both.stored).toEqual(["comext-DE-850760-2025-CN 850760 CN 100"]);
    expect(both.report.trade.leftOut).toMatchObject([
      { says: "imports of a group of countries: EU27_2020", rows: 1, amount: 600, unreadable: 0 },
    ]);
    const chosen = await read([group, sdmxRow("DE CN 850760 100")], { reporter: "EU27_2020" });
    expect(chosen.stored).toEqual(["comext-EU27_2020-850760-2025-CN 850760 CN 600"]);
  });

  it("refuses what a group reports beside what is stored of its members, and the other way round", async () => {
    const { world } = await read([sdmxRow("DE CN 850760 100"), sdmxRow("FR CN 850760 50")]);
    const group = await importTable.comext({ content: tableOf(sdmxRow("EU27_2020 CN 850760 600")), world });
    expect(reasonsIn(group.report)).toEqual([
      '2 null: 2025 of 850760, imports of EU27_2020 overlaps with 2025 of 850760, imports of DE, stored as "comext-DE-850760-2025-CN": figures that overlap are never added up; leave it out, or import with --replace a file that holds all figures that are to stay',
    ]);
    const other = await read([sdmxRow("EU27_2020 CN 850760 600")]);
    const member = await importTable.comext({
      content: tableOf(sdmxRow("DE CN 8507 9")),
      world: other.world,
    });
    expect(member.report.rejected).toBe(1);
  });

  it("never adds up two product levels, nor a year and its months", async () => {
    const { report, stored } = await read([
      sdmxRow("DE CN 850760 100"),
      sdmxRow("DE CN 85076000 100"),
      sdmxRow("DE CN 850760 10", { period: "2025-03" }),
      sdmxRow("FR CN 85076000 7"),
    ]);
    expect(stored).toEqual([
      "comext-DE-850760-2025-CN 850760 CN 100",
      "comext-FR-85076000-2025-CN 85076000 CN 7",
    ]);
    expect(reasonsIn(report)).toEqual([
      "3 null: 2025 of 85076000, imports of DE overlaps with 2025 of 850760, imports of DE, line 2: figures that overlap are never added up; leave one of them out",
      "4 null: 2025-03 of 850760, imports of DE overlaps with 2025 of 850760, imports of DE, line 2: figures that overlap are never added up; leave one of them out",
    ]);
    expect(report.mapped.refused).toMatchObject({ rows: 2, amount: 110 });
  });

  it("counts each row of a refused figure that was made of several", async () => {
    const rows = [
      sdmxRow("IE GB 850760 600"),
      sdmxRow("IE XI 85076000 30"),
      sdmxRow("IE XU 85076000 70"),
      sdmxRow("IE CN 85076000 9"),
    ];
    const { report, world } = await read(rows);
    expect(report).toMatchObject({ rejected: 3, mapped: { refused: { rows: 3, amount: 109 } } });
    expect([...world.refusals.values()]).toMatchObject([{ rows: 3, exposure: 10_900 }]);
    expect(reportLines(report)[0]).toBe("t.csv: 1 position: 1 new, 0 changed, 0 unchanged, 3 rejected");
    expect(rejectionSentences(report)).toEqual([
      expect.stringMatching(/^t.csv: 3 rows \(line 3\): 2025 of 85076000/),
    ]);
  });

  it("takes only the reporter and the products that are chosen, and names goods by their codes", async () => {
    const rows = [
      sdmxRow("DE CN 850760 1"),
      sdmxRow("DE CN 850650 2"),
      sdmxRow("DE CN 2836 3"),
      sdmxRow("FR CN 850760 4"),
    ];
    const { stored, report } = await read(rows, {
      reporter: "DE",
      products: ["85"],
      items: new Map([["850760", "li-ion"]]),
      item: "battery",
    });
    expect(stored).toEqual(["comext-DE-850760-2025-CN li-ion CN 1", "comext-DE-850650-2025-CN battery CN 2"]);
    expect(report.trade.leftOut).toMatchObject([
      { says: "another product", rows: 1, amount: 3, unreadable: 0 },
      { says: "imports of another reporter", rows: 1, amount: 4, unreadable: 0 },
    ]);
  });

  it("says how much of it is trade within the EU", async () => {
    const { report } = await read([sdmxRow("DE NL 850760 5"), sdmxRow("DE CN 850760 7")]);
    expect(report.trade.consigned).toEqual({ rows: 1, amount: 5 });
    expect(reportLines(report)).toContain(
      "  note: 1 row (EUR 5.00) of trade within the EU: the partner is where goods were sent from, not always where they were made",
    );
  });

  it.each([
    [
      "a country that is none",
      sdmxRow("DE ZZ 850760 1"),
      '2 partner: "ZZ" is not a country: write its two-letter code',
    ],
    [
      "a number of a country",
      sdmxRow("DE 0720 850760 1"),
      '2 partner: "0720" is a number of a country: the table needs its codes of two letters',
    ],
    ["a negative value", sdmxRow("DE CN 850760 -1"), '2 value: "-1" is negative'],
    [
      "a flow that is none",
      sdmxRow("DE CN 850760 1", { flow: "7" }),
      '2 flow: "7" is neither 1 (imports) nor 2 (exports)',
    ],
    [
      "a period that is none",
      sdmxRow("DE CN 850760 1", { period: "2025-Q1" }),
      '2 period: "2025-Q1" is not a period like 2026-07, 202607 or 2024',
    ],
    ["a product that is none", sdmxRow("DE CN a_b 1"), '2 product: "a_b" is no product code'],
    ["a row that is too short", "ESTAT:DS-045409(1.0),A,DE", "2 null: has 3 fields and the header 10"],
  ])("refuses %s in one sentence", async (_what, row, reason) => {
    const { report, stored } = await read([row]);
    expect(reasonsIn(report)).toEqual([reason]);
    expect(stored).toEqual([]);
  });

  it("takes a row once that stands there twice", async () => {
    const { report, stored } = await read([sdmxRow("DE CN 850760 1"), sdmxRow("DE CN 850760 1")]);
    expect(stored).toEqual(["comext-DE-850760-2025-CN 850760 CN 1"]);
    expect(reasonsIn(report)).toEqual(["3 null: stands on line 2 already: a figure counts once"]);
  });

  it("reads labels beside codes, semicolons, gzip and UTF-16", async () => {
    const labelled = tableOf(sdmxRow("DE:Germany CN:China 850760:Lithium-ion 600"));
    const wide = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(tableOf(sdmxRow("DE CN 850760 600")).replaceAll(",", ";"), "utf16le"),
    ]);
    for (const content of [labelled, gzipSync(labelled), wide])
      expect((await importTable.comext({ content })).stored).toEqual([
        "comext-DE-850760-2025-CN 850760 CN 600",
      ]);
  });

  it("is refused as a whole in a sector of dollars, and without its columns", async () => {
    const content = tableOf(sdmxRow("DE CN 850760 600"));
    await expect(importTable.comext({ content, sector: "imports" })).rejects.toThrow(
      new UnusableFile(
        "holds euros, and imports is measured in USD: make a sector for them with policy init DIR --sector SECTOR --unit EUR",
      ),
    );
    await expect(importTable.comext({ content: "a,b\n1,2\n" })).rejects.toThrow(
      "has no column of the reporter, partner",
    );
    await expect(importTable.comext({ content: content.replace("indicators", "other") })).rejects.toThrow(
      "has OBS_VALUE and no column indicators",
    );
    await expect(importTable.comext({ content: "" })).rejects.toThrow("is empty: the header is missing");
  });
});

describe("a bulk file of Comext", () => {
  const bulk = (more: Record<string, string>) =>
    rowIn(BULK_HEADER, {
      REPORTER: "AT",
      PARTNER: "CN",
      TRADE_TYPE: "E",
      PRODUCT_NC: "85076000",
      FLOW: "1",
      STAT_PROCEDURE: "1",
      SUPPL_UNIT: "NO_SU",
      PERIOD: "202402",
      VALUE_EUR: "65",
      VALUE_NAC: "65",
      QUANTITY_KG: "3",
      ...more,
    });

  it("adds up procedures, and knows months and the whole year", async () => {
    const rows = [
      bulk({}),
      bulk({ STAT_PROCEDURE: "2", VALUE_EUR: "35" }),
      bulk({ PERIOD: "202552", VALUE_EUR: "7" }),
      bulk({ FLOW: "2", VALUE_EUR: "9" }),
    ];
    const { stored, report } = await importTable.comext({ content: [BULK_HEADER, ...rows].join("\n") });
    expect(stored).toEqual([
      "comext-AT-85076000-2024-02-CN 85076000 CN 100",
      "comext-AT-85076000-2025-CN 85076000 CN 7",
    ]);
    expect(report.mapped).toMatchObject({
      read: { rows: 4, amount: 116 },
      taken: { rows: 1, amount: 7 },
      netted: { rows: 2, amount: 100, positions: 1 },
      leftOut: { rows: 1, amount: 9 },
    });
  });

  it("of before 2017 has countries as numbers too, which are not read", async () => {
    const row = rowIn(OLD_BULK_HEADER, {
      DECLARANT: "001",
      DECLARANT_ISO: "FR",
      PARTNER: "0720",
      PARTNER_ISO: "CN",
      TRADE_TYPE: "E",
      PRODUCT_NC: "85076000",
      FLOW: "1",
      STAT_REGIME: "1",
      PERIOD: "201501",
      VALUE_IN_EUROS: "2580",
    });
    const { stored } = await importTable.comext({ content: [OLD_BULK_HEADER, row].join("\n") });
    expect(stored).toEqual(["comext-FR-85076000-2015-01-CN 85076000 CN 2580"]);
  });
});

describe("the concentration of a table of Comext", () => {
  const figures = fc.uniqueArray(
    fc.tuple(
      fc.constantFrom("CN", "KR", "JP", "US", "PL", "HU", "NO"),
      fc.constantFrom("28369100", "28252000", "26020000", "81129289"),
      fc.constantFrom("2022", "2023", "2024"),
      fc.integer({ min: 1, max: 99_999_999_999 }),
    ),
    { minLength: 1, maxLength: 40, selector: ([partner, code, year]) => `${partner}${code}${year}` },
  );
  const items = new Map([
    ["28369100", "battery-metals"],
    ["28252000", "battery-metals"],
    ["26020000", "battery-metals"],
    ["81129289", "semiconductor-inputs"],
  ]);

  it("by country, and the mean of its groups weighted by their value, are those of plain arithmetic", async () => {
    await fc.assert(
      fc.asyncProperty(figures, async (drawn) => {
        const rows = drawn.map(([partner, code, period, value]) =>
          sdmxRow(`DE ${partner} ${code} ${value}`, { period }),
        );
        const { world } = await read(rows, { items });
        const [result] = await recompute(
          { sector: "eu-imports", asOf: "2024-12-31" },
          memoryPorts([...world.positions.values()]),
          { policies: tradePolicies, version: "1", place: null },
        );
        const scopes = (result?.assessment.scopes ?? []).filter((scope) => "facets" in scope);
        const hhi = (item: string | null) => scopes.find((scope) => scope.item === item)?.facets.origin.hhi;
        expect(hhi(null)).toEqual({ lower: hhi(null)?.upper, upper: hhi(null)?.upper });
        expect((hhi(null)?.upper ?? 0) / 10_000).toBeCloseTo(plainHhi(drawn), 12);
        const groups = scopes.filter(({ item }) => item !== null);
        const whole = groups.reduce((sum, { exposure }) => sum + exposure, 0);
        const weighted = groups.reduce(
          (sum, { item, exposure }) => sum + (hhi(item)?.upper ?? 0) * exposure,
          0,
        );
        const byGroup = [...Map.groupBy(drawn, ([, code]) => items.get(code)).values()];
        const plain = byGroup.reduce((sum, own) => sum + plainHhi(own) * total(own), 0) / total(drawn);
        expect(weighted / whole / 10_000).toBeCloseTo(plain, 12);
      }),
      cases(300),
    );
  });
});

type Drawn = [partner: string, code: string, year: string, value: number][];

const total = (drawn: Drawn) => drawn.reduce((sum, [, , , value]) => sum + value, 0);

function plainHhi(drawn: Drawn): number {
  const byCountry = [...Map.groupBy(drawn, ([partner]) => partner).values()];
  return byCountry.reduce((sum, own) => sum + (total(own) / total(drawn)) ** 2, 0);
}
