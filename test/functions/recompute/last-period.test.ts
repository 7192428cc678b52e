import { createReadStream } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { replayPast } from "../../../cli/backtest/past.ts";
import { isNotice, isRejection } from "../../../functions/import/files/row.ts";
import { readUsitc } from "../../../functions/import/files/usitc.ts";
import { loadReplayPast } from "../../../functions/reading/replay-past.ts";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { runSimulation } from "../../../functions/simulate/simulate.ts";
import manifest from "../../../package.json" with { type: "json" };
import type { Position } from "../../../shared/supply/position.ts";
import { addDays } from "../../../shared/values/day.ts";
import { memoryPorts } from "../../support/memory.ts";
import { chinaPolicy, deploymentOf, positionOf } from "../../support/samples.ts";
import { usImportsPolicy } from "../../support/us-imports-policy.ts";

const SECTOR = "us-storage-imports";

let monthly: Position[];
beforeAll(async () => {
  monthly = [];
  const file = createReadStream("sample/us_imports_hs8507600030_bess_monthly.csv");
  for await (const read of readUsitc(file, { policy: usImportsPolicy, item: null })) {
    if (!isRejection(read) && !isNotice(read)) monthly.push(read.row);
  }
});

const deployment = { policies: new Map([[SECTOR, usImportsPolicy]]), version: manifest.version, place: null };

/** Runs every day of a span, as its schedule does. */
async function daily(ports: ReturnType<typeof memoryPorts>, from: string, to: string) {
  const results = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    ports.clock.now = new Date(`${day}T06:00:00Z`);
    results.push(...(await recompute({ sector: SECTOR }, ports, deployment)));
  }
  return results;
}

describe("US storage imports on a daily schedule", () => {
  it("still find July's 28.0 % from August to October, and are never without data", async () => {
    const ports = memoryPorts(monthly);
    const results = await daily(ports, "2026-08-16", "2026-10-20");
    expect(results).toHaveLength(66);
    for (const { assessment, alerts } of results) {
      expect(assessment).toMatchObject({ windowEnd: "2026-07-31", newestDate: "2026-07-31", windowDays: 31 });
      expect(assessment.rules[0]?.observed?.lower).toBeCloseTo(0.2804, 4);
      expect(alerts).toMatchObject([{ rule: "china-origin", level: "warning" }]);
    }
    expect(ports.stored.published.flatMap(({ events }) => events.map(({ event }) => event))).toEqual([
      "raised",
      "reminder",
      "reminder",
    ]);
  });

  it("say in the e-mail which days they are about", async () => {
    const ports = memoryPorts(monthly);
    const [{ bulletin } = { bulletin: null }] = await daily(ports, "2026-10-20", "2026-10-20");
    expect(bulletin?.text).toContain("of 590.5 M, 31 days to 31 Jul 2026.");
  });

  it("hold the figures of the newest month alone, whatever day it is", async () => {
    const ports = memoryPorts(monthly.filter(({ date }) => date !== "2026-07-31"));
    const [june] = await daily(ports, "2026-08-16", "2026-08-16");
    expect(june?.assessment).toMatchObject({
      windowEnd: "2026-06-30",
      scopes: [{ exposure: 465_982_189 }, {}],
    });
    ports.stored.positions = monthly;
    const [july] = await daily(ports, "2026-09-05", "2026-09-05");
    expect(july?.assessment).toMatchObject({
      windowEnd: "2026-07-31",
      scopes: [{ exposure: 590_492_006 }, {}],
    });
  });

  it("are simulated and replayed on the same days", async () => {
    const ports = memoryPorts(monthly);
    const remove = { countries: ["CN"] };
    expect(
      await runSimulation({ sector: SECTOR, remove, asOf: "2026-10-20" }, ports, deployment.policies),
    ).toMatchObject({
      windowEnd: "2026-07-31",
      scopes: [{ loss: { lower: expect.closeTo(0.2804, 4) } }, {}],
    });
    const days = ["2026-03-15", "2026-08-16", "2026-10-20"];
    const past = await loadReplayPast(ports, SECTOR, [usImportsPolicy], days);
    const replayed = replayPast(past, usImportsPolicy, days, () => {});
    const ran = [];
    for (const asOf of days) ran.push(...(await recompute({ sector: SECTOR, asOf }, ports, deployment)));
    expect(replayed.map(({ assessment }) => assessment)).toEqual(ran.map(({ assessment }) => assessment.id));
  });
});

describe("a sector whose data is stale", () => {
  const stale = { ...chinaPolicy("ai"), windowDays: 100, staleAfterDays: 30 };
  const only = deploymentOf(stale);

  it("keeps its figures: positions do not leave the window one by one", async () => {
    const old = positionOf({ positionId: "old", originCountry: "JP", date: "2026-06-01" });
    const ports = memoryPorts([old, positionOf({ originCountry: "CN", date: "2026-07-31" })]);
    for (const asOf of ["2026-08-30", "2026-10-20", "2027-07-31"]) {
      const [result] = await recompute({ asOf }, ports, only);
      expect(result?.assessment).toMatchObject({ windowEnd: "2026-08-30", positions: 2 });
    }
  });

  it("does not take a position dated after the day for news", async () => {
    const ports = memoryPorts([
      positionOf({ date: "2026-07-31" }),
      positionOf({ positionId: "f", date: "2126-01-01" }),
    ]);
    const [result] = await recompute({ asOf: "2026-10-20" }, ports, only);
    expect(result?.assessment).toMatchObject({
      newestDate: "2026-07-31",
      windowEnd: "2026-08-30",
      waiting: 1,
    });
  });
});
