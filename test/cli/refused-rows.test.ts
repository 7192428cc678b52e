import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Workplace, workplace } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";

const LINE =
  "REFUSED ROWS: 191 of 500 rows of positions.csv were refused (USD 19.1 k): figures may be too low or too high.";

/** 500 rows of USD 100, of which the first 191 are from China by this name. */
function rows(china: string): string {
  const all = Array.from({ length: 500 }, (_, at) => {
    return `P-${at},ai,,bess,${at < 191 ? china : "JP"},100,2026-07-01,,invoices`;
  });
  return `${[POSITION_COLUMNS, ...all].join("\n")}\n`;
}

let place: Workplace;
beforeAll(async () => {
  place = workplace();
  const imported = await place.chokepoint("import", "positions", place.file("positions.csv", rows("Cathay")));
  expect(imported.code).toBe(2);
  expect((await place.chokepoint("recompute", "--sector", "ai", "--as-of", "2026-07-31")).stdout).toContain(
    LINE,
  );
});
afterAll(() => place.remove());

describe("191 of 500 rows that were refused", () => {
  it.each([
    [["alerts", "--sector", "ai"]],
    [["simulate", "--sector", "ai", "--remove", "country:JP", "--as-of", "2026-07-31"]],
    [["digest", "--sector", "ai"]],
    [["backtest", "--sector", "ai", "--from", "2026-07-01", "--to", "2026-07-31", "--every", "2w"]],
    [["watchdog"], 1],
  ])("are told by %j", async (args, expected = 0) => {
    const { code, stdout } = await place.chokepoint(...args);
    // Lines of the digest end where a phone would break them.
    expect(stdout.replaceAll(/\n +/g, " ")).toContain(LINE);
    expect(code).toBe(expected);
  });

  it("stand in JSON, with file and reason", async () => {
    const args = ["recompute", "--sector", "ai", "--as-of", "2026-07-31", "--dry-run", "--json"];
    expect(JSON.parse((await place.chokepoint(...args)).stdout)).toMatchObject([
      {
        assessment: {
          positions: 309,
          incomplete: true,
          refused: {
            rows: 191,
            exposure: 19_100,
            files: [
              {
                file: "positions.csv",
                reasons: [
                  {
                    reason: 'originCountry: "Cathay" is not a country: write its two-letter code',
                    rows: 191,
                  },
                ],
              },
            ],
          },
        },
      },
    ]);
    const [sector] = JSON.parse((await place.chokepoint("alerts", "--sector", "ai", "--json")).stdout);
    expect(sector).toMatchObject({ incomplete: true, refused: { rows: 191 } });
  });

  it("are told no more once a later version of the file brings them in", async () => {
    const mended = place.file("positions.csv", rows("China"));
    expect(await place.chokepoint("import", "positions", mended)).toMatchObject({ code: 0 });
    const { stdout } = await place.chokepoint("recompute", "--sector", "ai", "--as-of", "2026-07-31");
    expect(stdout).not.toContain("REFUSED");
    expect(stdout).toContain("in 500 positions");
  });
});
