import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import { createPositionRows } from "../../functions/aws/dynamo/position-store.ts";
import type { Timeouts } from "../../functions/runtime/timeouts.ts";
import type { BusDetail } from "../../shared/bus/bus-event.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { Fault, FaultKind } from "./faulty-wire.ts";
import { chinaPolicy, supplyWith } from "./samples.ts";
import { type Ended, startWiredCloud, type WiredCloud } from "./wired-cloud.ts";

/** A recompute of the sector ai which raises an alert, over a wire that can fail, anew in each test. */
export interface WiredRun {
  cloud: WiredCloud;
  policy: Policy;
  /** What it asks for when nothing fails, in this order, and what it leaves. */
  names: string[];
  clean: unknown;
  run(): Promise<Ended>;
  /** Expects that one bulletin was published, this often, that its event was put on the bus, and that all is as if nothing had failed. */
  expectToldAndClean(times: number, what: string, timesOnBus?: number): Promise<void>;
}

/** Has the tests of a file run against a wired cloud. After each, every fault that it planned must have happened. */
export function wiredRun(): WiredRun {
  const policy = chinaPolicy("ai");
  const wired = {
    policy,
    run: () => wired.cloud.run(policy),
    async expectToldAndClean(times: number, what: string, timesOnBus = 1) {
      const ids = wired.cloud.published.map(({ id }) => id);
      expect(ids, what).toHaveLength(times);
      expect(new Set(ids).size, what).toBe(1);
      const recorded = await wired.cloud.publications("ai");
      expect(new Set(recorded), `${what}: it is recorded that it was published`).toEqual(new Set(ids));
      expect(recorded.length, what).toBeLessThanOrEqual(times);
      const events = wired.cloud.onBus.map(({ detail }) => (detail as BusDetail).id);
      expect(events, what).toEqual(Array(timesOnBus).fill(`${ids[0]}/china-origin/raised`));
      expect(await wired.cloud.stored("ai"), what).toEqual(wired.clean);
    },
  } as WiredRun;
  beforeAll(async () => {
    wired.cloud = await startWiredCloud();
    await createPositionRows(wired.cloud.direct, "positions").put(supplyWith(300));
    await wired.run();
    wired.names = wired.cloud.wire.requests.map(({ name }) => name);
    wired.clean = await wired.cloud.stored("ai");
  });
  afterAll(() => wired.cloud.close());
  beforeEach(async () => {
    withoutDelays();
    await wired.cloud.reset();
  });
  afterEach(() => {
    vi.restoreAllMocks();
    wired.cloud.wire.let();
  });
  return wired;
}

/** Short timeouts, for faults that only a timeout ends; the production's otherwise, which no slow machine meets. */
export function timeoutsFor(kind: FaultKind, milliseconds: number): Partial<Timeouts> {
  return kind === "no answer" || kind === "an answer that stalls"
    ? { requestTimeout: milliseconds, socketTimeout: milliseconds }
    : {};
}

/** The SDK waits a random part of its delays before it asks again: none of them, with this. */
export function withoutDelays(): void {
  vi.spyOn(Math, "random").mockReturnValue(0);
}

/** What is asked for under a name, whenever it is tried or only at first. */
export function everyTryOf(name: string): Fault["to"] {
  return (asked) => asked.name === name;
}

export function firstTryOf(name: string): Fault["to"] {
  return (asked) => asked.name === name && asked.attempt === 1;
}
