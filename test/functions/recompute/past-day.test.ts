import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { changeAcknowledgements } from "../../../functions/silence/acknowledge.ts";
import { changeSilences } from "../../../functions/silence/silence.ts";
import type { RecomputePayload } from "../../../shared/contract/recompute-payload.ts";
import type { SectorResult } from "../../../shared/recompute/result.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { ruleOf } from "../../support/builders.ts";
import { cases } from "../../support/cases.ts";
import { type MemoryPorts, memoryPorts } from "../../support/memory.ts";
import { chinaPolicy, deploymentOf, positionOf, supplyWith } from "../../support/samples.ts";

const byItem = ruleOf({ id: "by-item", by: "item", keep: 2, margin: 0.05, remindEveryDays: 3 });
const policy = chinaPolicy("ai", { rules: [ruleOf({ for: 1 }), byItem], windowDays: 60 });
const deployment = deploymentOf(policy);

async function run(ports: MemoryPorts, payload: RecomputePayload): Promise<SectorResult> {
  const [result] = await recompute(payload, ports, deployment);
  if (result === undefined) throw new Error("no result");
  return result;
}

/** Recomputes a world as of a day on which this much of 1,000 USD comes from China. */
async function decide(ports: MemoryPorts, asOf: string, chinese: number): Promise<SectorResult> {
  ports.stored.positions = supplyWith(chinese);
  return await run(ports, { asOf });
}

const replay = (ports: MemoryPorts, asOf: string) => run(ports, { asOf, dryRun: true });
const ofSector = ({ alerts }: SectorResult) => alerts.filter(({ rule }) => rule === "china-origin");

/** Warning from 20 July to 23 July, nothing on 24 July, critical from 28 July on. */
async function sector(): Promise<MemoryPorts> {
  const ports = memoryPorts();
  await decide(ports, "2026-07-20", 300);
  await decide(ports, "2026-07-24", 100);
  await decide(ports, "2026-07-28", 700);
  return ports;
}

describe("a run as of a day in the past answers the alerts of that day:", () => {
  it.each([
    ["2026-07-20", "2026-07-20", [{ level: "warning", event: "raised", since: "2026-07-20" }]],
    ["2026-07-22", "2026-07-20", [{ level: "warning", event: "raised", since: "2026-07-20" }]],
    ["2026-07-24", "2026-07-24", [{ level: "none", event: "resolved", since: "2026-07-20" }]],
    ["2026-07-27", "2026-07-24", [{ level: "none", event: "resolved", since: "2026-07-20" }]],
  ])("as of %s those that were decided as of %s", async (asOf, decided, alerts) => {
    const result = await replay(await sector(), asOf);
    expect(result).toMatchObject({ notWritten: "older than the last assessment", bulletin: null });
    expect(result.alertsOf?.asOf).toBe(decided);
    expect(ofSector(result)).toMatchObject(alerts);
  });

  it("not the ones that are open now", async () => {
    const ports = await sector();
    await decide(ports, "2026-07-29", 700);
    expect(ofSector(await replay(ports, "2026-07-25"))).not.toMatchObject([{ level: "critical" }]);
    expect(ofSector(await replay(ports, "2026-07-28"))).toMatchObject([
      { level: "critical", event: "raised", observed: { lower: 0.7 }, observedAsOf: "2026-07-28" },
    ]);
  });

  it("before the first one, what a first run would find, and that no decision is stored", async () => {
    const result = await replay(await sector(), "2026-07-19");
    expect(result).toMatchObject({ alertsOf: null, bulletin: null });
    expect(ofSector(result)).toMatchObject([{ level: "critical", event: "raised", isFirstLook: true }]);
  });

  it("also when it is not a dry run, and when its assessment is kept as history", async () => {
    const ports = await sector();
    for (const force of [false, true]) {
      const result = await run(ports, { asOf: "2026-07-22", force });
      expect(result).toMatchObject({ alertsOf: { asOf: "2026-07-20" } });
    }
    // What was kept as history was not decided on.
    expect(await replay(ports, "2026-07-23")).toMatchObject({ alertsOf: { asOf: "2026-07-20" } });
  });

  it("of an alert whose lines are not stored any more, what its first line since and the ledger tell", async () => {
    const ports = memoryPorts();
    await decide(ports, "2026-07-20", 300);
    const first = ports.stored.ledgers.get("ai")?.version ?? 0;
    await decide(ports, "2026-07-24", 300);
    await decide(ports, "2026-07-28", 700);
    for (const version of ports.stored.history.get("ai")?.keys() ?? [])
      if (version <= first) ports.stored.history.get("ai")?.delete(version);
    expect(ofSector(await replay(ports, "2026-07-24"))).toMatchObject([
      { level: "warning", event: null, since: "2026-07-20", observed: { lower: 0.3 } },
    ]);
  });

  it("with the value they were decided on, and says that the figures are others now", async () => {
    const ports = await sector();
    ports.stored.positions = supplyWith(450);
    const result = await replay(ports, "2026-07-20");
    expect(result.figuresChanged).toBe(true);
    expect(ofSector(result)).toMatchObject([{ level: "warning", observed: { lower: 0.3 } }]);
    ports.stored.positions = [...supplyWith(300), positionOf({ positionId: "P-9", date: "2026-07-26" })];
    expect(await replay(ports, "2026-07-20")).not.toHaveProperty("figuresChanged");
  });

  it("a value that was withheld as such, and the run itself what was last known", async () => {
    const ports = await sector();
    ports.stored.unreadablePositions = 1;
    const held = { level: "critical", event: null, observed: { lower: 0.1 }, isWithheld: true };
    const lastKnown = { observed: { lower: 0.7, upper: 0.7 }, asOf: "2026-07-28" };
    expect(ofSector(await decide(ports, "2026-07-29", 100))).toMatchObject([{ ...held, lastKnown }]);
    ports.stored.unreadablePositions = 0;
    expect(ofSector(await decide(ports, "2026-07-30", 710))).toMatchObject([
      { isWithheld: false, lastKnown: null },
    ]);
    expect(ofSector(await replay(ports, "2026-07-29"))).toMatchObject([{ ...held, lastKnown: null }]);
  });

  it("the alerts of the last decision while an import is under way, with its day", async () => {
    const ports = await sector();
    ports.stored.markers.set("a.csv", {
      ...{ schemaVersion: 1, sector: "ai", kind: "positions", file: "a.csv", runner: "r" },
      ...{ importId: "0mfo8cnpk-3fa2c1", startedAt: "2026-08-01T05:59:00.000Z" },
      ...{ until: "2026-08-01T06:09:00.000Z", endedAt: null },
    });
    const result = await run(ports, { asOf: "2026-07-30" });
    expect(result).toMatchObject({
      notWritten: "an import is under way",
      alertsOf: { asOf: "2026-07-28" },
    });
  });
});

const ada = { sector: "ai", by: "Ada", reason: "a second source" };
const stateOf = (result: SectorResult) =>
  ofSector(result).map(({ silencedUntil, acknowledged }) => [
    silencedUntil,
    acknowledged && [acknowledged.by, acknowledged.reason, acknowledged.until],
  ]);

/** So many minutes later. */
function wait(ports: MemoryPorts, minutes: number): void {
  ports.clock.now = new Date(ports.clock.now.getTime() + minutes * 60_000);
}

/** Critical on 20, 22 and 24 July; between them somebody may ask for something. */
async function asked(...between: ((ports: MemoryPorts) => Promise<unknown>)[]): Promise<MemoryPorts> {
  const ports = memoryPorts();
  for (const [at, day] of ["2026-07-20", "2026-07-22", "2026-07-24", "2026-07-26"].entries()) {
    await decide(ports, day, 700);
    wait(ports, 1);
    await between[at]?.(ports);
    wait(ports, 1);
  }
  return ports;
}

const silenceUntil = (until: string) => (ports: MemoryPorts) => changeSilences({ ...ada, until }, ports);
const lift = (ports: MemoryPorts) =>
  changeSilences({ sector: "ai", lift: ports.stored.ledgers.get("ai")?.silences[0]?.id ?? "" }, ports);
const acknowledge = (until?: string) => (ports: MemoryPorts) =>
  changeAcknowledgements({ ...ada, ack: "china-origin", ...(until === undefined ? {} : { until }) }, ports);
const withdraw = (ports: MemoryPorts) =>
  changeAcknowledgements(
    { sector: "ai", withdraw: ports.stored.ledgers.get("ai")?.acknowledgements[0]?.id ?? "" },
    ports,
  );
const nothing = async () => {};
const tomorrow = (ask: (ports: MemoryPorts) => Promise<unknown>) => (ports: MemoryPorts) => {
  wait(ports, 24 * 60);
  return ask(ports);
};

describe("a run as of a day in the past answers what was silenced and acknowledged then, and by whom:", () => {
  const NOT = [[null, null]];
  it.each<[string, ((ports: MemoryPorts) => Promise<unknown>)[], [string, unknown][]]>([
    [
      "a silence that was lifted later",
      [silenceUntil("2026-07-30"), nothing, lift],
      [
        ["2026-07-20", [["2026-07-30", null]]],
        ["2026-07-22", [["2026-07-30", null]]],
        ["2026-07-24", [["2026-07-30", null]]],
      ],
    ],
    [
      "not from the next decision on, once it is lifted",
      [silenceUntil("2026-07-30"), lift],
      [
        ["2026-07-22", [["2026-07-30", null]]],
        ["2026-07-24", NOT],
      ],
    ],
    [
      "not one that was lifted before any decision",
      [nothing, (ports) => silenceUntil("2026-07-30")(ports).then(() => lift(ports))],
      [
        ["2026-07-22", NOT],
        ["2026-07-24", NOT],
      ],
    ],
    [
      "a silence that somebody asked for on a later day not before the next decision",
      [tomorrow(silenceUntil("2026-07-30"))],
      [
        ["2026-07-20", NOT],
        ["2026-07-22", [["2026-07-30", null]]],
      ],
    ],
    [
      "a silence up to its last day",
      [silenceUntil("2026-07-24")],
      [
        ["2026-07-22", [["2026-07-24", null]]],
        ["2026-07-24", NOT],
      ],
    ],
    [
      "an acknowledgement that was withdrawn later",
      [nothing, acknowledge("2026-07-29"), withdraw],
      [
        ["2026-07-20", NOT],
        ["2026-07-22", [[null, ["Ada", "a second source", "2026-07-29"]]]],
        ["2026-07-24", [[null, ["Ada", "a second source", "2026-07-29"]]]],
      ],
    ],
    [
      "the later one of two acknowledgements",
      [acknowledge(), acknowledge("2026-07-29"), withdraw],
      [
        ["2026-07-20", [[null, ["Ada", "a second source", null]]]],
        ["2026-07-22", [[null, ["Ada", "a second source", "2026-07-29"]]]],
      ],
    ],
  ])("%s", async (_which, between, expected) => {
    const ports = await asked(...between);
    for (const [day, state] of expected)
      expect([day, stateOf(await replay(ports, day))]).toEqual([day, state]);
  });

  it("of lines of earlier versions, which hold no day, those that still stand", async () => {
    const ports = await asked(silenceUntil("2026-07-30"), acknowledge());
    const older = (lift: boolean) => async () => {
      for (const [version, lines] of ports.stored.history.get("ai") ?? [])
        ports.stored.history.get("ai")?.set(
          version,
          lines.map(({ until: _, why: __, ...line }) => line),
        );
      if (lift)
        await changeSilences(
          { sector: "ai", lift: ports.stored.ledgers.get("ai")?.silences[0]?.id ?? "" },
          ports,
        );
      return stateOf(await replay(ports, "2026-07-22"));
    };
    expect(await older(false)()).toEqual([["2026-07-30", ["Ada", "a second source", null]]]);
    expect(await older(true)()).toEqual([[null, ["Ada", "a second source", null]]]);
  });

  it("of lines that are not stored any more, those that still stand and were asked for up to the day", async () => {
    const ports = await asked(silenceUntil("2026-08-30"));
    for (const [version, lines] of ports.stored.history.get("ai") ?? [])
      if (lines.some(({ event }) => event === "silenced")) ports.stored.history.get("ai")?.delete(version);
    const [silence] = ports.stored.ledgers.get("ai")?.silences ?? [];
    if (silence === undefined) throw new Error("nothing is silenced");
    expect(stateOf(await replay(ports, "2026-07-22"))).toEqual(NOT);
    silence.since = "2026-07-21T05:00:00.000Z";
    expect(stateOf(await replay(ports, "2026-07-20"))).toEqual(NOT);
    expect(stateOf(await replay(ports, "2026-07-22"))).toEqual([["2026-08-30", null]]);
  });
});

/** A day of a world: how much comes from China, in which item, and whether some rows cannot be read. */
const days = fc.array(
  fc.record({
    gap: fc.integer({ min: 1, max: 4 }),
    chinese: fc.constantFrom(0, 100, 240, 300, 700),
    item: fc.constantFrom("bess", "ups-lithium"),
    unreadable: fc.constantFrom(0, 0, 0, 1),
    isEmpty: fc.constantFrom(false, false, false, true),
    asks: fc.constantFrom(null, null, "silence", "lift", "acknowledge", "withdraw"),
  }),
  { minLength: 1, maxLength: 8 },
);

const dayOfJuly = (day: number) => `2026-07-${String(day).padStart(2, "0")}`;

/** Asks for something after a day, where that is possible; whether it did. */
async function ask(ports: MemoryPorts, what: string | null, until: string): Promise<boolean> {
  const { alerts = [], silences = [], acknowledgements = [] } = ports.stored.ledgers.get("ai") ?? {};
  const isOpen = alerts.some(({ rule, level }) => rule === "china-origin" && level !== "none");
  if (what === "silence") await silenceUntil(until)(ports);
  else if (what === "lift" && silences.length > 0) await lift(ports);
  else if (what === "acknowledge" && isOpen) await acknowledge(until)(ports);
  else if (what === "withdraw" && acknowledgements.length > 0) await withdraw(ports);
  else return false;
  return true;
}

function positionsOn({
  chinese,
  item,
  isEmpty,
}: {
  chinese: number;
  item: string;
  isEmpty: boolean;
}): Position[] {
  return isEmpty ? [] : supplyWith(chinese).map((position) => ({ ...position, item }));
}

/** What of a status the history knows: of an alert that nothing happened to, not why; nor what was known before. */
function known({ alerts }: SectorResult, isAskedSince: boolean) {
  return alerts.map(({ reason, lastKnown: _, ...status }) => {
    const told = isAskedSince ? { ...status, silencedUntil: null, acknowledged: null } : status;
    return status.event === null ? told : { ...told, reason };
  });
}

describe("whatever happened later, a run as of a day in the past", () => {
  it("answers the alerts that the last run of that day has answered", async () => {
    const property = fc.asyncProperty(days, async (all) => {
      const ports = memoryPorts();
      const answers: { then: SectorResult; isAskedSince: boolean }[] = [];
      let day = 1;
      for (const one of all) {
        ports.stored.positions = positionsOn(one);
        ports.stored.unreadablePositions = one.unreadable;
        const then = await run(ports, { asOf: dayOfJuly(day) });
        wait(ports, 1);
        answers.push({ then, isAskedSince: await ask(ports, one.asks, dayOfJuly(day + 4)) });
        wait(ports, 1);
        day += one.gap;
      }
      for (const { then, isAskedSince } of answers.slice(0, -1)) {
        const now = await replay(ports, then.assessment.asOf);
        expect(now.alertsOf).toEqual({ asOf: then.assessment.asOf, assessment: then.assessment.id });
        expect(known(now, isAskedSince)).toEqual(known(then, isAskedSince));
      }
    });
    await fc.assert(property, cases(60));
  });
});
