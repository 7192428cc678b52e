import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Rule, ruleSchema } from "../../../shared/policy/rule.ts";
import { flat } from "../../shared/bulletin/telling.ts";
import { type GuardedSector, guardedSector } from "../../support/guarded-sector.ts";

let sector: GuardedSector;
beforeEach(async () => {
  sector = await guardedSector();
  // What is told of, not what is held.
  sector.policy = { ...sector.policy, importGuard: 1 };
});
afterEach(() => sector.close());

/** The part of the e-mail about what moved it, and what was done that moved it; they add up to the same. */
async function movedNow(): Promise<{ heading: string; causes: string[] }> {
  const { bulletin } = await sector.run();
  const section = (bulletin?.text ?? "").split("\n\n").find((one) => one.startsWith("WHAT MOVED IT")) ?? "";
  const [, heading = "", ...lines] = unwrapped(section).split("\n");
  const at = lines.indexOf("  By what was done:");
  const causes = at < 0 ? [] : lines.slice(at + 1);
  const total = Number(heading.match(/\(([+-][\d.]+) points\)/)?.[1]);
  const sum = causes.reduce((left, line) => left + Number(line.match(/^ {2}([+-][\d.]+) /)?.[1]), 0);
  if (causes.length > 0 && !Number.isNaN(total)) expect(sum).toBeCloseTo(total, 6);
  return { heading, causes };
}

/** The lines of a section without the breaks within them. */
function unwrapped(section: string): string {
  return section.replaceAll(/\n {4}/g, " ");
}

function ruleWith(overrides: Partial<Rule>): void {
  const [rule] = sector.policy.rules;
  sector.policy = { ...sector.policy, rules: [ruleSchema.parse({ ...rule, ...overrides })] };
}

const FILE = (name: string) => `positions/${name} (bucket, version v-${name}, 2026-08-01 06:00 UTC)`;

describe("an alert that resolves says by what was done", () => {
  it("names the file that brought invented positions, its version, source and amount", async () => {
    await sector.put("first.csv", ["A=CN 280", "B=JP 720"]);
    await sector.run();
    await sector.put("bad.csv", ["US 200"]);
    expect(await movedNow()).toEqual({
      heading: "  Made in China from 28.0 % to 23.3 % (-4.7 points)",
      causes: [`  -4.7 ${FILE("bad.csv")}: USD 200 added, source erp`],
    });
  });

  it("names the shorter file that took rows away", async () => {
    await sector.put("first.csv", ["A=CN 280", "B=JP 720"]);
    await sector.run();
    await sector.put("short.csv", ["B=JP 720"], true);
    expect((await movedNow()).causes).toEqual([
      `  -28.0 ${FILE("short.csv")}: USD 280 taken away, source erp`,
    ]);
  });

  it("says what left the window", async () => {
    await sector.put("first.csv", ["A=CN 280 2025-08-05", "B=JP 720"]);
    await sector.run();
    sector.wait(10);
    expect((await movedNow()).causes).toEqual(["  -28.0 USD 280 left the window of 365 days"]);
  });

  it("tells what left from what was added, where both moved it", async () => {
    await sector.put("first.csv", ["A=CN 100 2025-08-05", "B=CN 200", "C=JP 700"]);
    await sector.run();
    await sector.put("more.csv", ["US 100"]);
    sector.wait(10);
    const { causes } = await movedNow();
    expect(causes).toHaveLength(2);
    expect(causes[0]).toMatch(/^ {2}-\d+\.\d USD 100 left the window of 365 days$/);
    expect(causes[1]).toMatch(/^ {2}-\d+\.\d positions\/more\.csv .*: USD 100 added, source erp$/);
  });

  it("names rows without a date that dilute, and not those who stayed the same", async () => {
    await sector.put("first.csv", ["A=CN 280", "B=JP 720"]);
    await sector.run();
    await sector.put("undated.csv", ["C=JP 500 -"]);
    const { bulletin } = await sector.run();
    expect(bulletin?.text).toContain("Japan grew: USD 720 to USD 1.2 k");
    expect(bulletin?.text).not.toMatch(/China (shrank|left)/);
    expect(flat(bulletin?.text ?? "")).toContain(`${FILE("undated.csv")}: USD 500 added`);
  });

  it("says which supplier was edited, how, and by which file", async () => {
    ruleWith({ measure: { kind: "share", of: { facet: "control", countries: ["CN"] } } });
    await sector.putSuppliers("suppliers.csv", "catl,CATL,CN,,,", "lg,LG,KR,,,");
    await sector.put("first.csv", ["A=CN 280 2026-07-01 catl", "B=JP 720 2026-07-01 lg"]);
    await sector.run();
    await sector.putSuppliers("edited.csv", "catl,CATL,US,,,");
    expect((await movedNow()).causes).toEqual([
      "  -28.0 edited: CATL: country China to the United States, by edited.csv (command line, by ann, 2026-08-01 06:00 UTC)",
    ]);
  });

  it("says by itself what was edited that no rule measures, and only that", async () => {
    await sector.putSuppliers("suppliers.csv", "catl,CATL,CN,,,", "lg,LG,KR,,,");
    await sector.put("first.csv", ["A=CN 280 2026-07-01 catl", "B=JP 720 2026-07-01 lg"]);
    await sector.run();
    await sector.putSuppliers(
      "days.csv",
      "supplierId,name,country,parentId,parentStake,lists,stockDays",
      "catl,CATL,CN,,,,30",
    );
    await sector.put("bad.csv", ["US 200"]);
    const { bulletin } = await sector.run();
    const sections = (bulletin?.text ?? "").split("\n\n").map(unwrapped);
    expect(sections.filter((one) => one.includes("stockDays"))).toEqual([
      [
        "ALSO EDITED since 1 Aug 2026",
        "  No rule measures this:",
        "  CATL: stockDays unknown to 30, by days.csv (command line, by ann, 2026-08-01 06:00 UTC)",
      ].join("\n"),
    ]);
  });

  it("says through whom, where it is a supplier of a supplier that was edited", async () => {
    ruleWith({ measure: { kind: "share", of: { facet: "control", countries: ["CN"] } } });
    await sector.putSuppliers("suppliers.csv", "catl,CATL,CN,,,", "sub,Sub,US,catl,0.6,", "lg,LG,KR,,,");
    await sector.put("first.csv", ["A=US 280 2026-07-01 sub", "B=JP 720 2026-07-01 lg"]);
    await sector.run();
    await sector.putSuppliers("sold.csv", "sub,Sub,US,lg,0.6,");
    const { causes } = await movedNow();
    expect(causes).toEqual([
      expect.stringContaining("edited: Sub: parent CATL to LG, by sold.csv (command line"),
    ]);
  });

  it("explains it since readers were told, where it took several runs", async () => {
    ruleWith({ keep: 2 });
    await sector.put("first.csv", ["A=CN 280", "B=JP 720"]);
    await sector.run();
    await sector.put("bad.csv", ["US 200"]);
    expect((await sector.run()).bulletin).toBeNull();
    sector.wait(1);
    expect((await movedNow()).causes).toEqual([`  -4.7 ${FILE("bad.csv")}: USD 200 added, source erp`]);
  });

  it("explains it since readers were told, where several runs of that day had found something", async () => {
    for (const dollars of [280, 281, 282, 283, 284]) {
      await sector.put("first.csv", [`A=CN ${dollars}`, `B=JP ${1000 - dollars}`]);
      await sector.run();
    }
    await sector.put("bad.csv", ["US 240"]);
    const { heading } = await movedNow();
    // Readers were told of 28 % when it was raised, and of nothing since.
    expect(heading).toBe("  Made in China from 28.0 % to 22.9 % (-5.1 points)");
  });

  it("says what went where its whole group is gone", async () => {
    ruleWith({ by: "item" });
    await sector.put("first.csv", ["A=CN 300 2026-07-01 x ups", "B=JP 700"]);
    await sector.run();
    await sector.put("short.csv", ["B=JP 700"], true);
    const { heading, causes } = await movedNow();
    expect(heading).toBe("  Made in China (ups) [china-origin]");
    expect(causes).toEqual([`  ${FILE("short.csv")}: USD 300 taken away, source erp`]);
  });
});

describe("an alert that is raised says by what was done", () => {
  it("names what came of age: it was imported before and dated since", async () => {
    await sector.put("first.csv", ["A=CN 100", "B=JP 720", "C=CN 300 2026-08-05"]);
    await sector.run();
    sector.wait(10);
    expect((await movedNow()).causes).toEqual([
      expect.stringMatching(/^ {2}\+23\.5 USD 300 came into the window by its date$/),
    ]);
  });

  it("names each of several files, and the parts add up", async () => {
    await sector.put("first.csv", ["A=CN 100", "B=JP 720"]);
    await sector.run();
    await sector.put("one.csv", ["CN 300"]);
    await sector.put("two.csv", ["JP 50"]);
    const { causes } = await movedNow();
    expect(causes.map((line) => line.replace(/^ {2}[+-][\d.]+ /, ""))).toEqual([
      `${FILE("one.csv")}: USD 300 added, source erp`,
      `${FILE("two.csv")}: USD 50 added, source erp`,
    ]);
  });

  it("says nothing of files after an assessment that an earlier version stored", async () => {
    await sector.put("first.csv", ["A=CN 100", "B=JP 720"]);
    await sector.run();
    await sector.forget();
    await sector.put("one.csv", ["CN 300"]);
    const { heading, causes } = await movedNow();
    expect(heading).toContain("  Made in China from 12.2 %");
    expect(causes).toEqual([]);
  });
});
