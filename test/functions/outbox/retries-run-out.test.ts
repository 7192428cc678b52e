import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import type { Ledger } from "../../../shared/recompute/ledger.ts";
import { type MemoryPorts, memoryPorts } from "../../support/memory.ts";
import { deploymentOf, supplyWith } from "../../support/samples.ts";

const deployment = deploymentOf();

async function run(ports: Parameters<typeof recompute>[1]) {
  const [result] = await recompute({ asOf: "2026-07-31" }, ports, deployment);
  if (result === undefined) throw new Error("no result");
  return result;
}

/** Ports under whose every write that `isContested` the ledger gets another version first, with the same content. */
function contested(ports: MemoryPorts, isContested: (ledger: Ledger) => boolean) {
  const counted = { writes: 0 };
  const save: MemoryPorts["ledgers"]["save"] = async (ledger, version) => {
    if (isContested(ledger)) {
      counted.writes += 1;
      const current = await ports.ledgers.load("ai");
      await ports.ledgers.save(current, current.version);
    }
    return await ports.ledgers.save(ledger, version);
  };
  return { counted, ports: { ...ports, ledgers: { ...ports.ledgers, save } } };
}

const ledgerOf = ({ stored }: MemoryPorts) => stored.ledgers.get("ai");

describe("a run under whose every write the ledger changes", () => {
  it("gives its verdict up after ten, says so, and the next run decides the same", async () => {
    const ports = memoryPorts(supplyWith(300));
    const { counted, ports: busy } = contested(ports, () => true);
    await expect(run(busy)).rejects.toThrow(/^ai: the ledger changed under each of 10 attempts to write it$/);
    expect(counted.writes).toBe(10);
    expect(ledgerOf(ports)).toMatchObject({ alerts: [], outbox: [], decisions: 0 });
    expect(ports.stored.published).toEqual([]);
    expect(await run(ports)).toMatchObject({ bulletin: { published: true }, alerts: [{ event: "raised" }] });
    expect(ports.stored.published).toHaveLength(1);
  });

  it("writes its verdict when the last of ten attempts is not contested", async () => {
    const ports = memoryPorts(supplyWith(300));
    let left = 9;
    const { counted, ports: busy } = contested(ports, () => {
      left -= 1;
      return left >= 0;
    });
    expect(await run(busy)).toMatchObject({ bulletin: { published: true } });
    expect(counted.writes).toBe(9);
    expect(ledgerOf(ports)).toMatchObject({ outbox: [], decisions: 1 });
  });

  it("gives striking up after twenty, and the next run sends the same again under the same id", async () => {
    const ports = memoryPorts(supplyWith(300));
    const { counted, ports: busy } = contested(ports, ({ outbox, decisions }) => {
      return decisions > 0 && outbox.length === 0;
    });
    await expect(run(busy)).rejects.toThrow(
      "ai: the ledger changed under each of 20 attempts to strike version 1 from it: what is handed out already is handed out again, under the same id",
    );
    expect(counted.writes).toBe(20);
    expect(ledgerOf(ports)).toMatchObject({ outbox: [{ version: 1 }], alerts: [{ level: "warning" }] });
    ports.clock.now = new Date(ports.clock.now.getTime() + 61_000);
    const [first] = ports.stored.published;
    expect((await run(ports)).recovered).toEqual([first?.id]);
    expect(ports.stored.published.map(({ id }) => id)).toEqual([first?.id, first?.id]);
    expect(ledgerOf(ports)?.outbox).toEqual([]);
    expect((await ports.history.read("ai")).rows).toHaveLength(1);
  });
});

describe("a run during whose every reading another one decides", () => {
  it("gives up after twenty, says so, and the next run tells what it found", async () => {
    const ports = memoryPorts(supplyWith(300));
    let readings = 0;
    const overtaking = async () => {
      const current = await ports.ledgers.load("ai");
      readings += 1;
      const lastAssessment = { id: `other-${readings}`, asOf: "2026-07-31", newestDate: null };
      await ports.ledgers.save(
        { ...current, lastAssessment, decisions: current.decisions + 1 },
        current.version,
      );
    };
    const save: MemoryPorts["ledgers"]["save"] = async (ledger, version) => {
      await overtaking();
      return await ports.ledgers.save(ledger, version);
    };
    await expect(run({ ...ports, ledgers: { ...ports.ledgers, save } })).rejects.toThrow(
      /^ai: other runs decided, or imports came, during each of 20 readings: recompute it again$/,
    );
    expect(readings).toBe(20);
    expect(ports.stored.published).toEqual([]);
    expect(await run(ports)).toMatchObject({ bulletin: { published: true }, alerts: [{ event: "raised" }] });
  });

  it("tells what it found once it is the one that decides, and says that it did", async () => {
    const ports = memoryPorts(supplyWith(300));
    let isContested = true;
    const save: MemoryPorts["ledgers"]["save"] = async (ledger, version) => {
      if (isContested) {
        isContested = false;
        // Another run that has read what was stored before the last import.
        const older = memoryPorts(supplyWith(100));
        await run({ ...ports, positions: older.positions });
        ports.stored.positions = supplyWith(700);
      }
      return await ports.ledgers.save(ledger, version);
    };
    const result = await run({ ...ports, ledgers: { ...ports.ledgers, save } });
    expect(result).toMatchObject({
      bulletin: { published: true },
      alerts: [{ event: "raised", level: "critical" }],
    });
    expect(result.notWritten).toBeUndefined();
    expect(ports.stored.published).toHaveLength(1);
  });
});

describe("a run that only looks", () => {
  it.each([
    ["dry run", { dryRun: true }],
    ["another window than the policy's", { windowDays: 30 }],
  ])("leaves what waits where it is: %s", async (notWritten, look) => {
    const ports = memoryPorts(supplyWith(300));
    const down = { publish: () => Promise.reject(new Error("SNS is down")) };
    await expect(run({ ...ports, publisher: down })).rejects.toThrow();
    ports.clock.now = new Date(ports.clock.now.getTime() + 61_000);
    const before = structuredClone(ledgerOf(ports));
    const [result] = await recompute({ asOf: "2026-07-31", ...look }, ports, deployment);
    expect(result).toMatchObject({ notWritten, recovered: [] });
    expect(ports.stored.published).toEqual([]);
    expect(ledgerOf(ports)).toEqual(before);
    expect((await run(ports)).recovered).toHaveLength(1);
  });
});
