import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import type { Silence } from "../../../shared/alerts/silence.ts";
import type { Rule } from "../../../shared/policy/rule.ts";
import { ledgerSchema } from "../../../shared/recompute/ledger.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { policyOf, refusalOf, ruleOf } from "../../support/builders.ts";
import { memoryPorts } from "../../support/memory.ts";
import { positionOf } from "../../support/samples.ts";

/** USD of one item, a part of it made in China. */
function bought(usd: number, chinese = usd): Position[] {
  const part = (positionId: string, originCountry: string, exposure: number) =>
    positionOf({ positionId, item: "bess", originCountry, exposure: exposure * 100 });
  return [part("P-cn", "CN", chinese), part("P-us", "US", usd - chinese)];
}

const SILENCE: Silence = {
  ...{ id: "s-1", rule: null, group: null, until: "2026-07-24" },
  ...{ by: "A", reason: "known", since: "2026-07-21T07:00:00.000Z" },
};

/** Runs a rule with a floor one day after the other, and says what the last run told. */
function sector() {
  const memory = memoryPorts([]);
  let day = 20;
  async function run(
    positions: Position[],
    rule: Partial<Rule>,
    { incomplete = false, isSameDay = false } = {},
  ) {
    memory.stored.positions.splice(0, Number.POSITIVE_INFINITY, ...positions);
    memory.stored.refusals.clear();
    if (incomplete) memory.stored.refusals.set("one", refusalOf());
    day += isSameDay ? 0 : 1;
    memory.clock.now = new Date(`2026-07-${day}T06:00:00Z`);
    const watched = {
      ...{ id: "china", title: "Made in China", by: "item" as const, above: { warning: 0.5 } },
      measure: { kind: "share" as const, of: { facet: "origin" as const, countries: ["CN"] } },
    };
    const policies = new Map([["ai", policyOf({ rules: [ruleOf({ ...watched, ...rule })] })]]);
    const [answer] = await recompute({}, memory, { policies, version: "1.2.3", place: null });
    if (answer === undefined || !("assessment" in answer)) throw new Error("not recomputed");
    const { alerts, bulletin } = answer;
    const [alert] = alerts;
    return {
      event: alert?.event ?? null,
      reason: alert?.reason ?? null,
      subject: bulletin?.subject ?? null,
      events: memory.stored.published.at(-1)?.events ?? [],
      text: bulletin?.text.replaceAll(/\s+/g, " ").replaceAll(" ", " ") ?? "",
    };
  }
  return { memory, run };
}

describe("an alert whose group falls below the floor", () => {
  it("is closed with both figures, in subject, e-mail and answer", async () => {
    const { run } = sector();
    await run(bought(1500), { atLeast: 1000 });
    const { event, reason, subject, text } = await run(bought(600), { atLeast: 1000 });
    expect({ event, reason }).toEqual({
      event: "resolved",
      reason: "it has USD 600, less than the floor of USD 1.0 k",
    });
    expect(subject).toBe(
      "[CLOSED] AI: Made in China (bess): it has USD 600, less than the floor of USD 1.0 k",
    );
    expect(text).toContain(
      "It has USD 600, less than the floor of USD 1.0 k. It was open since the first look (21 Jul 2026).",
    );
    expect(text).not.toMatch(/policy has changed|policy changed/i);
  });

  it("is closed with that also where its share fell meanwhile", async () => {
    const { run } = sector();
    await run(bought(1500), { atLeast: 1000 });
    const { subject } = await run(bought(600, 100), { atLeast: 1000 });
    expect(subject).toContain("[CLOSED] AI: Made in China (bess): it has USD 600, less than");
  });

  it("is resolved where only its share fell, whatever the floor has become", async () => {
    const { run } = sector();
    await run(bought(1500), { atLeast: 1000 });
    const { subject, text } = await run(bought(1500, 100), { atLeast: 500 });
    expect(subject).toContain("[RESOLVED]");
    expect(text).not.toContain("floor");
  });

  it.each([
    [500, 1000, 600, "the policy changed its floor from USD 500 to USD 1.0 k, and it has USD 600"],
    [undefined, 1000, 600, "the policy gave it a floor of USD 1.0 k, and it has USD 600"],
    [
      500,
      1000,
      400,
      "it has USD 400, less than the floor of USD 1.0 k, which the policy has changed from USD 500",
    ],
    [
      1000,
      500,
      400,
      "it has USD 400, less than the floor of USD 500, which the policy has changed from USD 1.0 k",
    ],
    [999.5, 1000, 999.7, "the policy changed its floor from USD 999.5 to USD 1.0 k, and it has USD 999.7"],
  ])("by a floor of %s that became %s says so", async (from, to, has, reason) => {
    const { run } = sector();
    await run(bought(1500), from === undefined ? {} : { atLeast: from });
    const closed = await run(bought(has), { atLeast: to });
    expect(closed).toMatchObject({ event: "resolved", reason });
    expect(closed.text).toContain(`${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`);
  });

  it("says of a limit that was changed too only what closed it", async () => {
    const { run } = sector();
    await run(bought(1500), { atLeast: 500 });
    const { subject, text } = await run(bought(600), { atLeast: 1000, above: { warning: 0.9 } });
    expect(subject).toContain("the policy changed its floor from USD 500 to USD 1.0 k");
    expect(text).not.toContain("CHANGED ITS LIMITS");
  });

  it("is told when its silence is over, with the floor that readers knew", async () => {
    const { run, memory } = sector();
    await run(bought(600), { atLeast: 500 });
    const ledger = memory.stored.ledgers.get("ai");
    if (ledger === undefined) throw new Error("no ledger");
    memory.stored.ledgers.set("ai", { ...ledger, silences: [SILENCE] });
    expect(await run(bought(600), { atLeast: 1000 })).toMatchObject({ event: "resolved", subject: null });
    expect(await run(bought(600), { atLeast: 1000 })).toMatchObject({ event: null, subject: null });
    const { subject, text } = await run(bought(600), { atLeast: 1000 });
    expect(subject).toContain(
      "[CLOSED] AI: Made in China (bess): the policy changed its floor from USD 500 to USD 1.0 k",
    );
    expect(text).toContain(
      "and it has USD 600; told now because its silence is over. It was open since the first look (21 Jul 2026).",
    );
  });
});

describe("an alert that is raised", () => {
  it.each([
    [1000, 500, "the policy changed its floor from USD 1.0 k to USD 500, and it has USD 600"],
    [1000, undefined, "the policy took away its floor of USD 1.0 k, and it has USD 600"],
  ])("only because a floor of %s became %s says so", async (from, to, reason) => {
    const { run } = sector();
    await run(bought(600), { atLeast: from });
    const raised = await run(bought(600), to === undefined ? {} : { atLeast: to });
    expect(raised).toMatchObject({ event: "raised", reason });
    expect(raised.text).toContain(`${reason.charAt(0).toUpperCase()}${reason.slice(1)}. New.`);
  });

  it("says that the policy changed both floor and limits", async () => {
    const { run } = sector();
    await run(bought(600), { atLeast: 1000, above: { warning: 0.8 } });
    const { text } = await run(bought(600), { atLeast: 500 });
    expect(text).toContain(
      "THE POLICY HAS CHANGED ITS LIMITS (they were warning 80 %). The policy changed its floor",
    );
  });

  it("after several runs says it still", async () => {
    const { run } = sector();
    await run(bought(600), { atLeast: 1000, for: 2 });
    expect(await run(bought(600), { atLeast: 500, for: 2 })).toMatchObject({ event: null });
    const { event, reason } = await run(bought(600), { atLeast: 500, for: 2 });
    expect({ event, reason }).toMatchObject({
      event: "raised",
      reason: "the policy changed its floor from USD 1.0 k to USD 500, and it has USD 600",
    });
  });

  it("because it has reached the floor says that it was below", async () => {
    const { run } = sector();
    await run(bought(600), { atLeast: 1000 });
    const { reason, text } = await run(bought(1200), { atLeast: 1000 });
    expect(reason).toBe("crossed a limit");
    expect(text).toContain("On 21 Jul 2026 it was below the floor of USD 1.0 k. New.");
  });

  it("says so too where it waits for several runs, of the day before the first of them", async () => {
    const { run } = sector();
    const rule = { atLeast: 1000, for: 3 };
    await run(bought(600), rule);
    await run(bought(600), rule);
    await run(bought(1200), rule);
    expect(await run(bought(1200), rule)).toMatchObject({ event: null });
    const { reason, text, events } = await run(bought(1200), rule);
    expect(reason).toBe("crossed a limit");
    expect(text).toContain("On 22 Jul 2026 it was below the floor of USD 1.0 k. New.");
    expect(events).toEqual([expect.objectContaining({ event: "raised", reason: "crossed a limit" })]);
  });

  it("says nothing of a floor that it was above again before it waited", async () => {
    const { run } = sector();
    const rule = { atLeast: 1000, for: 2 };
    await run(bought(600), rule);
    await run(bought(1200, 100), rule);
    await run(bought(1200), rule);
    const { event, text } = await run(bought(1200), rule);
    expect(event).toBe("raised");
    expect(text).not.toContain("floor");
  });

  it("says nothing of a floor that had no part in it", async () => {
    const { run } = sector();
    await run(bought(1500, 100), { atLeast: 1000 });
    const { reason, text } = await run(bought(1500), { atLeast: 500 });
    expect(reason).toBe("crossed a limit");
    expect(text).not.toContain("floor");
  });

  it("by incomplete data says that no floor counts, and by which floor it is closed", async () => {
    const { run } = sector();
    await run(bought(600), { atLeast: 1000 });
    const raised = await run(bought(600), { atLeast: 1000 }, { incomplete: true });
    expect(raised).toMatchObject({ event: "raised", reason: "crossed a limit" });
    expect(raised.text).toContain(
      "USD 600 of it is known, less than the floor of USD 1.0 k, which does not count while data is incomplete.",
    );
    expect(await run(bought(600), { atLeast: 1000 })).toMatchObject({
      event: "resolved",
      reason: "it has USD 600, less than the floor of USD 1.0 k",
    });
  });
});

describe("a ledger that remembers floors", () => {
  it("is not written again by a run that finds the same, also after it was stored and read", async () => {
    const { memory, run } = sector();
    await run(bought(1500), { atLeast: 1000 });
    const before = memory.stored.ledgers.get("ai");
    const stored = JSON.stringify(before);
    memory.stored.ledgers.set("ai", ledgerSchema.parse(JSON.parse(stored)));
    expect(JSON.stringify(memory.stored.ledgers.get("ai"))).toBe(stored);
    expect(before).toMatchObject({ floors: { china: 1000 }, alerts: [{ floorKnown: 1000 }] });
    await run(bought(1500), { atLeast: 1000 }, { isSameDay: true });
    expect(memory.stored.ledgers.get("ai")?.version).toBe(before?.version);
  });

  it("forgets them when no rule has one", async () => {
    const { memory, run } = sector();
    await run(bought(1500), { atLeast: 1000 });
    await run(bought(1500, 1), {});
    expect(memory.stored.ledgers.get("ai")?.floors).toBeUndefined();
  });
});

describe("an alert that is open", () => {
  it("is compared with the floor that its last message knew", async () => {
    const { run } = sector();
    const rule = { remindEveryDays: 1 };
    await run(bought(1500), { ...rule, atLeast: 500 });
    expect(await run(bought(1500), { ...rule, atLeast: 1000 })).toMatchObject({ event: "reminder" });
    expect(await run(bought(600), { ...rule, atLeast: 1000 })).toMatchObject({
      event: "resolved",
      reason: "it has USD 600, less than the floor of USD 1.0 k",
    });
  });
});
