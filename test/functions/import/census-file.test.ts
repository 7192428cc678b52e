import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCensus } from "../../../functions/import/files/census.ts";
import { countryCode } from "../../../functions/import/files/country.ts";
import { isNotice, isRejection, UnusableFile } from "../../../functions/import/files/row.ts";
import { scheduleC } from "../../../functions/import/files/schedule-c.ts";
import { readUsitc } from "../../../functions/import/files/usitc.ts";
import { censusImport, usitcImport } from "../../../functions/import/tables/formats.ts";
import { positionSchema } from "../../../shared/supply/position.ts";
import { countryCodes } from "../../../shared/values/country-code.ts";
import { isFull } from "../../support/cases.ts";
import { readAll } from "../../support/files.ts";
import { CASES, expectSentence, hostileText } from "../../support/hostile.ts";
import { objectImportWorld } from "../../support/object-import.ts";
import { chinaPolicy } from "../../support/samples.ts";

const policy = chinaPolicy("us-storage-imports");
const HEADER = ["CTY_CODE", "CTY_NAME", "I_COMMODITY", "GEN_VAL_MO", "time"];

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

function readText(text: string, item: string | null = null) {
  return readAll(readCensus(bytesOf(text), { policy, item, mostBytes: 1_000_000 }));
}

const read = (...rows: unknown[][]) => readText(JSON.stringify([HEADER, ...rows]));

describe("an answer of the Census API", () => {
  it("becomes positions of unknown supplier, dated by the last day of their month", async () => {
    expect(
      await read(
        ["-", "TOTAL FOR ALL COUNTRIES", "8507600030", "12", "2026-07"],
        ["5700", "CHINA", "8507600030", "12", "2026-07"],
      ),
    ).toEqual([
      {
        line: 3,
        row: {
          positionId: "census-8507600030-2026-07-CN",
          sector: "us-storage-imports",
          supplierId: null,
          item: "8507600030",
          originCountry: "CN",
          exposure: 1200,
          date: "2026-07-31",
          periodStart: "2026-07-01",
          program: null,
          source: "US Census Bureau, US general imports, customs value",
        },
      },
    ]);
  });

  it("leaves groups of countries out, and says so", async () => {
    const rows = await read(
      ["0003", "EUROPEAN UNION", "1", "7", "2026-07"],
      ["5XXX", "ASIA", "1", "5", "2026-07"],
      ["5700", "CHINA", "1", "5", "2026-07"],
      ["-", "TOTAL FOR ALL COUNTRIES", "1", "5", "2026-07"],
    );
    expect(rows).toMatchObject([
      { notice: "2 rows of groups of countries were left out" },
      { row: { originCountry: "CN", exposure: 500 } },
    ]);
  });

  it("refuses a month that does not add up to its total", async () => {
    expect(
      await read(["5700", "CHINA", "1", "5", "2026-07"], ["-", "TOTAL", "1", "1006", "2026-07"]),
    ).toMatchObject([
      {
        line: 3,
        reason: "2026-07 of 1 adds up to 5 over its countries, and the total says 1,006; it was not imported",
      },
    ]);
  });

  it("refuses a code that names another country than its name, and one that is not known", async () => {
    expect(
      await read(
        ["5700", "JAPAN", "1", "5", "2026-07"],
        ["9999", "ATLANTIS", "1", "5", "2026-07"],
        ["9998", "JAPAN", "1", "5", "2026-07"],
      ),
    ).toMatchObject([
      { line: 2, column: "CTY_CODE", reason: '"5700" is CN, and CTY_NAME says "JAPAN"' },
      { line: 3, reason: '"9999" is no country of Schedule C that is known here' },
      { notice: expect.stringContaining("could not be checked") },
      { row: { originCountry: "JP" } },
    ]);
  });

  it("adds up two codes of one country, and makes no position of a zero", async () => {
    expect(
      await read(
        ["5082", "", "1", "5", "2026-07"],
        ["5083", "", "1", "6", "2026-07"],
        ["5700", "", "1", "0", "2026-07"],
        ["-", "", "1", "11", "2026-07"],
      ),
    ).toMatchObject([{ row: { originCountry: "PS", exposure: 1100 } }]);
  });

  it("takes year and month, and a column that stands there twice", async () => {
    const header = ["CTY_CODE", "I_COMMODITY", "GEN_VAL_MO", "YEAR", "MONTH", "I_COMMODITY"];
    const text = JSON.stringify([header, ["5800", "1", 5, "2026", "07", "1"]]);
    expect((await readText(text)).at(-1)).toMatchObject({ row: { originCountry: "KR", date: "2026-07-31" } });
  });

  it.each([
    ["", "is empty"],
    ["<html>", "is not JSON"],
    ["{}", "is no answer of the Census API"],
    ["[1]", "is no answer of the Census API"],
    ['[["CTY_CODE","I_COMMODITY","GEN_VAL_YR","time"]]', "has no GEN_VAL_MO in its first array"],
    [JSON.stringify([HEADER, ["5700"]]), "row 2 has 1 values and the header 5"],
  ])("%s is refused as a whole", async (text, reason) => {
    await expect(readText(text)).rejects.toThrow(reason);
  });
});

it("codes of Schedule C mean countries, each once but the two of Palestine", () => {
  const countries = [...scheduleC.values()];
  expect(scheduleC.size).toBe(new Set(countries).size + 1);
  expect(countries.filter((code) => !countryCodes.has(code))).toEqual([]);
  expect(scheduleC.get("5700")).toBe("CN");
});

describe("the shipped figures of DataWeb as the Census API gives them", () => {
  const lines = readFileSync("sample/us_imports_hs8507600030_bess_monthly.csv", "utf8").trim().split(/\r?\n/);
  const codeOf = new Map([...scheduleC].map(([code, iso]) => [iso, code]));
  const rows = lines.slice(1).map((line) => {
    const [, hts = "", period = "", quoted = "", , value = ""] =
      /^([^,]*),([^,]*),("([^"]*)"|[^,]*),(\d+)$/.exec(line) ?? [];
    const name = quoted.replaceAll('"', "");
    const country = name === "TOTAL" ? "-" : (codeOf.get(countryCode(name) ?? "") ?? "");
    return [country, "", hts, value, period];
  });
  const json = JSON.stringify([HEADER, ...rows]);
  const csv = `${lines.join("\n")}\n`;

  it("become the same positions", async () => {
    const plain = (read: object[]) =>
      read.map((one) => {
        if (!("row" in one)) return one;
        const { positionId, source: _, ...rest } = one.row as Record<string, unknown>;
        return { ...rest, figure: String(positionId).replace(/^\w+-/, "") };
      });
    const census = await readText(json);
    expect(census.length).toBeGreaterThan(50);
    const usitc = await readAll(readUsitc(bytesOf(csv), { policy, item: null }));
    const byFigure = (a: { figure?: string }, b: { figure?: string }) =>
      (a.figure ?? "") < (b.figure ?? "") ? -1 : 1;
    expect(plain(census).sort(byFigure)).toEqual(plain(usitc).sort(byFigure));
  });

  it("are not added to them: they are the same figures", async () => {
    const world = objectImportWorld();
    await usitcImport(policy, null)(bytesOf(csv), world.ports, { file: "usitc.csv" });
    const before = world.positions.size;
    const report = await censusImport(policy, null, 1_000_000)(bytesOf(json), world.ports, {
      file: "c.json",
    });
    expect(world.positions.size).toBe(before);
    expect(report.reasons[0]?.reason).toContain("overlaps with");
  });
});

it("any JSON is read, or refused in one sentence, and what is read adds up", async () => {
  const cell = fc.oneof(
    fc.constantFrom("5700", "5800", "-", "0003", "5082", "5083", "1", "2026-07", "12", null),
    hostileText,
    fc.integer({ min: 0, max: 99 }),
  );
  const table = fc.array(
    fc.tuple(fc.constantFrom("5700", "5800", "-", "5082", "5083"), cell, cell, cell, cell),
    {
      maxLength: 8,
    },
  );
  const good = fc.array(
    fc.tuple(
      fc.constantFrom("5700", "5800", "5082", "5083", "0003"),
      fc.constant(""),
      fc.constantFrom("1", "2"),
      fc.nat(999).map(String),
      fc.constantFrom("2026-06", "2026-07"),
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        hostileText,
        fc.oneof(table, good).map((rows) => JSON.stringify([HEADER, ...rows])),
      ),
      async (text) => {
        try {
          for (const one of await readText(text)) {
            if (isNotice(one)) expectSentence(one.notice);
            else if (isRejection(one)) expectSentence(one.reason);
            else positionSchema.parse(one.row);
          }
        } catch (error) {
          if (!(error instanceof UnusableFile)) throw error;
          expectSentence(error.message);
        }
      },
    ),
    { numRuns: isFull ? CASES : 200 },
  );
  await fc.assert(
    fc.asyncProperty(good, async (rows) => {
      const sum = rows.reduce(
        (added, [country, , , value]) => added + (country === "0003" ? 0 : Number(value)),
        0,
      );
      const positions = (await read(...rows)).flatMap((one) => ("row" in one ? [one.row] : []));
      expect(positions.reduce((added, { exposure }) => added + exposure, 0)).toBe(sum * 100);
      expect(new Set(positions.map(({ positionId }) => positionId)).size).toBe(positions.length);
    }),
    { numRuns: isFull ? CASES : 100 },
  );
});
