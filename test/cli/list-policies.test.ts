import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { csvLines } from "../../shared/values/csv.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";
import { BROKEN, brokenText, type PolicyFiles, policyFiles } from "../support/policy-files.ts";
import { chinaPolicy } from "../support/samples.ts";

let policies: PolicyFiles;
let place: Workplace;
beforeAll(async () => {
  policies = policyFiles("drones", "grid");
  const [rule] = chinaPolicy("grid").rules;
  if (rule === undefined) throw new Error("no rule");
  const titled = {
    ...rule,
    title: 'Made in "China", mostly',
    by: "item" as const,
    effectiveFrom: "2027-10-01",
  };
  policies.write(chinaPolicy("grid", { rules: [titled] }));
  policies.writeText("ai.json", brokenText);
  place = workplace(policies.folder);
  const file = place.file("p.csv", `${POSITION_COLUMNS}\nP-1,grid,,bess,CN,700,2026-07-20,,test\n`);
  await place.chokepoint("import", "positions", file);
  await place.chokepoint("recompute", "--sector", "grid", "--as-of", "2026-07-31");
});
afterAll(() => {
  place.remove();
  policies.remove();
});
const list = async (...args: string[]) => (await place.chokepoint("list", ...args)).stdout;

describe("list rules", () => {
  it("shows each rule with its limits, of the policies that can be used", async () => {
    const text = await list("rules");
    expect(text).toMatch(/^drones\n {2}china-origin {2}critical above 65 %.* {2}Made in China\n\ngrid\n/);
    expect(text).toMatch(/by item, from 2027-10-01\n$/);
    expect(await list("rules", "--sector", "drones")).toBe(text.slice(0, text.indexOf("\n\ngrid") + 1));
  });

  it("gives them as JSON and as CSV", async () => {
    const rules = JSON.parse(await list("rules", "--json"));
    expect(rules).toMatchObject([
      { sector: "drones", id: "china-origin", above: { critical: 0.65 } },
      { sector: "grid", by: "item", effectiveFrom: "2027-10-01" },
    ]);
    const [head, , grid] = (await list("rules", "--csv")).split("\n");
    expect(head).toMatch(/^sector,rule,title,measure,by,side,warning,critical,/);
    expect(grid).toMatch(
      /^grid,china-origin,"Made in ""China"", mostly",made in China,item,above,.*0\.65,false,/,
    );
  });

  it("refuses a sector that is none, or whose policy is broken", async () => {
    const moon = await place.chokepoint("list", "rules", "--sector", "moon");
    expect(moon.code).toBe(2);
    expect(moon.stderr).toContain('"moon" is not a sector; the sectors are ai, drones, grid');
    const broken = await place.chokepoint("list", "rules", "--sector", "ai");
    expect(broken).toEqual({ code: 2, stdout: "", stderr: `chokepoint: ${BROKEN}\n` });
  });
});

describe("list sectors", () => {
  it("says what each has, and when it was last assessed", async () => {
    expect((await list("sectors")).split("\n").map((line) => line.trimEnd())).toEqual([
      "SECTOR  UNIT  RULES       NEWEST POSITION  LAST ASSESSED",
      "ai      USD   not usable  no date          never",
      "drones  USD   1           no date          never",
      "grid    USD   1           2026-07-20       2026-07-31",
      "",
    ]);
    expect(JSON.parse(await list("sectors", "--json"))).toMatchObject([
      { sector: "ai", problem: BROKEN, rules: null },
      { sector: "drones", lastAssessed: null },
      { sector: "grid", unit: "USD", rules: 1, newestDate: "2026-07-20", problem: null },
    ]);
    const csv = (await list("sectors", "--csv")).split("\n");
    expect(csv[0]).toBe("sector,title,unit,rules,newestDate,lastAssessed,problem");
    expect(csv[1]).toBe(`ai,,USD,,,,"${BROKEN.replaceAll('"', '""')}"`);
  });
});

it("CSV quotes what has to be, and makes no formulas", () => {
  expect(
    csvLines(
      ["a", "b"],
      [
        ["=1+1", null],
        ["x,y", -2],
        ['"', "two\nlines"],
      ],
    ),
  ).toEqual(["a,b", "'=1+1,", '"x,y",-2', '"""","two\nlines"']);
});
