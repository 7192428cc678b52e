import { afterAll, describe, expect, it } from "vitest";
import { workplace } from "../support/command-line.ts";

const place = workplace();
afterAll(() => place.remove());

const RANGE = "must lie between 1970-01-01 and 2100-12-31, as the day of a purchase must";

describe("a day that no purchase can have is refused by each flag that asks for one:", () => {
  it.each([
    ["--as-of", ["recompute"]],
    ["--as-of", ["simulate", "--sector", "ai", "--remove", "country:CN"]],
    ["--as-of", ["screen"]],
    ["--as-of", ["list", "holdings"]],
    ["--as-of", ["list", "ahead"]],
    ["--as-of", ["list", "unknowns", "--sector", "ai"]],
    ["--date", ["list", "positions"]],
    ["--from", ["list", "positions"]],
    ["--to", ["list", "positions"]],
    ["--from", ["list", "series", "--sector", "ai", "--rule", "china-origin"]],
    ["--to", ["list", "series", "--sector", "ai", "--rule", "china-origin"]],
    ["--since", ["list", "events"]],
    ["--from", ["list", "events"]],
    ["--to", ["list", "events"]],
    ["--on", ["lists", "show", "1260h"]],
    ["--from", ["backtest", "--sector", "ai", "--every", "1m", "--to", "2026-07-31"]],
    ["--to", ["backtest", "--sector", "ai", "--every", "1m", "--from", "2026-07-31"]],
    ["--from", ["policy", "diff", "policies", "policies"]],
    ["--to", ["policy", "diff", "policies", "policies"]],
  ])("%s of %j", async (flag, command) => {
    for (const day of ["0001-01-01", "1969-12-31", "2101-01-01", "9999-12-31"]) {
      const { code, stdout, stderr } = await place.chokepoint(...command, flag, day);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toBe(`chokepoint: ${flag}: ${RANGE}\n`);
    }
  });

  it("and the first and the last day of purchases are taken", async () => {
    for (const day of ["1970-01-01", "2100-12-31"])
      expect((await place.chokepoint("list", "holdings", "--as-of", day)).stderr).not.toContain("must lie");
  });
});
