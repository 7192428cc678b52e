import { describe, expect, it } from "vitest";
import { runSimulation } from "../../../functions/simulate/simulate.ts";
import { policyOf } from "../../support/builders.ts";
import { countingProcess, dyingProcess } from "../../support/crashing.ts";
import { type Importing, importInto, runIn } from "../../support/import-world.ts";
import { forkMemory, type MemoryPorts, memoryPorts } from "../../support/memory.ts";
import { pausingProcess } from "../../support/pausing.ts";

const HOUR_MS = 3_600_000;
const policies = new Map([["ai", policyOf()]]);
const before: Importing = { file: "buys.csv", rows: ["c CN 100", "j JP 450", "k KR 450"] };
const after: Importing = { file: "buys.csv", rows: ["c CN 2000", "j JP 9000", "k KR 9000"] };

async function worldBefore(): Promise<MemoryPorts> {
  const world = memoryPorts();
  world.clock.now = new Date("2026-07-31T06:00:00Z");
  await importInto(world, countingProcess(), before);
  await runIn(world);
  return world;
}

function removeChina(world: MemoryPorts) {
  return runSimulation({ sector: "ai", remove: { countries: ["CN"] } }, world, policies);
}

async function stepsOf(world: MemoryPorts) {
  const importing = countingProcess();
  await importInto(forkMemory(world), importing, after);
  return importing;
}

describe("a simulation", () => {
  it("says that an import is under way whenever it may hold a part of its rows", async () => {
    const start = await worldBefore();
    const whole = await removeChina(start);
    expect(whole).toMatchObject({ incomplete: false, scopes: [{ loss: { lower: 0.1 } }, {}] });
    const steps = await stepsOf(start);
    const told: string[] = [];
    for (const [at, name] of steps.steps.entries()) {
      const world = forkMemory(start);
      const pausing = pausingProcess(at, steps);
      const bringing = importInto(world, pausing.process, after).finally(pausing.end);
      await pausing.isPaused;
      const found = await removeChina(world);
      if (found.unfinished === undefined) {
        expect([name, found.incomplete, found.scopes[0]?.loss]).toEqual([name, false, whole.scopes[0]?.loss]);
      } else {
        told.push(name);
        expect(found).toMatchObject({
          incomplete: true,
          unfinished: [{ file: "buys.csv", state: "under way" }],
        });
      }
      pausing.resume();
      await bringing;
      expect(await removeChina(world)).not.toHaveProperty("unfinished");
    }
    expect(told).toContain("positions.put");
  });

  it("says that an import has stopped", async () => {
    const start = await worldBefore();
    const steps = await stepsOf(start);
    const at = steps.steps.indexOf("positions.put");
    await expect(importInto(start, dyingProcess({ at, when: "after" }, steps), after)).rejects.toThrow();
    start.clock.now = new Date(start.clock.now.getTime() + HOUR_MS);
    expect(await removeChina(start)).toMatchObject({
      incomplete: true,
      unfinished: [{ file: "buys.csv", state: "stopped" }],
    });
  });

  it("reads again when an import came while it was reading", async () => {
    const world = await worldBefore();
    let isFirst = true;
    const suppliers = {
      ...world.suppliers,
      async *pages() {
        if (isFirst) {
          isFirst = false;
          await importInto(world, countingProcess(), after);
        }
        yield* world.suppliers.pages();
      },
    };
    const found = await removeChina({ ...world, suppliers });
    expect(found).toMatchObject(await removeChina(world));
    expect(found).toMatchObject({ incomplete: false, scopes: [{ exposure: 20000 }, {}] });
  });

  it("ends with an error when imports never stop coming", async () => {
    const world = await worldBefore();
    const suppliers = {
      ...world.suppliers,
      async *pages() {
        world.clock.now = new Date(world.clock.now.getTime() + HOUR_MS);
        await importInto(world, countingProcess(), after);
        yield* world.suppliers.pages();
      },
    };
    await expect(removeChina({ ...world, suppliers })).rejects.toThrow(
      "imports came during each of 20 readings: simulate it again",
    );
  });
});
