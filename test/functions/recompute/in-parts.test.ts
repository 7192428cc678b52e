import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import type { Deployment } from "../../../functions/runtime/deployment.ts";
import { isInParts, type SectorAnswer, type SectorResult } from "../../../shared/recompute/result.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { addDays } from "../../../shared/values/day.ts";
import { MOST_EXPOSURE } from "../../../shared/values/exposure.ts";
import { ruleOf } from "../../support/builders.ts";
import { cases } from "../../support/cases.ts";
import { forkMemory, type MemoryPorts, memoryPorts } from "../../support/memory.ts";
import { machineFor } from "../../support/memory-parts.ts";
import { chinaPolicy, positionOf, supplyWith } from "../../support/samples.ts";

const AS_OF = "2026-07-31";
const ALWAYS = -1;

const policy = chinaPolicy("ai", { windowDays: 90 });
const changing = chinaPolicy("ai", {
  windowDays: 60,
  staleAfterDays: 20,
  rules: [
    ...policy.rules,
    ruleOf({
      id: "grows",
      measure: {
        kind: "change",
        days: 30,
        of: { kind: "share", of: { facet: "origin", countries: ["CN"] } },
      },
    }),
  ],
});
const deploymentOf = (...policies: (typeof policy)[]): Deployment => ({
  policies: new Map(policies.map((one) => [one.sector, one])),
  version: "1.2.3",
  place: null,
});

function assessed(answers: SectorAnswer[]): SectorResult {
  const [answer] = answers;
  if (answer === undefined || isInParts(answer)) throw new Error("the sector was not recomputed");
  return answer;
}

/** A recompute in one function, and one in parts, of the same world. */
async function bothWays(ports: MemoryPorts, deployment: Deployment, asOf = AS_OF) {
  const other = forkMemory(ports);
  const machine = machineFor(ALWAYS);
  const [begun] = await recompute({ asOf }, other, deployment, machine);
  const inParts = assessed(await machine.run(other, deployment));
  const whole = assessed(await recompute({ asOf }, ports, deployment));
  return { begun, inParts, whole, machine, other };
}

const day = fc.integer({ min: -150, max: 10 }).map((days) => addDays(AS_OF, days));
const position = fc.record({
  date: fc.option(day, { freq: 6 }),
  originCountry: fc.constantFrom("CN", "JP", null),
  supplierId: fc.constantFrom("maker", "other", null),
  program: fc.constantFrom(null, "IAD-12"),
  source: fc.constantFrom(null, "statistics", "illustrative"),
  exposure: fc.integer({ min: 0, max: 10_000 }),
  isFigure: fc.boolean(),
});
const world = fc.array(position, { maxLength: 40 }).map((all): Position[] =>
  all.map(({ isFigure, ...one }, at) =>
    positionOf({
      ...one,
      positionId: `P-${at}`,
      periodStart: isFigure && one.date !== null ? addDays(one.date, -20) : null,
    }),
  ),
);

describe("a sector that is folded in parts", () => {
  it("is found to be the same, bit for bit, and the same is told", async () => {
    const property = fc.asyncProperty(
      world,
      world,
      fc.constantFrom(policy, changing),
      async (before, after, chosen) => {
        const ports = memoryPorts(before);
        const deployment = deploymentOf(chosen);
        await recompute({ asOf: addDays(AS_OF, -7) }, ports, deployment);
        ports.stored.positions = after;
        const { inParts, whole, other } = await bothWays(ports, deployment);
        // At a first look, one function also reads the days before.
        expect(inParts).toEqual(whole);
        expect(other.stored.ledgers).toEqual(ports.stored.ledgers);
        expect(other.stored.published).toEqual(ports.stored.published);
      },
    );
    await fc.assert(property, cases(100));
  });

  it("is divided into days of shards, and leaves nothing behind", async () => {
    const ports = memoryPorts(supplyWith(300));
    await recompute({ asOf: "2026-07-30" }, ports, deploymentOf(policy));
    const { begun, machine } = await bothWays(ports, deploymentOf(policy));
    expect(begun).toMatchObject({ sector: "ai", inParts: { parts: machine.started[0]?.parts.length } });
    expect(machine.started[0]?.parts.length).toBeGreaterThan(15);
    expect([...machine.store.objects]).toEqual([]);
  });

  it("is left to one function while it is small, and found to be too large while it is read", async () => {
    const ports = memoryPorts(supplyWith(300));
    const small = machineFor(2);
    expect(
      isInParts(
        (
          await recompute({ asOf: AS_OF, dryRun: true }, ports, deploymentOf(policy), small)
        )[0] as SectorAnswer,
      ),
    ).toBe(false);
    const large = machineFor(1);
    const [answer] = await recompute({ asOf: AS_OF }, ports, deploymentOf(policy), large);
    expect(answer).toMatchObject({ inParts: { positions: 2 } });
    expect(assessed(await large.run(ports, deploymentOf(policy))).alerts).toMatchObject([
      { event: "raised" },
    ]);
  });

  it("whose sum would not be exact leaves out the same positions", async () => {
    const huge = Array.from({ length: 100 }, (_, at) =>
      positionOf({ positionId: `huge-${at}`, exposure: MOST_EXPOSURE }),
    );
    const ports = memoryPorts([...huge, positionOf({ positionId: "plain", exposure: 500 })]);
    await recompute({ asOf: "2026-07-30" }, ports, deploymentOf(policy));
    const { inParts, whole, machine } = await bothWays(ports, deploymentOf(policy));
    expect(inParts.assessment).toEqual(whole.assessment);
    expect(inParts.assessment).toMatchObject({ unreadable: 100, positions: 1 });
    expect(machine.started.map(({ most }) => most)).toEqual([MOST_EXPOSURE, MOST_EXPOSURE / 10]);
  });

  it("keeps whether it is a dry run, its day and its window", async () => {
    const ports = memoryPorts(supplyWith(300));
    const machine = machineFor(ALWAYS);
    await recompute(
      { asOf: "2026-07-20", windowDays: 30, dryRun: true },
      ports,
      deploymentOf(policy),
      machine,
    );
    const result = assessed(await machine.run(ports, deploymentOf(policy)));
    expect(result).toMatchObject({
      notWritten: "another window than the policy's",
      assessment: { asOf: "2026-07-20", windowDays: 30 },
    });
    expect(ports.stored.ledgers.size).toBe(0);
  });
});

describe("while the parts are folded", () => {
  /** The steps of an execution, each once: what `disturb` does comes before that step. */
  async function disturbedBefore(step: number, disturb: (ports: MemoryPorts) => Promise<void>) {
    const ports = memoryPorts(supplyWith(300));
    const deployment = deploymentOf(policy);
    const machine = machineFor(ALWAYS);
    await recompute({ asOf: AS_OF }, ports, deployment, machine);
    let steps = 0;
    const result = assessed(
      await machine.run(ports, deployment, async () => {
        if (steps === step) await disturb(ports);
        steps += 1;
      }),
    );
    return { ports, result, machine, steps };
  }
  const steps = async () => (await disturbedBefore(-1, async () => {})).steps;

  it("another run that decides makes them be folded again, and the newer data count", async () => {
    for (let step = 0; step < (await steps()); step += 1) {
      const { ports, result, machine } = await disturbedBefore(step, async (world_) => {
        world_.stored.positions = supplyWith(700);
        await recompute({ asOf: AS_OF }, world_, deploymentOf(policy));
      });
      expect(machine.started).toHaveLength(2);
      expect(result.alerts).toMatchObject([{ level: "critical" }]);
      expect(ports.stored.published.map(({ level }) => level)).toEqual(["critical"]);
    }
  });

  it("an import that begins holds back what they decide", async () => {
    for (let step = 0; step < (await steps()); step += 1) {
      const { ports, machine } = await disturbedBefore(step, async (world_) => {
        world_.stored.positions = supplyWith(700);
        (await world_.markers.remove) as unknown;
        world_.stored.markers.set("one", {
          schemaVersion: 1,
          sector: "ai",
          kind: "positions",
          file: "p.csv",
          runner: "somebody",
          importId: "0ms8len40-4c531a",
          startedAt: "2026-08-01T05:59:00.000Z",
          until: "2026-08-01T06:10:00.000Z",
          endedAt: null,
        });
      });
      expect(machine.started).toHaveLength(2);
      expect(ports.stored.published).toEqual([]);
    }
  });

  it("a policy that is deployed meanwhile is not answered with the windows of the one before", async () => {
    const ports = memoryPorts(supplyWith(300));
    const machine = machineFor(ALWAYS);
    await recompute({ asOf: AS_OF }, ports, deploymentOf(policy), machine);
    const result = assessed(await machine.run(ports, deploymentOf(changing)));
    expect(result.assessment.rules.map(({ rule }) => rule)).toEqual(["china-origin", "grows"]);
    expect(machine.started).toHaveLength(2);
  });

  it("a part that is lost fails the run, which says so, and nothing is decided", async () => {
    const ports = memoryPorts(supplyWith(300));
    const machine = machineFor(ALWAYS);
    await recompute({ asOf: AS_OF }, ports, deploymentOf(policy), machine);
    const lose = async (step: string) => {
      const [, part] = [...machine.store.objects.keys()];
      if (step === "recompute" && part !== undefined) machine.store.objects.delete(part);
    };
    await expect(machine.run(ports, deploymentOf(policy), lose)).rejects.toThrow(
      /^ai: reading its positions: the object .* is not there any more$/,
    );
    expect(ports.stored.ledgers.size).toBe(0);
  });
});
