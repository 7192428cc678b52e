import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import type { Measure } from "../../../shared/policy/measure.ts";
import type { Rule } from "../../../shared/policy/rule.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { policyOf, refusalOf, ruleOf } from "../../support/builders.ts";
import { type MemoryPorts, memoryPorts } from "../../support/memory.ts";
import { positionOf } from "../../support/samples.ts";

const chinese: Measure = { kind: "share", of: { facet: "origin", countries: ["CN"] } };
const withFloor: Partial<Rule> = {
  ...{ id: "china", title: "Made in China", measure: chinese, above: { warning: 0.5 } },
  ...{ by: "item", atLeast: 1000 },
};

/** USD of an item made in China, in July. */
function bought(usd: number, overrides: Partial<Position> = {}): Position {
  const positionId = overrides.positionId ?? `P-${usd}`;
  return positionOf({ item: "bess", originCountry: "CN", exposure: usd * 100, ...overrides, positionId });
}

async function runOn(day: string, memory: MemoryPorts, rule: Partial<Rule> = withFloor) {
  memory.clock.now = new Date(`${day}T06:00:00Z`);
  const policies = new Map([["ai", policyOf({ rules: [ruleOf(rule)] })]]);
  const [answer] = await recompute({}, memory, { policies, version: "1.2.3", place: null });
  if (answer === undefined || !("assessment" in answer)) throw new Error("not recomputed");
  const { assessment, alerts, bulletin } = answer;
  return { found: assessment.rules[0], alerts, subject: bulletin?.subject ?? null };
}

describe("a rule with a floor", () => {
  it("raises nothing of a group below it, and says so", async () => {
    const { found, alerts, subject } = await runOn("2026-07-31", memoryPorts([bought(999.99)]));
    expect(found).toMatchObject({ group: "bess", observed: null, belowFloor: true });
    expect({ alerts, subject }).toEqual({ alerts: [], subject: null });
  });

  it("watches a group that reaches it", async () => {
    const { found, alerts } = await runOn("2026-07-31", memoryPorts([bought(1000)]));
    expect(found).not.toHaveProperty("belowFloor");
    expect(alerts).toMatchObject([{ level: "warning", event: "raised" }]);
  });

  it("closes an open alert whose group falls below it, says why, and raises it again above", async () => {
    const memory = memoryPorts([bought(600), bought(500)]);
    expect((await runOn("2026-07-30", memory)).alerts).toMatchObject([{ event: "raised" }]);
    memory.stored.positions.splice(1, 1);
    const closed = await runOn("2026-07-31", memory);
    expect(closed.alerts).toMatchObject([
      { level: "none", event: "resolved", reason: "it has USD 600, less than the floor of USD 1.0 k" },
    ]);
    expect(closed.subject).toBe(
      "[CLOSED] AI: Made in China (bess): it has USD 600, less than the floor of USD 1.0 k",
    );
    memory.stored.positions.push(bought(700));
    expect((await runOn("2026-08-01", memory)).alerts).toMatchObject([{ event: "raised" }]);
  });

  it("counts no floor while data is incomplete, since what is missing may belong to the group", async () => {
    const memory = memoryPorts([bought(600), bought(500)]);
    const rule = { ...withFloor, remindEveryDays: 7 };
    await runOn("2026-07-24", memory, rule);
    memory.stored.positions.splice(1, 1);
    memory.stored.refusals.set("one", refusalOf());
    expect(await runOn("2026-07-25", memory, rule)).toMatchObject({
      found: { observed: { lower: 1, upper: 1 } },
      alerts: [{ level: "warning", event: null }],
    });
    const { alerts, subject } = await runOn("2026-07-31", memory, rule);
    expect(alerts).toMatchObject([{ event: "reminder" }]);
    expect(subject).toContain("[STILL WARNING] AI: 100% of bess made in China");
    memory.stored.refusals.clear();
    expect((await runOn("2026-08-01", memory, rule)).alerts).toMatchObject([{ event: "resolved" }]);
  });

  it("raises of a group that may reach it", async () => {
    const memory = memoryPorts([bought(600)]);
    memory.stored.refusals.set("one", refusalOf());
    expect((await runOn("2026-07-31", memory)).alerts).toMatchObject([{ event: "raised" }]);
  });

  it("counts in full what may belong to a program", async () => {
    const byProgram = { ...withFloor, by: "program" as const };
    const own = bought(600, { program: "one" });
    expect((await runOn("2026-07-31", memoryPorts([own]), byProgram)).alerts).toEqual([]);
    const perhaps = bought(400, { program: null });
    const { alerts } = await runOn("2026-07-31", memoryPorts([own, perhaps]), byProgram);
    expect(alerts).toMatchObject([{ group: "one", event: "raised" }]);
  });

  it("is compared with the whole sector where it has one alert", async () => {
    const { by: _, ...whole } = withFloor;
    const two = [bought(600), bought(400, { item: "ups" })];
    expect((await runOn("2026-07-31", memoryPorts(two), whole)).alerts).toHaveLength(1);
    expect((await runOn("2026-07-31", memoryPorts([bought(999)]), whole)).alerts).toEqual([]);
  });

  it("says nothing of a sector without data", async () => {
    const memory = memoryPorts([bought(600), bought(500)]);
    await runOn("2026-07-30", memory);
    memory.stored.positions.splice(0, 2);
    const { alerts } = await runOn("2026-07-31", memory);
    expect(alerts).toMatchObject([
      { rule: null, event: "no-data" },
      { rule: "china", level: "warning" },
    ]);
  });
});
