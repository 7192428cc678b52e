import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Workplace, workplace } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";
import { type PolicyFiles, policyFiles } from "../support/policy-files.ts";
import { chinaPolicy } from "../support/samples.ts";

const DAY = ["--as-of", "2026-07-31"];

let own: PolicyFiles;
let place: Workplace;
beforeAll(async () => {
  own = policyFiles("imports");
  own.write(chinaPolicy("drones", { benchmark: { sector: "imports", items: { bess: "code-8507" } } }));
  place = workplace();
  const rows = [
    "d-1,drones,,bess,CN,570,2026-07-20,,test",
    "d-2,drones,,bess,JP,430,2026-07-20,,test",
    "i-1,imports,,code-8507,CN,280,2026-07-20,,test",
    "i-2,imports,,code-8507,KR,720,2026-07-20,,test",
  ];
  const file = place.file("rows.csv", `${[POSITION_COLUMNS, ...rows].join("\n")}\n`);
  await chokepoint("import", "positions", file);
});
afterAll(() => {
  own.remove();
  place.remove();
});

const chokepoint = (...args: string[]) => place.chokepoint(...args, "--policies", own.folder);

const BESIDE = [
  "  Made in China: 57.0 % of our bess (USD 1.0 k, last 365 days).",
  "  imports, batteries: 28.0 % (code-8507: USD 1.0 k, 365 days to 31 Jul 2026).",
].join("\n");
const compared = {
  sector: "imports",
  asOf: "2026-07-31",
  comparisons: [{ ours: { observed: { lower: 0.57 } }, theirs: { observed: { lower: 0.28 } } }],
};

describe("a sector with a benchmark on the command line", () => {
  it("stands beside it in what recompute answers, and in its e-mail", async () => {
    const { code, stdout } = await chokepoint("recompute", ...DAY);
    expect(code).toBe(0);
    expect(stdout).toContain(`${BESIDE}\n  sent: `);
    const { stdout: inbox } = await chokepoint("inbox");
    expect(inbox).toContain("BESIDE THE MARKET\n  Made in China: 57.0 % of our bess");
    const { stdout: json } = await chokepoint("recompute", "--sector", "drones", ...DAY, "--json");
    expect(JSON.parse(json)[0].benchmark).toMatchObject(compared);
  });

  it("stands beside it wherever its open alerts are shown", async () => {
    const { stdout } = await chokepoint("alerts", "--sector", "drones");
    expect(stdout).toContain(BESIDE);
    const { stdout: json } = await chokepoint("alerts", "--json");
    expect(JSON.parse(json)).toMatchObject([
      { sector: "drones", benchmark: compared },
      { sector: "imports" },
    ]);
    expect(JSON.parse(json)[1]).not.toHaveProperty("benchmark");
  });

  it("is told in plain words, and a benchmark that is not there by policy check", async () => {
    const { stdout } = await chokepoint("policy", "explain", "china-origin", "--sector", "drones");
    expect(stdout).toContain("Beside the market\n  The same is computed of imports");
    own.write(chinaPolicy("drones", { benchmark: { sector: "import" } }));
    expect(await place.chokepoint("policy", "check", own.folder)).toMatchObject({
      code: 2,
      stderr:
        'chokepoint: drones.json: field "benchmark.sector": "import" is not a sector; nearest: imports\n',
    });
    const { code, stdout: answer } = await chokepoint("recompute", "--sector", "drones", ...DAY, "--dry-run");
    expect(code).toBe(0);
    expect(answer).toContain("  Not compared with import: no usable policy of it is here.\n");
  });
});
