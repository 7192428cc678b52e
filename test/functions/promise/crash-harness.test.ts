import { describe, expect, it } from "vitest";
import { brokenShells, readingMore } from "../../support/broken-shells.ts";
import { crashEverywhere } from "../../support/crash-matrix.ts";
import { scenarioNamed } from "../../support/crash-scenarios.ts";
import { memoryWorld } from "../../support/crash-worlds.ts";
import { countingProcess, dyingProcess, stepping } from "../../support/crashing.ts";

const ports = {
  store: { write: async () => {} },
  rows: { pages: () => somePages(), shards: () => [somePages(), somePages()] },
  now: () => 1,
};

describe("a process that can be stopped", () => {
  it("counts each call and each page, also of ports that it has never heard of, and not the clock", async () => {
    const process = countingProcess();
    await use(stepping(ports, process));
    expect(process.steps).toEqual([
      "store.write",
      ...Array(3).fill("rows.pages"),
      ...Array(6).fill("rows.shards"),
    ]);
  });

  it("dies before or after a step, and does nothing afterwards", async () => {
    const counting = countingProcess();
    await use(stepping(ports, counting));
    for (const [when, writes] of [
      ["before", 0],
      ["after", 1],
    ] as const) {
      let written = 0;
      const write = async () => {
        written += 1;
      };
      const dying = stepping({ ...ports, store: { write } }, dyingProcess({ at: 0, when }, counting));
      await expect(use(dying)).rejects.toThrow("the process died at store.write");
      await expect(use(dying)).rejects.toThrow("the process died at store.write");
      expect(written).toBe(writes);
    }
  });

  it("refuses a method of which it does not know how it can stop", () => {
    const odd = stepping({ store: { size: () => 3 } }, countingProcess());
    expect(() => odd.store.size()).toThrow("store.size returns neither a promise nor pages");
  });
});

describe("the crash matrix", () => {
  it("sees steps that are added to a run", async () => {
    const plain = await crashEverywhere(scenarioNamed("raised"), memoryWorld);
    const more = await crashEverywhere(scenarioNamed("raised"), memoryWorld, readingMore);
    expect(more.problems).toEqual([]);
    expect(more.counting.steps.length).toBe(plain.counting.steps.length + 2);
    expect(more.counting.steps.filter((step) => step === "history.read")).toHaveLength(2);
  });

  // In a run: the put is the first save, the strike the second.
  it.each([
    ["storingNoOutbox", "raised", /^after step \d+, ledgers.save: .* was published: 0, not 1/],
    ["strikingFirst", "raised", /, publisher.publish: times that .* was published: 0, not 1/],
    ["namingAnew", "raised", /^after step \d+, publisher.publish: published under two ids/],
    ["recordingAnew", "resolved", /^after step \d+, history.append: the history: /],
    ["forgettingWhatItSaw", "the first of two runs that a rule waits for", /: the ledger: /],
  ] as const)("finds out a shell %s", async (name, scenario, found) => {
    const { problems } = await crashEverywhere(scenarioNamed(scenario), memoryWorld, brokenShells[name]);
    expect(problems).toContainEqual(expect.stringMatching(found));
  });
});

async function use({ store, rows, now }: typeof ports): Promise<void> {
  await store.write();
  for (const pages of [rows.pages(), ...rows.shards()]) {
    for await (const _page of pages) now();
  }
}

async function* somePages(): AsyncGenerator<number> {
  yield 1;
  yield 2;
}
