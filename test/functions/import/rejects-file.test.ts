import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rejectsCsv } from "../../../functions/import/bucket/rejects-csv.ts";

const rowsOf = (reason: string) =>
  parse(
    rejectsCsv({ rejections: [{ line: 2, column: null, reason }], reasons: [], otherFaults: 1 }),
  ) as string[][];

describe("what was rejected, as CSV", () => {
  it("has a line for each rejection", () => {
    const rejections = [
      { line: 2, column: "exposure", reason: '"-5" is negative' },
      { line: 3, column: null, reason: "has 8 fields and the header 9" },
    ];
    expect(rejectsCsv({ rejections, reasons: [], otherFaults: 2 })).toBe(
      'line,column,reason\r\n2,exposure,"""-5"" is negative"\r\n3,,has 8 fields and the header 9\r\n',
    );
  });

  it("says how many it does not list", () => {
    const fault = { column: "exposure", reason: "is negative" };
    const reasons = [{ ...fault, rows: 1_191, listed: 100, lines: [2, 3, 4, 5, 6] }];
    const rejections = Array.from({ length: 100 }, (_, index) => ({ ...fault, line: index + 2 }));
    const lines = rejectsCsv({ rejections, reasons, otherFaults: 5 }).split("\r\n");
    expect(lines.slice(100)).toEqual([
      "101,exposure,is negative",
      ',exposure,"is negative (1,091 more rows)"',
      ",,5 more rows with other reasons",
      "",
    ]);
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("makes text of %j", (reason) => {
    expect(rowsOf(reason)[1]).toEqual(["2", "", `'${reason}`]);
  });

  it("holds no cell that a spreadsheet would execute, and loses nothing, whatever the reason", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (reason) => {
        const cells = rowsOf(reason).flat();
        expect(cells.filter((cell) => /^[=+\-@\t\r\n]/.test(cell))).toEqual([]);
        expect([reason, `'${reason}`]).toContain(cells.at(-1));
      }),
    );
  });
});
