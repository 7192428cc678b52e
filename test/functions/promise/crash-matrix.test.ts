import { describe, expect, it } from "vitest";
import type { HistoryRecord } from "../../../shared/alerts/history.ts";
import { aShareOf } from "../../support/cases.ts";
import { crashEverywhere, dying } from "../../support/crash-matrix.ts";
import { scenarioNamed, scenarios } from "../../support/crash-scenarios.ts";
import { dynamoWorld, memoryWorld, type World } from "../../support/crash-worlds.ts";
import { memoryPorts } from "../../support/memory.ts";

const seen = new Set<string>();

/** What such a turn puts on the bus, where that is something else than what it publishes. */
const putAs: Record<string, string[]> = {
  "worsened, after a run that could not publish": ["worsened"],
  "worsened, after a run whose bus was down": ["raised", "worsened"],
};

describe("a recompute that stops anywhere is repaired by the next, in memory", () => {
  it.each(scenarios)("$name", async ({ name, happens, told, ...scenario }) => {
    const { counting, undisturbed, problems } = await crashEverywhere(
      scenario,
      memoryWorld,
      undefined,
      (stops) => aShareOf(stops, 3),
    );
    expect(problems).toEqual([]);
    const { published, onBus, lines } = undisturbed;
    expect(published.flatMap(({ events }) => events.map(({ event }) => event))).toEqual(told);
    expect(onBus.map(({ detail }) => detail.event)).toEqual(putAs[name] ?? told);
    expect(lines.map(wordsOf)).toEqual(happens);
    expect(counting.steps.length).toBeGreaterThan(told.length > 0 ? 15 : 12);
    for (const step of counting.steps) seen.add(step);
  });

  it("and with these scenarios it has stopped in every method of every port", () => {
    const { stored: _stored, clock: _clock, now: _now, telemetry: _telemetry, ...ports } = memoryPorts();
    const methods = Object.entries(ports).flatMap(([port, methods]) =>
      Object.keys(methods).map((method) => `${port}.${method}`),
    );
    // Only people read the history, and only people silence: how that stops, crash-silence.test.ts says.
    expect([...seen, "history.read", "ledgers.saveSilences", ...OF_OTHERS].sort()).toEqual(methods.sort());
  });

  it("also when the repair stops anywhere too", async () => {
    const scenario = scenarioNamed("worsened, after a run that could not publish");
    const { counting } = await crashEverywhere(scenario, memoryWorld);
    const writes = [...counting.steps.keys()].filter((at) => WRITES.has(counting.steps[at] ?? ""));
    expect(writes.length).toBe(10);
    for (const at of aShareOf(writes, 4)) {
      const first = dying(scenario.turn, { at, when: "after" }, counting);
      const twice = { before: [...scenario.before, first], turn: scenario.turn };
      expect((await crashEverywhere(twice, memoryWorld)).problems).toEqual([]);
    }
  });
});

// What the watchdog does, and imports do; a recompute never does. Positions are read as rows by backtests, and by a recompute only
// where their sum would not be exact.
const OF_OTHERS = [
  "positions.shards",
  "bases.damaged",
  "ledgerNames.sectors",
  ...["strays.all", "strays.find", "strays.put", "strays.remove"],
  ...["watches.load", "watches.save", "findings.append", "findings.read"],
  ...["eventFiles.index", "eventFiles.write", "eventFiles.saveIndex", "imports.of", "summaries.between"],
];

const WRITES = new Set([
  "ledgers.save",
  "assessments.save",
  "publisher.publish",
  "bus.put",
  "history.append",
]);

// A store asks once whether its table has an index. At a first look, positions are read twice, and the day of those before them.
const ITS_INDEX = 1;

describe("a recompute that stops at any command to DynamoDB is repaired by the next", () => {
  const inDynamo = (name: string, createWorld: () => Promise<World>) =>
    crashEverywhere(scenarioNamed(name), createWorld, undefined, (stops) => aShareOf(stops, 4));

  it("raised, with its positions there too", async () => {
    const { counting, problems } = await inDynamo("raised", () => dynamoWorld(true));
    expect(problems).toEqual([]);
    expect(counting.steps.filter((step) => step === "Query positions")).toHaveLength(ITS_INDEX + 3 * 16);
    expect(counting.steps.filter((step) => step === "PutItem ledgers")).toHaveLength(2);
    expect(counting.steps.filter((step) => step === "PutItem assessments")).toHaveLength(3);
  });

  it.each(["resolved", "raised in a silence that is over"])("%s", async (name) => {
    const { counting, problems } = await inDynamo(name, dynamoWorld);
    expect(problems).toEqual([]);
    expect(counting.steps.length).toBeGreaterThan(10);
  });
});

function wordsOf({ event, published, by }: HistoryRecord): string {
  return published || by !== null ? event : `hidden ${event}`;
}
