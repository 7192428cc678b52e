import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { atMost } from "../../../functions/runtime/at-most.ts";
import { oneAfterAnother } from "../../../functions/runtime/one-after-another.ts";

describe("work on many things, at most three at once,", () => {
  it("is done once for each, and never more at once", async () => {
    const done: number[] = [];
    let atOnce = 0;
    let most = 0;
    await atMost(
      3,
      Array.from({ length: 20 }, (_, at) => at),
      async (at) => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        for (let turns = at % 4; turns >= 0; turns -= 1) await turn();
        atOnce -= 1;
        done.push(at);
      },
    );
    expect(most).toBe(3);
    expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at));
  });

  it("ends with the first error, after what was begun, and begins no more", async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const work = atMost(3, [0, 1, 2, 3, 4, 5, 6, 7], async (at) => {
      begun.push(at);
      await turn();
      if (at === 1) throw new Error("one failed");
      await turn();
      await turn();
      ended.push(at);
    });
    await expect(work).rejects.toThrow("one failed");
    expect([begun, ended]).toEqual([
      [0, 1, 2],
      [0, 2],
    ]);
  });

  it("ends when the things cannot be taken", async () => {
    function* broken() {
      yield 1;
      throw new Error("no more");
    }
    await expect(atMost(3, broken(), async () => {})).rejects.toThrow("no more");
  });
});

describe("work that is done one after another", () => {
  it("begins after each call, and is shared by calls that wait for it", async () => {
    let state = 0;
    let atOnce = 0;
    const written: number[] = [];
    const write = oneAfterAnother(async () => {
      const seen = state;
      expect(atOnce).toBe(0);
      atOnce += 1;
      await turn();
      atOnce -= 1;
      written.push(seen);
    });
    const calls: Promise<void>[] = [];
    for (state = 1; state <= 10; state += 1) {
      const mine = state;
      calls.push(write().then(() => expect(Math.max(...written)).toBeGreaterThanOrEqual(mine)));
      if (state % 4 === 0) await turn();
    }
    await Promise.all(calls);
    expect(written).toEqual(written.toSorted((a, b) => a - b));
    expect(written.length).toBeLessThan(10);
  });

  it("is tried again by the next call after a failure", async () => {
    let tries = 0;
    const write = oneAfterAnother(async () => {
      tries += 1;
      if (tries === 1) throw new Error("not this time");
    });
    await expect(write()).rejects.toThrow("not this time");
    await write();
    expect(tries).toBe(2);
  });
});
