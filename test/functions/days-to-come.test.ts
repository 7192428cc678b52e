import { describe, expect, it } from "vitest";
import { nativeImports } from "../../functions/import/formats.ts";
import { fileOf } from "../support/files.ts";
import { objectImportWorld } from "../support/object-import.ts";

const HEADER = "positionId,sector,supplierId,item,originCountry,exposure,date,program,source";

/** Imports positions with these dates on 2026-08-01. */
async function warningsFor(...dates: string[]): Promise<string[]> {
  const rows = dates.map((date, at) => `P-${at},ai,,bess,CN,1,${date},,x`);
  const world = objectImportWorld();
  const report = await nativeImports.positions(fileOf(HEADER, ...rows), world.ports, { file: "p.csv" });
  expect(report).toMatchObject({ rows: dates.length, rejected: 0 });
  return report.warnings;
}

describe("a position that is dated after today", () => {
  it("is taken, and told with line and date", async () => {
    expect(await warningsFor("2026-08-01", "2126-01-01", "")).toEqual([
      "line 3: dated 2126-01-01, after today (2026-08-01): it counts from that day on",
    ]);
  });

  it("among many is told ten times, and the others are counted", async () => {
    const warnings = await warningsFor(...Array.from({ length: 1212 }, () => "2026-08-02"));
    expect(warnings).toHaveLength(11);
    expect(warnings.at(-1)).toBe("line 1213: the last of 1,202 more rows dated after today (2026-08-01)");
  });
});
