import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { policyOf, ruleOf } from "../support/builders.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { type PolicyFiles, policyFiles } from "../support/policy-files.ts";

const POSITIONS = `positionId,sector,supplierId,item,originCountry,exposure,date,program,source
P-1,ai,maker,bess,CN,900,2026-07-15,,test
P-2,ai,maker,ups-lithium,CN,2000000,2026-07-15,,test
`;
const RULE = ruleOf({ id: "china", by: "item", atLeast: 1_000_000 });

let place: Workplace;
let own: PolicyFiles;
const chokepoint = (...args: string[]) => place.chokepoint(...args, "--policies", own.folder);

beforeAll(async () => {
  own = policyFiles("ai");
  own.write(policyOf({ rules: [RULE] }));
  place = workplace();
  await chokepoint("import", "positions", place.file("positions.csv", POSITIONS));
  await chokepoint("recompute", "--as-of", "2026-07-31");
});
afterAll(() => {
  own.remove();
  place.remove();
});

describe("a group below the floor of its rule", () => {
  it("has no alert, while another group has", async () => {
    const { stdout } = await chokepoint("alerts", "--json");
    const [{ alerts, belowFloor }] = JSON.parse(stdout);
    expect(alerts).toMatchObject([{ rule: "china", group: "ups-lithium" }]);
    expect(belowFloor).toEqual([
      { rule: "china", group: "bess", atLeast: 1_000_000, exposure: { lower: 900, upper: 900 } },
    ]);
  });

  it("is named beside the alerts, by a run and in the digest, with what it has", async () => {
    const line = `${RULE.title} [china]: 1 item has less than its floor of USD 1.0 M and raises nothing: bess (USD 900)`;
    for (const command of ["alerts", "recompute --as-of 2026-07-31 --dry-run", "digest"]) {
      const { stdout } = await chokepoint(...command.split(" "));
      expect(stdout.replaceAll(/\s+/g, " ")).toContain(line);
    }
    const [answer] = JSON.parse((await chokepoint("recompute", "--as-of", "2026-07-31", "--json")).stdout);
    expect(answer.assessment.rules).toContainEqual(
      expect.objectContaining({
        group: "bess",
        belowFloor: true,
        floor: { atLeast: 1_000_000, exposure: { lower: 900, upper: 900 }, of: "item" },
      }),
    );
  });

  it("is named on the page, with the floor", async () => {
    const out = join(place.folder, "page.html");
    expect((await chokepoint("report", "--out", out)).code).toBe(0);
    const page = readFileSync(out, "utf8").replaceAll(/<[^>]*>/g, " ");
    expect(page).toMatch(/bess\)\s+limit 25 %\s+USD 900, below the floor of USD 1.0 M: raises nothing/);
  });

  it("stands in the series as that, and not as a level", async () => {
    const about = [
      "list",
      "series",
      "--sector",
      "ai",
      "--rule",
      "china",
      "--from",
      "2026-07-31",
      "--to",
      "2026-07-31",
    ];
    const { stdout } = await chokepoint(...about);
    expect(stdout).toMatch(/bess +below floor/);
    const points = JSON.parse((await chokepoint(...about, "--json")).stdout);
    expect(points).toContainEqual(
      expect.objectContaining({ group: "bess", observed: null, level: null, belowFloor: true }),
    );
  });

  it("is explained, and listed with its rule", async () => {
    const sentence = "While an item certainly has less than USD 1.0 M, it raises nothing";
    const explained = (await chokepoint("policy", "explain", "china", "--sector", "ai")).stdout;
    expect(explained.replaceAll(/\s+/g, " ")).toContain(sentence);
    expect((await chokepoint("list", "rules")).stdout).toContain("by item, of USD 1.0 M or more");
    expect((await chokepoint("list", "rules", "--csv")).stdout).toMatch(/,1000000$/m);
  });
});
