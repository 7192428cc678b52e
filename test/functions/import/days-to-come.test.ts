import { describe, expect, it } from "vitest";
import { nativeImports } from "../../../functions/import/tables/formats.ts";
import { fileOf, POSITION_COLUMNS } from "../../support/files.ts";
import { objectImportWorld } from "../../support/object-import.ts";

/** Imports positions with these dates on 2026-08-01. */
async function reportFor(...dates: string[]) {
  const rows = dates.map((date, at) => `P-${at},ai,,bess,CN,1,${date},,x`);
  const world = objectImportWorld();
  const report = await nativeImports.positions(fileOf(POSITION_COLUMNS, ...rows), world.ports, {
    file: "p.csv",
  });
  expect(report).toMatchObject({ rows: dates.length, rejected: 0 });
  return report;
}

describe("positions that are dated after today", () => {
  it("are taken, counted, and told with line and date", async () => {
    expect(await reportFor("2026-08-01", "2099-01-01", "")).toMatchObject({
      waiting: 1,
      warnings: ["1 row is dated after today (2026-08-01): it counts from its day on (line 3: 2099-01-01)"],
    });
    expect(await reportFor("2026-08-02", "2099-01-01")).toMatchObject({
      waiting: 2,
      warnings: [
        "2 rows are dated after today (2026-08-01): they count from their day on (line 2: 2026-08-02, line 3: 2099-01-01)",
      ],
    });
  });

  it("are told by the first ten, however many there are", async () => {
    const { warnings, waiting } = await reportFor(...Array.from({ length: 1212 }, () => "2026-08-02"));
    expect(waiting).toBe(1212);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(
      /^1,212 rows are dated after today .* line 11: 2026-08-02, and 1,202 more\)$/,
    );
  });

  it("are not spoken of where there are none", async () => {
    expect(await reportFor("2026-08-01", "")).toMatchObject({ waiting: 0, warnings: [] });
  });
});
