import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ruleSchema } from "../../../shared/policy/rule.ts";
import { type GuardedSector, guardedSector } from "../../support/guarded-sector.ts";

let sector: GuardedSector;
beforeEach(async () => {
  sector = await guardedSector();
  const [rule] = sector.policy.rules;
  const measure = { kind: "share", of: { suppliers: ["catl"] } };
  // What is told of, not what is held.
  sector.policy = { ...sector.policy, importGuard: 1, rules: [ruleSchema.parse({ ...rule, measure })] };
});
afterEach(() => sector.close());

/** The part of the e-mail about what moved it. */
async function movedNow(run = () => sector.run()): Promise<string[]> {
  const { bulletin } = await run();
  const section = (bulletin?.text ?? "").split("\n\n").find((one) => one.startsWith("WHAT MOVED IT")) ?? "";
  // Lines that go on begin with four blanks; below the title stands how much the measure has moved.
  const [, , ...lines] = section.replaceAll(/\n {4}/g, " ").split("\n");
  return lines.map((line) => line.replace(/ \(bucket, version [^)]*\)/, ""));
}

describe("positions that got another supplier", () => {
  it("are told as that, with the import that did it, and not as ones that left and came", async () => {
    await sector.put("first.csv", [
      "A=CN 200 2026-07-01 catl",
      "B=CN 80 2026-07-02 catl",
      "C=JP 720 2026-07-01 lg",
    ]);
    await sector.run();
    await sector.put("merged.csv", ["A=CN 200 2026-07-01 lg", "B=CN 80 2026-07-02 lg"]);
    expect(await movedNow()).toEqual([
      "  -28.0 2 positions got another supplier (catl → lg): USD 280",
      "  By what was done:",
      "  -28.0 positions/merged.csv: another supplier for 2 positions (USD 280), source erp",
    ]);
  });

  it("are told the same where the sector is folded in parts", async () => {
    await sector.put("first.csv", ["A=CN 280 2026-07-01 catl", "C=JP 720 2026-07-01 lg"]);
    await sector.runInParts();
    await sector.put("merged.csv", ["A=CN 280 2026-07-01 lg"]);
    expect(await movedNow(() => sector.runInParts())).toContain(
      "  -28.0 1 position got another supplier (catl → lg): USD 280",
    );
  });

  it("are told apart from what came and left besides", async () => {
    await sector.put("first.csv", [
      "A=CN 280 2026-07-01 catl",
      "B=CN 60 2026-07-01 catl",
      "C=JP 660 2026-07-01 lg",
    ]);
    await sector.run();
    await sector.put("merged.csv", ["A=CN 300 2026-07-01 lg", "C=JP 700 2026-07-01 lg"], true);
    const lines = await movedNow();
    expect(lines).toContain("  By what was done:");
    expect(lines[0]).toMatch(/^ {2}-\d+\.\d 1 position got another supplier \(catl → lg\): USD 280$/);
    expect(lines[1]).toMatch(/^ {2}-\d+\.\d catl shrank otherwise by USD 60$/);
    expect(lines.join("\n")).toContain(
      "positions/merged.csv: another supplier for 1 position (USD 280), USD 720 added and USD 720 taken away",
    );
  });

  it("are told as known where nobody was known before, and as unknown where nobody is now", async () => {
    await sector.put("first.csv", [
      "A=CN 280 2026-07-01",
      "B=JP 20 2026-07-01 catl",
      "C=JP 700 2026-07-01 lg",
    ]);
    await sector.run();
    await sector.put("known.csv", ["A=CN 280 2026-07-01 catl"]);
    expect((await movedNow())[0]).toBe("  +28.0 1 position got a known supplier (catl): USD 280");
    await sector.put("unknown.csv", ["A=CN 280 2026-07-01", "B=JP 20 2026-07-01"]);
    expect((await movedNow())[0]).toBe(
      "  -30.0 2 positions have no known supplier now (before: catl): USD 300",
    );
  });

  it("are told with what left the window as what they were", async () => {
    await sector.put("first.csv", [
      "A=CN 200 2025-08-05 catl",
      "B=CN 80 2026-07-02 catl",
      "C=JP 720 2026-07-01 lg",
    ]);
    await sector.run();
    await sector.put("merged.csv", ["A=CN 200 2025-08-05 lg", "B=CN 80 2026-07-02 lg"]);
    sector.wait(10);
    const lines = await movedNow();
    expect(
      lines.filter((line) => !line.startsWith("  By")).map((line) => line.replace(/^ {2}\S+ /, "")),
    ).toEqual([
      "catl shrank otherwise by USD 200",
      "1 position got another supplier (catl → lg): USD 80",
      "USD 200 left the window of 365 days",
      "positions/merged.csv: another supplier for 1 position (USD 80), source erp",
    ]);
  });

  it("are told by keys where a later import has changed them once more", async () => {
    await sector.put("first.csv", ["A=CN 280 2026-07-01 catl", "C=JP 720 2026-07-01 lg"]);
    await sector.run();
    await sector.put("merged.csv", ["A=CN 280 2026-07-01 byd"]);
    await sector.put("again.csv", ["A=CN 280 2026-07-01 lg"]);
    const lines = await movedNow();
    expect(lines[0]).toMatch(/ catl left: USD 280 to 0$/);
    expect(lines.join("\n")).not.toContain("another supplier");
  });
});

describe("positions that got another origin", () => {
  it("are told as that, with the countries", async () => {
    const [rule] = sector.policy.rules;
    const measure = { kind: "share", of: { facet: "origin", countries: ["CN"] } };
    sector.policy = { ...sector.policy, rules: [ruleSchema.parse({ ...rule, measure })] };
    await sector.put("first.csv", ["A=CN 280 2026-07-01 catl", "C=JP 720 2026-07-01 lg"]);
    await sector.run();
    await sector.put("moved.csv", ["A=VN 280 2026-07-01 lg"]);
    expect(await movedNow()).toEqual([
      "  -28.0 1 position got another supplier (catl → lg) and got another origin (China → Vietnam): USD 280",
      "  By what was done:",
      "  -28.0 positions/moved.csv: another supplier or origin for 1 position (USD 280), source erp",
    ]);
  });
});
