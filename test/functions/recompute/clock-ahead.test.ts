import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import type { RecomputePayload } from "../../../shared/contract/recompute-payload.ts";
import { ruleOf } from "../../support/builders.ts";
import { type MemoryPorts, memoryPorts } from "../../support/memory.ts";
import { chinaPolicy, deploymentOf, positionOf, supplyWith } from "../../support/samples.ts";

// The clock of memoryPorts says 2026-08-01.
const weekly = chinaPolicy("ai", { rules: [ruleOf({ remindEveryDays: 7 })] });
const deployment = deploymentOf(weekly);

async function run(ports: MemoryPorts, payload: RecomputePayload = {}) {
  const [result] = await recompute(payload, ports, deployment);
  if (result === undefined) throw new Error("no result");
  return result;
}

/** Lets a run decide as of a day of the next year, under a clock that says so, and sets the clock right again. */
async function runUnderClockAhead(ports: MemoryPorts): Promise<void> {
  const { now } = ports.clock;
  ports.clock.now = new Date("2027-08-01T06:00:00Z");
  await run(ports);
  ports.clock.now = now;
}

const subjects = ({ stored }: MemoryPorts) => stored.published.map(({ subject }) => subject.split(":")[0]);

describe("a run as of a day still to come", () => {
  it("says what it would send, and writes and sends nothing", async () => {
    const ports = memoryPorts(supplyWith(300));
    await run(ports);
    const before = structuredClone(ports.stored);
    ports.stored.positions = supplyWith(700);
    for (const force of [false, true]) {
      expect(await run(ports, { asOf: "2026-08-02", force })).toMatchObject({
        notWritten: "a day still to come",
        bulletin: { published: false, subject: expect.stringMatching(/^\[WORSE\] AI: CRITICAL, 70%/) },
        alerts: [{ event: "worsened" }],
      });
    }
    expect(ports.stored).toEqual({ ...before, positions: ports.stored.positions });
  });

  it("leaves what waits to the next run that decides", async () => {
    const ports = memoryPorts(supplyWith(300));
    const down = { publish: () => Promise.reject(new Error("SNS is down")) };
    await expect(run({ ...ports, publisher: down })).rejects.toThrow();
    ports.clock.now = new Date("2026-08-01T07:00:00Z");
    expect(await run(ports, { asOf: "2027-08-01" })).toMatchObject({ recovered: [] });
    expect(subjects(ports)).toEqual([]);
    expect((await run(ports)).recovered).toHaveLength(1);
  });

  it("lets no run of the past decide afterwards", async () => {
    const ports = memoryPorts(supplyWith(300));
    await run(ports);
    await run(ports, { asOf: "2027-08-01" });
    const past = await run(ports, { asOf: "2019-08-01" });
    expect(past).toMatchObject({ notWritten: "older than the last assessment", bulletin: null });
    expect(past.alerts).toMatchObject([{ rule: null, event: "no-data" }]);
    expect(subjects(ports)).toEqual(["[WARNING] AI"]);
  });
});

describe("what was decided under a clock that ran ahead", () => {
  it("lets only runs of today decide, and no run of the past", async () => {
    const ports = memoryPorts(supplyWith(300));
    await run(ports);
    await runUnderClockAhead(ports);
    ports.stored.positions = [];
    for (const asOf of ["2019-08-01", "2026-07-31"]) {
      expect(await run(ports, { asOf })).toMatchObject({ notWritten: "older than the last assessment" });
    }
    expect(await run(ports)).not.toHaveProperty("notWritten");
    expect(ports.stored.ledgers.get("ai")?.lastAssessment?.asOf).toBe("2026-08-01");
  });

  it("is not told as since a day still to come, and holds no reminder back until then", async () => {
    const ports = memoryPorts(supplyWith(300).map((position) => ({ ...position, date: null })));
    await runUnderClockAhead(ports);
    expect(ports.stored.ledgers.get("ai")?.alerts).toMatchObject([{ since: "2027-08-01" }]);
    expect((await run(ports)).alerts).toMatchObject([{ since: "2026-08-01", event: null }]);
    ports.clock.now = new Date("2026-08-08T06:00:00Z");
    expect((await run(ports)).alerts).toMatchObject([{ since: "2026-08-01", event: "reminder" }]);
  });

  it("does not leave a sector without data since a day still to come", async () => {
    const ports = memoryPorts([positionOf({ date: "2020-01-01" })]);
    await runUnderClockAhead(ports);
    expect((await run(ports)).alerts).toMatchObject([{ rule: null, since: "2026-08-01", event: null }]);
    expect(ports.stored.ledgers.get("ai")).toMatchObject({ noDataSince: "2026-08-01" });
  });

  it("and could not be published, waits no longer than any claim by the clock of whoever looks", async () => {
    const ports = memoryPorts(supplyWith(300));
    const down = { publish: () => Promise.reject(new Error("SNS is down")) };
    const ahead = { ...ports, publisher: down, now: () => new Date("2027-08-01T06:00:00Z") };
    await expect(run(ahead)).rejects.toThrow();
    expect((await run(ports)).recovered).toHaveLength(1);
  });
});
