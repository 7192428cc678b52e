import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { type MemoryPorts, memoryPorts } from "../../support/memory.ts";
import { deploymentOf, supplyWith } from "../../support/samples.ts";

const deployment = deploymentOf();

async function run(ports: Parameters<typeof recompute>[1]) {
  const [result] = await recompute({ asOf: "2026-07-31" }, ports, deployment);
  if (result === undefined) throw new Error("no result");
  return result;
}

function waitOutTheClaim(ports: MemoryPorts): void {
  ports.clock.now = new Date(ports.clock.now.getTime() + 61_000);
}

describe("a change of state is never lost", () => {
  it("when SNS is down: the news stays in the ledger and the next run publishes it under the same id", async () => {
    const ports = memoryPorts(supplyWith(300));
    const down = { publish: () => Promise.reject(new Error("SNS is down")) };
    await expect(run({ ...ports, publisher: down })).rejects.toThrow(/could not be published: SNS is down/);
    const [waiting] = ports.stored.ledgers.get("ai")?.outbox ?? [];
    waitOutTheClaim(ports);
    const sent: string[] = [];
    const publisher: typeof ports.publisher = {
      publish: (message) => {
        sent.push(message.text);
        return ports.publisher.publish(message);
      },
    };
    const result = await run({ ...ports, publisher });
    expect(sent[0]).toMatch(/^SENT LATE: decided on 2026-08-01 06:00 UTC\.\s[^.]*reached you before\.\n\n/);
    expect(result.recovered).toEqual([waiting?.bulletin?.id]);
    expect(ports.stored.published.map(({ id }) => id)).toEqual([waiting?.bulletin?.id]);
    expect(ports.stored.ledgers.get("ai")?.outbox).toEqual([]);
  });

  it("when the run dies between publish and strike: it is published twice, with the same id", async () => {
    const ports = memoryPorts(supplyWith(300));
    const dying = {
      ...ports,
      ledgers: { ...ports.ledgers, save: failOn(2, ports.ledgers.save) },
    };
    await expect(run(dying)).rejects.toThrow("the process died");
    waitOutTheClaim(ports);
    await run(ports);
    const ids = ports.stored.published.map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it("when the run dies before the ledger is written: the next run decides the same again", async () => {
    const ports = memoryPorts(supplyWith(300));
    const dying = { ...ports, ledgers: { ...ports.ledgers, save: failOn(1, ports.ledgers.save) } };
    await expect(run(dying)).rejects.toThrow("the process died");
    expect(ports.stored.published).toEqual([]);
    expect((await run(ports)).alerts).toMatchObject([{ event: "raised" }]);
    expect(ports.stored.published).toHaveLength(1);
  });

  it("while another run is publishing it: it is left to that run", async () => {
    const ports = memoryPorts(supplyWith(300));
    const down = { publish: () => Promise.reject(new Error("SNS is down")) };
    await expect(run({ ...ports, publisher: down })).rejects.toThrow();
    expect((await run(ports)).recovered).toEqual([]);
    expect(ports.stored.published).toEqual([]);
  });

  it("when one waiting bulletin cannot be published: the run still decides, and then fails", async () => {
    const ports = memoryPorts(supplyWith(300));
    const down = { publish: () => Promise.reject(new Error("SNS is down")) };
    await expect(run({ ...ports, publisher: down })).rejects.toThrow();
    waitOutTheClaim(ports);
    ports.stored.positions = supplyWith(700);
    await expect(run({ ...ports, publisher: down })).rejects.toThrow();
    expect(ports.stored.ledgers.get("ai")).toMatchObject({
      alerts: [{ level: "critical" }],
      outbox: [{ bulletin: { level: "warning" } }, { bulletin: { level: "critical" } }],
    });
    waitOutTheClaim(ports);
    waitOutTheClaim(ports);
    await run(ports);
    expect(ports.stored.published.map(({ level }) => level)).toEqual(["warning", "critical"]);
  });
});

describe("a run that has nothing to say itself", () => {
  it("fails when it could not hand out what was waiting", async () => {
    const ports = memoryPorts(supplyWith(300));
    const down = { publish: () => Promise.reject(new Error("SNS is down")) };
    await expect(run({ ...ports, publisher: down })).rejects.toThrow();
    waitOutTheClaim(ports);
    const older = recompute({ asOf: "2026-07-30" }, { ...ports, publisher: down }, deployment);
    await expect(older).rejects.toThrow(/^ai: bulletin .* could not be published: SNS is down$/);
    waitOutTheClaim(ports);
    const [result] = await recompute({ asOf: "2026-07-30" }, ports, deployment);
    expect(result).toMatchObject({ notWritten: "older than the last assessment" });
    expect(result?.recovered).toHaveLength(1);
  });
});

describe("two runs at once", () => {
  it("publish each change exactly once, and all of them end cleanly", async () => {
    const ports = memoryPorts(supplyWith(300));
    const results = await Promise.all(Array.from({ length: 20 }, () => run(ports)));
    expect(ports.stored.published).toHaveLength(1);
    expect(results.filter(({ bulletin }) => bulletin?.published)).toHaveLength(1);
    expect(results.filter(({ notWritten }) => notWritten === "another run was first").length).toBeGreaterThan(
      0,
    );
  });

  it("a bulletin struck meanwhile does not make a decision stale", async () => {
    const ports = memoryPorts(supplyWith(300));
    await run(ports);
    ports.stored.positions = supplyWith(700);
    let struck = false;
    const save: MemoryPorts["ledgers"]["save"] = async (ledger, version) => {
      if (!struck) {
        struck = true;
        const current = await ports.ledgers.load("ai");
        await ports.ledgers.save(current, current.version);
      }
      return await ports.ledgers.save(ledger, version);
    };
    const result = await run({ ...ports, ledgers: { ...ports.ledgers, save } });
    expect(result.alerts).toMatchObject([{ event: "worsened" }]);
    expect(result.bulletin?.published).toBe(true);
  });
});

/** Fails the n-th save before it takes effect. */
function failOn(n: number, save: MemoryPorts["ledgers"]["save"]): MemoryPorts["ledgers"]["save"] {
  let calls = 0;
  return async (ledger, version) => {
    calls += 1;
    if (calls === n) throw new Error("the process died");
    return await save(ledger, version);
  };
}
