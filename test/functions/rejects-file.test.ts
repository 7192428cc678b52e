import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rejectsCsv } from "../../functions/import/rejects-file.ts";

const rowsOf = (reason: string) =>
  parse(rejectsCsv({ rejected: 1, rejections: [{ line: 2, column: null, reason }] })) as string[][];

describe("what was rejected, as CSV", () => {
  it("has a line for each rejection", () => {
    const rejections = [
      { line: 2, column: "exposure", reason: '"-5" is negative' },
      { line: 3, column: null, reason: "has 8 fields and the header 9" },
    ];
    expect(rejectsCsv({ rejected: 2, rejections })).toBe(
      'line,column,reason\r\n2,exposure,"""-5"" is negative"\r\n3,,has 8 fields and the header 9\r\n',
    );
  });

  it("says how many it does not list", () => {
    expect(rejectsCsv({ rejected: 5, rejections: [] })).toContain(",,and 5 more rows were rejected");
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
