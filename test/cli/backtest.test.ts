import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { comparisonJson } from "../../cli/backtest/json.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { type PolicyFiles, policyFiles } from "../support/policy-files.ts";
import { usImportsPolicy } from "../support/us-imports-policy.ts";

const MONTHLY = resolve("sample/us_imports_hs8507600030_bess_monthly.csv");
const SECTOR = "us-storage-imports";
const ASKED = ["--sector", SECTOR, "--from", "2026-01-31", "--to", "2026-07-31", "--every", "1m"];

let place: Workplace;
let policies: PolicyFiles;
beforeAll(async () => {
  policies = policyFiles();
  policies.write(usImportsPolicy);
  place = workplace(policies.folder);
  const { code } = await place.chokepoint("import", "usitc", MONTHLY, "--sector", SECTOR);
  expect(code).toBe(0);
});
afterAll(() => {
  place.remove();
  policies.remove();
});

function triedFile(warning = 0.15): string {
  const [rule] = usImportsPolicy.rules;
  const tried = { ...usImportsPolicy, rules: [{ ...rule, above: { warning } }] };
  return place.file("tried.json", JSON.stringify(tried));
}

describe("a backtest of real US imports", () => {
  it("tells people what would have been sent, and what every rule came to", async () => {
    const { code, stdout, stderr } = await place.chokepoint("backtest", ...ASKED);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(`us-storage-imports  2026-01-31 to 2026-07-31, every 1m
Positions are those of each day; suppliers and links are as they are today. No silences.

WHAT WOULD HAVE BEEN SENT
  2026-01-31  [NO DATA] US storage imports: no purchase in the last 31 days
  2026-02-28  [DATA BACK] US storage imports: purchases again in the last 31 days
  2026-07-31  [WARNING] US storage imports: 28% of supply made in China (limit 25%)

LEVELS, a mark per run  possible  warning critical
  china-origin   ▁▁▁▁▁▅        -        1        -
                2026
  ▁ none  ▃ possible  ▅ warning  █ critical  · not in force, blank without data or below a floor; right: days at a level

7 runs, 3 bulletins: 1 raised, 1 no-data, 1 data-back; no data on 28 of 182 days
`);
  });

  it("compares a changed policy, in JSON and nothing else", async () => {
    const ended = await place.chokepoint("backtest", ...ASKED, "--policy", triedFile(), "--json");
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: "" });
    const result = JSON.parse(ended.stdout) as ReturnType<typeof comparisonJson>;
    expect(result).toMatchObject({
      sector: SECTOR,
      from: "2026-01-31",
      to: "2026-07-31",
      every: "1m",
      summary: { runs: 7, bulletins: 3, events: { raised: 1, reminder: 0 } },
      tried: { summary: { runs: 7, bulletins: 4, events: { raised: 1, reminder: 1 } } },
      difference: [
        { asOf: "2026-06-30", shipped: null, tried: { only: [{ event: "raised", limit: 0.15 }] } },
        {
          asOf: "2026-07-31",
          shipped: { only: [{ event: "raised" }] },
          tried: { only: [{ event: "reminder" }] },
        },
      ],
    });
    expect(result.tried.policyHash).not.toBe(result.policyHash);
    expect(Object.keys(result.runs[6] ?? {})).toEqual([
      "asOf",
      "assessment",
      "positions",
      "incomplete",
      "alerts",
      "bulletin",
    ]);
    expect(result.runs[6]?.alerts).toEqual([
      {
        rule: "china-origin",
        group: null,
        level: "warning",
        event: "raised",
        observed: { lower: expect.closeTo(0.2804, 4), upper: expect.closeTo(0.2804, 4) },
        limit: 0.25,
      },
    ]);
  });

  it("shows people which of the two would have sent what", async () => {
    const { stdout } = await place.chokepoint("backtest", ...ASKED, "--policy", triedFile());
    expect(stdout).toContain(`
  2026-01-31  = no-data    possible  the sector
  2026-02-28  = data-back            the sector
  2026-06-30  + raised     warning   Made in China [china-origin]  19.2 %, limit 15 %
  2026-07-31  - raised     warning   Made in China [china-origin]  28.0 %, limit 25 %
              + reminder   warning   Made in China [china-origin]  28.0 %, limit 15 %
`);
    expect(stdout).toContain("  bulletins        3        4          +1\n");
  });

  it("shows the figures of both where both send the same beside other limits", async () => {
    const { stdout } = await place.chokepoint("backtest", ...ASKED, "--policy", triedFile(0.26));
    expect(stdout).toContain(
      `  2026-07-31  = raised     warning   Made in China [china-origin]  28.0 %, limit 25 %
                by the tried policy: 28.0 %, limit 26 %
`,
    );
  });

  it("wrote and sent nothing", async () => {
    const [alerts, inbox] = [
      await place.chokepoint("alerts", "--sector", SECTOR),
      await place.chokepoint("inbox", "--json"),
    ];
    expect(alerts.stdout).toContain("was never recomputed");
    expect(JSON.parse(inbox.stdout)).toEqual([]);
  });
});

describe("a backtest that cannot be", () => {
  it.each([
    [["--sector", "moon"], '"moon" is not a sector; the sectors are us-storage-imports'],
    [["--from", "2026-02-30"], "--from: must be a day like 2026-07-31"],
    [["--to", "July"], "--to: must be a day like 2026-07-31"],
    [["--to", "2026-01-30"], "--to: 2026-01-30 is before --from, 2026-01-31"],
    [["--every", "monthly"], "--every: must be like 7d, 2w or 1m"],
    [
      ["--from", "2016-01-31", "--every", "1d"],
      "--every: 1d makes 3,835 runs from 2016-01-31 to 2026-07-31; 2,000 are the most",
    ],
    [["--policy", "nowhere.json"], "nowhere.json: does not exist"],
    [
      ["--dir", "a", "--stack", "b"],
      "error: option '--stack <name>' cannot be used with option '--dir <folder>'",
    ],
  ])("with %j ends with 2 and one sentence", async (change, told) => {
    const { code, stdout, stderr } = await place.chokepoint("backtest", ...ASKED, ...change);
    expect(stderr).toBe(`chokepoint: ${told.replace("error: ", "")}\n`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});
