import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { changeSilences } from "../../../functions/silence/silence.ts";
import { AS_OF } from "../../support/builders.ts";
import { supplyWith } from "../../support/samples.ts";
import { assessedPorts, deployment, silence } from "../../support/silenced-sector.ts";

const written = {
  id: "s2",
  rule: null,
  group: null,
  until: "2026-08-14",
  by: "Ada",
  reason: "known since June",
};

describe("the history of silences", () => {
  it("says who silenced and who lifted, until when and why", async () => {
    const ports = await assessedPorts();
    const { silenced } = await changeSilences(silence({ rule: "china-origin" }), ports);
    const id = silenced?.id ?? "";
    await changeSilences({ sector: "ai", lift: id }, ports);
    await recompute({ asOf: AS_OF }, ports, deployment);
    const line = {
      asOf: AS_OF,
      at: "2026-08-01T06:00:00.000Z",
      rule: "china-origin",
      group: null,
      level: "none",
      observed: null,
      limit: null,
      published: false,
      silence: id,
      by: "Ada",
      until: "2026-08-14",
      why: "known since June",
    };
    expect((await ports.history.read("ai")).rows).toEqual([
      { ...line, event: "silenced", reason: "until 2026-08-14: known since June" },
      { ...line, event: "lifted", reason: "was until 2026-08-14: known since June" },
    ]);
  });

  it("waits in the ledger until the next run writes it, though that finds the same as before", async () => {
    const ports = await assessedPorts();
    await changeSilences(silence(), ports);
    expect((await ports.history.read("ai")).rows).toEqual([]);
    expect(ports.stored.ledgers.get("ai")).toMatchObject({
      silences: [written],
      outbox: [{ bulletin: null, records: [{ event: "silenced", by: "Ada" }] }],
    });
    await recompute({ asOf: AS_OF }, ports, deployment);
    expect((await ports.history.read("ai")).rows).toMatchObject([{ event: "silenced", by: "Ada" }]);
    expect(ports.stored.ledgers.get("ai")?.outbox).toEqual([]);
  });

  it("keeps its line in the ledger when the history cannot be written, and its news goes out all the same", async () => {
    const ports = await assessedPorts();
    await changeSilences(silence({ rule: "another" }), ports);
    ports.stored.positions = supplyWith(300);
    const down = { ...ports.history, append: () => Promise.reject(new Error("throttled")) };
    await expect(recompute({ asOf: "2026-08-01" }, { ...ports, history: down }, deployment)).rejects.toThrow(
      "writing its history: throttled",
    );
    expect(ports.stored.published).toHaveLength(1);
    ports.clock.now = new Date("2026-08-01T06:02:00Z");
    await recompute({ asOf: "2026-08-01" }, ports, deployment);
    const { rows } = await ports.history.read("ai");
    expect(rows.map(({ event }) => event)).toEqual(["silenced", "raised"]);
    expect(ports.stored.published).toHaveLength(1);
  });
});

describe("a silence that meets another writer", () => {
  /** Ports under whose first so many writes the ledger changes. */
  function racing(ports: Awaited<ReturnType<typeof assessedPorts>>, times: number) {
    let left = times;
    const raced =
      (write: typeof ports.ledgers.save): typeof write =>
      async (ledger, version) => {
        if (left > 0) {
          left -= 1;
          await changeSilences(silence({ reason: `race ${left}` }), ports);
        }
        return await write(ledger, version);
      };
    const { load, save, saveSilences } = ports.ledgers;
    return { ...ports, ledgers: { load, save: raced(save), saveSilences: raced(saveSilences) } };
  }

  it("is written beside what the other wrote, under its own id", async () => {
    const ports = await assessedPorts();
    const { silences } = await changeSilences(silence(), racing(ports, 2));
    expect(silences.map(({ reason }) => reason)).toEqual(["race 1", "race 0", "known since June"]);
    expect(new Set(silences.map(({ id }) => id)).size).toBe(3);
    await recompute({ asOf: AS_OF }, ports, deployment);
    expect((await ports.history.read("ai")).rows).toHaveLength(3);
  });

  it("is given up after ten", async () => {
    const ports = await assessedPorts();
    await expect(changeSilences(silence(), racing(ports, 10))).rejects.toThrow(
      "the ledger of ai changed under each of 10 attempts to write it",
    );
  });

  it("hides the news of a run that was about to be written", async () => {
    const ports = await assessedPorts();
    ports.stored.positions = supplyWith(300);
    const [result] = await recompute({ asOf: "2026-08-01" }, racing(ports, 1), deployment);
    expect(result).toMatchObject({
      bulletin: null,
      alerts: [{ event: "raised", silencedUntil: "2026-08-14" }],
    });
    expect(ports.stored.published).toEqual([]);
  });
});
