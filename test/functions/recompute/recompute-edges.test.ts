import { describe, expect, it } from "vitest";
import { recompute, SectorsFailed } from "../../../functions/recompute/recompute.ts";
import type { ImportMarker } from "../../../shared/imports/marker.ts";
import { importIdOf } from "../../../shared/imports/record.ts";
import { type MemoryPorts, memoryPorts } from "../../support/memory.ts";
import { nameOf } from "../../support/memory-markers.ts";
import { deploymentOf, supplyWith } from "../../support/samples.ts";

const AS_OF = "2026-07-31";
const HOUR_MS = 60 * 60 * 1000;
const deployment = deploymentOf();

async function run(ports: MemoryPorts, dryRun = false) {
  const [result] = await recompute({ asOf: AS_OF, dryRun }, ports, deployment);
  if (result === undefined) throw new Error("no result");
  return result;
}

/** Marks an import that began some hours ago, and has ended unless it goes on. */
function mark({ stored, clock }: MemoryPorts, file: string, hoursAgo = 0, isUnderWay = false): void {
  const time = new Date(clock.now.getTime() - hoursAgo * HOUR_MS);
  const until = isUnderWay ? new Date(clock.now.getTime() + HOUR_MS / 60) : time;
  const marker: ImportMarker = {
    schemaVersion: 1,
    sector: "ai",
    kind: "positions",
    file,
    runner: "a",
    importId: importIdOf(time, "00000a"),
    startedAt: time.toISOString(),
    until: until.toISOString(),
    endedAt: isUnderWay ? null : time.toISOString(),
  };
  stored.markers.set(nameOf(marker), marker);
}

/** How often positions are read; `meanwhile` happens within the first reading. */
function watchReadings(ports: MemoryPorts, meanwhile: () => void = () => {}) {
  const readings = { count: 0 };
  const { shards } = ports.positions;
  ports.positions = {
    ...ports.positions,
    shards: (...asked) => {
      readings.count += 1;
      const found = shards(...asked);
      if (readings.count === 1) meanwhile();
      return found;
    },
  };
  return readings;
}

/** A sector of which a tenth was Chinese when it was assessed. */
async function assessedWorld(): Promise<MemoryPorts> {
  const world = memoryPorts(supplyWith(100));
  await run(world);
  return world;
}

describe("how often a run reads", () => {
  it("looks back at a first look alone: later runs have assessments for that", async () => {
    const world = memoryPorts(supplyWith(300));
    const first = watchReadings(world);
    await run(world);
    expect(first.count).toBe(2);
    world.stored.positions = supplyWith(320);
    const later = watchReadings(world);
    expect((await run(world)).alerts).toMatchObject([{ level: "warning", event: null }]);
    expect(later.count).toBe(1);
  });

  it("is again, when an import has come meanwhile: what it read is neither what was nor what is", async () => {
    const world = await assessedWorld();
    const readings = watchReadings(world, () => {
      world.stored.positions = supplyWith(700);
      mark(world, "new.csv");
    });
    const { alerts } = await run(world);
    expect(readings.count).toBeGreaterThan(1);
    expect(alerts).toMatchObject([{ level: "critical", event: "raised" }]);
  });

  it("is once when it is only to look, whatever comes meanwhile", async () => {
    const world = await assessedWorld();
    const readings = watchReadings(world, () => mark(world, "new.csv"));
    expect(await run(world, true)).toMatchObject({ notWritten: "dry run" });
    expect(readings.count).toBe(1);
  });

  it("is once while imports never pause: that more comes is known already", async () => {
    const world = await assessedWorld();
    // One has ended hours ago, and another has gone on since.
    mark(world, "old.csv", 8);
    mark(world, "long.csv", 8, true);
    const readings = watchReadings(world, () => mark(world, "new.csv"));
    expect(await run(world)).not.toHaveProperty("notWritten");
    expect(readings.count).toBe(1);
  });
});

describe("a run that changes nothing", () => {
  it("takes no version of the ledger", async () => {
    const world = await assessedWorld();
    const before = structuredClone(world.stored.ledgers.get("ai"));
    await run(world);
    expect(world.stored.ledgers.get("ai")).toEqual(before);
  });

  it("after an import counts as a decision: no run that has read before it decides after it", async () => {
    const world = await assessedWorld();
    const before = structuredClone(world.stored.ledgers.get("ai"));
    if (before === undefined) throw new Error("no ledger");
    mark(world, "same.csv");
    await run(world);
    const { version, decisions } = before;
    expect(world.stored.ledgers.get("ai")).toEqual({
      ...before,
      version: version + 1,
      decisions: decisions + 1,
    });
    expect(world.stored.markers.size).toBe(0);
  });
});

describe("the id of a bulletin", () => {
  it("is that of its assessment and of the version of the ledger that it came with", async () => {
    const world = memoryPorts(supplyWith(300));
    await run(world);
    const { lastAssessment, version } = world.stored.ledgers.get("ai") ?? {};
    expect(world.stored.published.map(({ id }) => id)).toEqual([`${lastAssessment?.id}-1`]);
    // Striking it from the outbox took a version.
    expect(version).toBe(2);
    world.stored.positions = supplyWith(700);
    await run(world);
    expect(world.stored.published.at(-1)?.id).toMatch(/-3$/);
  });
});

describe("a run that could not hand out what was waiting", () => {
  /** A world in which so many bulletins wait, all of them abandoned, and none can be published. */
  async function waiting(bulletins: number): Promise<MemoryPorts> {
    const world = memoryPorts(supplyWith(100));
    await run(world);
    world.publisher = {
      publish: async ({ subject }) => {
        throw new Error(`no topic for ${subject.split(":")[0]}`);
      },
    };
    for (const chinese of [300, 700].slice(0, bulletins)) {
      world.stored.positions = supplyWith(chinese);
      await expect(run(world)).rejects.toThrow("could not be published");
    }
    world.clock.now = new Date(world.clock.now.getTime() + HOUR_MS);
    return world;
  }

  /** What a run failed of: what its sector failed of, and that of. */
  async function causeOf(world: MemoryPorts): Promise<Error> {
    const failed = await run(world).catch((error: Error) => error);
    const [ofSector] = failed instanceof SectorsFailed ? failed.errors : [];
    return ofSector?.cause;
  }

  it("fails for the reason of the one", async () => {
    const cause = await causeOf(await waiting(1));
    expect(cause.message).toMatch(/^bulletin ai-\S+-2 is written but could not be published: no topic for /);
  });

  it("fails for the reasons of all", async () => {
    expect(await causeOf(await waiting(2))).toMatchObject({
      errors: [
        { message: expect.stringContaining("WARNING") },
        { message: expect.stringContaining("WORSE") },
      ],
    });
  });
});
