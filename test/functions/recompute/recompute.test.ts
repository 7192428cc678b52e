import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import type { Deployment } from "../../../functions/runtime/deployment.ts";
import type { RecomputePayload } from "../../../shared/contract/recompute-payload.ts";
import type { Policy } from "../../../shared/policy/policy.ts";
import { MOST_EXPOSURE } from "../../../shared/values/exposure.ts";
import { flat } from "../../shared/bulletin/telling.ts";
import { ruleOf } from "../../support/builders.ts";
import { type MemoryPorts, memoryPorts } from "../../support/memory.ts";
import { chinaPolicy, positionOf, supplierOf, supplyWith } from "../../support/samples.ts";

const AS_OF = "2026-07-31";

function deploymentOf(...policies: Policy[]): Deployment {
  return {
    policies: new Map(policies.map((policy) => [policy.sector, policy])),
    version: "1.2.3",
    place: null,
  };
}

const aiOnly = deploymentOf(chinaPolicy("ai"));

async function runAi(ports: MemoryPorts, payload: Partial<RecomputePayload> = {}) {
  const [result] = await recompute({ asOf: AS_OF, ...payload }, ports, aiOnly);
  if (result === undefined) throw new Error("no result");
  return result;
}

describe("a recompute", () => {
  it("publishes one bulletin when a limit is crossed, and remembers the alert", async () => {
    const ports = memoryPorts(supplyWith(300), [supplierOf()]);
    const result = await runAi(ports);
    expect(result.alerts).toMatchObject([
      { rule: "china-origin", level: "warning", event: "raised", limit: 0.25 },
    ]);
    expect(result.bulletin).toMatchObject({
      published: true,
      subject: expect.stringMatching(/^\[WARNING\] AI: 30% /),
    });
    expect(ports.stored.published).toHaveLength(1);
    expect(ports.stored.ledgers.get("ai")).toMatchObject({ outbox: [], alerts: [{ rule: "china-origin" }] });
  });

  it("says at a first look since when the dates of positions show what it found, and later that it was the first look", async () => {
    const china = { originCountry: "CN", exposure: 70_00 };
    const ports = memoryPorts([positionOf({ ...china, positionId: "P-1", date: "2026-03-15" })]);
    const first = await runAi(ports);
    expect(flat(first.bulletin?.text ?? "")).toContain(
      "New: the stored data has shown it since 2 Apr 2026 or earlier, first checked on 31 Jul 2026.",
    );
    ports.stored.positions.push(positionOf({ positionId: "P-2", exposure: 150_00, date: "2026-08-01" }));
    const second = await runAi(ports, { asOf: "2026-08-07" });
    const later = flat(second.bulletin?.text ?? "");
    expect(later).toContain("pen since the first look (31 Jul 2026)");
    expect(later).not.toContain("by the stored data");
  });

  it("sends and writes nothing when run again on the same data", async () => {
    const ports = memoryPorts(supplyWith(300));
    await runAi(ports);
    const before = structuredClone(ports.stored.ledgers);
    const again = await runAi(ports);
    expect(again.bulletin).toBeNull();
    expect(again.alerts).toMatchObject([{ level: "warning", event: null }]);
    expect(ports.stored.published).toHaveLength(1);
    expect(ports.stored.ledgers).toEqual(before);
  });

  it.each<[string, Partial<MemoryPorts["stored"]>, string[]]>([
    ["its sector has no data", { positions: [] }, ["no-data", "reminder"]],
    [
      "an incomplete run misses it",
      { positions: [positionOf({ item: "ups-lithium" })], unreadablePositions: 1 },
      ["reminder"],
    ],
  ])("reminds of the alert of a group also while %s", async (_why, found, events) => {
    const byItem = ruleOf({ by: "item", remindEveryDays: 7 });
    const deployment = deploymentOf(chinaPolicy("ai", { rules: [byItem] }));
    const ports = memoryPorts(supplyWith(300));
    await recompute({ asOf: "2026-07-24" }, ports, deployment);
    Object.assign(ports.stored, found);
    await recompute({ asOf: "2026-07-31" }, ports, deployment);
    expect(ports.stored.published.at(-1)?.events.map(({ event }) => event)).toEqual(events);
  });

  it("tells that a rule was changed, and not that its alert was resolved", async () => {
    const ports = memoryPorts(supplyWith(300));
    await runAi(ports);
    const mistyped = ruleOf({ measure: { kind: "share", of: { facet: "origin", countries: ["CH"] } } });
    await recompute({ asOf: AS_OF }, ports, deploymentOf(chinaPolicy("ai", { rules: [mistyped] })));
    expect(ports.stored.published.at(-1)).toMatchObject({
      subject: "[RULE CHANGED] AI: 0% of supply made in Switzerland (limit 25%)",
      level: "none",
      worst: "warning",
      events: [{ event: "rule-changed", level: "none", rule: "china-origin" }],
    });
    await runAi(ports);
    const [back, again] = [await runAi(ports), await runAi(ports)];
    expect(ports.stored.published.at(-1)?.subject).toMatch(/^\[WARNING] AI: 30% of supply made in China/);
    expect([back.bulletin, again.bulletin]).toEqual([null, null]);
  });

  it("by another window than the policy's says what it finds, and decides, writes and sends nothing", async () => {
    const ports = memoryPorts(supplyWith(300));
    await runAi(ports);
    const { ledgers, assessments, published } = structuredClone(ports.stored);
    for (const force of [false, true]) {
      const result = await runAi(ports, { asOf: "2026-08-01", windowDays: 2, force });
      expect(result).toMatchObject({
        notWritten: "another window than the policy's",
        assessment: { windowDays: 2, positions: 0 },
        bulletin: { published: false, subject: "[NO DATA] AI: no purchase in the last 2 days" },
      });
    }
    expect(ports.stored).toMatchObject({ ledgers, assessments, published });
  });

  it("by the policy's own window, given by hand, decides as ever", async () => {
    const result = await runAi(memoryPorts(supplyWith(300)), { windowDays: 365 });
    expect(result).toMatchObject({ bulletin: { published: true } });
    expect(result).not.toHaveProperty("notWritten");
  });

  it("walks through worsened, eased and resolved, one bulletin each", async () => {
    const ports = memoryPorts();
    const events: unknown[] = [];
    for (const chinese of [300, 700, 300, 100]) {
      ports.stored.positions = supplyWith(chinese);
      events.push((await runAi(ports)).alerts[0]?.event);
    }
    expect(events).toEqual(["raised", "worsened", "eased", "resolved"]);
    expect(ports.stored.published.map(({ level }) => level)).toEqual([
      "warning",
      "critical",
      "warning",
      "none",
    ]);
    expect(ports.stored.ledgers.get("ai")?.alerts).toEqual([]);
  });

  it("gives each bulletin of a sector its own id", async () => {
    const ports = memoryPorts();
    for (const chinese of [300, 100, 300, 100]) {
      ports.stored.positions = supplyWith(chinese);
      await runAi(ports);
    }
    expect(new Set(ports.stored.published.map(({ id }) => id)).size).toBe(4);
  });

  it("says once that a sector has no data, resolves nothing meanwhile, and says when data is back", async () => {
    const ports = memoryPorts(supplyWith(300));
    await runAi(ports);
    ports.stored.positions = [];
    const blind = await runAi(ports);
    expect(blind.alerts).toMatchObject([
      { rule: null, event: "no-data" },
      { rule: "china-origin", level: "warning", event: null },
    ]);
    expect((await runAi(ports)).bulletin).toBeNull();
    ports.stored.positions = supplyWith(300);
    const back = await runAi(ports);
    expect(back.alerts.map(({ event }) => event)).toEqual(["data-back", null]);
    expect(ports.stored.published.map(({ subject }) => subject.split(" AI:")[0])).toEqual([
      "[WARNING]",
      "[NO DATA]",
      "[DATA BACK]",
    ]);
  });

  it("does not resolve on an incomplete assessment, and says that it is one", async () => {
    const ports = memoryPorts(supplyWith(300));
    await runAi(ports);
    ports.stored.positions = supplyWith(100);
    ports.stored.unreadablePositions = 1;
    const result = await runAi(ports);
    expect(result.assessment).toMatchObject({ incomplete: true, unreadable: 1 });
    expect(result.alerts).toMatchObject([{ level: "warning", event: null }]);
  });

  it("writes and sends nothing in a dry run, and shows what it would send", async () => {
    const ports = memoryPorts(supplyWith(300));
    const result = await runAi(ports, { dryRun: true });
    expect(result).toMatchObject({ notWritten: "dry run", bulletin: { published: false } });
    expect(ports.stored).toMatchObject({ published: [], ledgers: new Map(), assessments: new Map() });
  });

  it("lets an older day change nothing", async () => {
    const ports = memoryPorts(supplyWith(300));
    await runAi(ports);
    ports.stored.positions = supplyWith(100);
    const result = await runAi(ports, { asOf: "2026-07-30" });
    expect(result.notWritten).toBe("older than the last assessment");
    expect(ports.stored.ledgers.get("ai")?.alerts).toHaveLength(1);
  });

  it("sends nothing about a day before the last assessment, also in a dry run", async () => {
    const ports = memoryPorts(supplyWith(300));
    await runAi(ports);
    ports.stored.positions = supplyWith(100);
    const result = await runAi(ports, { asOf: "2026-07-30", dryRun: true });
    expect(result).toMatchObject({ notWritten: "older than the last assessment", bulletin: null });
    // Nothing was decided up to that day, and a first run as of it would find nothing.
    expect(result).toMatchObject({ alerts: [], alertsOf: null });
  });

  it("decides again after a run as of a day in the future", async () => {
    const ports = memoryPorts(supplyWith(300));
    await runAi(ports, { asOf: "2062-07-31" });
    ports.stored.positions = supplyWith(700);
    const result = await runAi(ports);
    expect(result.notWritten).toBeUndefined();
    expect(result.bulletin).toMatchObject({
      published: true,
      subject: expect.stringMatching(/^\[CRITICAL\]/),
    });
  });

  it("is as of today in UTC unless told otherwise", async () => {
    const ports = memoryPorts(supplyWith(300));
    ports.clock.now = new Date("2026-08-02T23:59:59Z");
    const [result] = await recompute({}, ports, aiOnly);
    expect(result?.assessment.asOf).toBe("2026-08-02");
  });

  it("tries every sector, then fails naming the one that failed", async () => {
    const ports = memoryPorts([...supplyWith(300, "ai"), ...supplyWith(300, "defense")]);
    const broken = { ...ports, positions: { ...ports.positions, shards: failFor("ai", ports) } };
    const both = deploymentOf(chinaPolicy("ai"), chinaPolicy("defense"));
    await expect(recompute({ asOf: AS_OF }, broken, both)).rejects.toThrow(
      "ai: reading its positions: the table is gone",
    );
    expect(ports.stored.published.map(({ sector }) => sector)).toEqual(["defense"]);
  });

  it("sets the largest rows aside by their keys where their sum would not be exact, and is incomplete", async () => {
    const rows = Array.from({ length: 100 }, (_, at) =>
      positionOf({ positionId: `huge-${at}`, exposure: MOST_EXPOSURE }),
    );
    const ports = memoryPorts([...rows, positionOf({ positionId: "plain", exposure: 500 })]);
    const [result] = await recompute({ asOf: AS_OF, dryRun: true }, ports, aiOnly);
    expect(result?.assessment).toMatchObject({
      positions: 1,
      incomplete: true,
      unreadable: 100,
      unreadableItems: ["huge-0", "huge-1", "huge-2"].map((id) => ({ key: `positions/ai#00/${id}` })),
    });
  });
});

function failFor(sector: string, ports: MemoryPorts): MemoryPorts["positions"]["shards"] {
  return (asked, ...rest) => {
    if (asked === sector) throw new Error("the table is gone");
    return ports.positions.shards(asked, ...rest);
  };
}
