import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { changeAcknowledgements } from "../../../functions/silence/acknowledge.ts";
import type { NewAcknowledgement } from "../../../shared/contract/acknowledge-payload.ts";
import { policyOf, ruleOf } from "../../support/builders.ts";
import { type MemoryPorts, memoryPorts } from "../../support/memory.ts";
import { deploymentOf, supplyWith } from "../../support/samples.ts";

const AS_OF = "2026-07-31";
const byItem = policyOf({
  rules: [
    ruleOf({ by: "item", remindEveryDays: 1 }),
    ruleOf({
      id: "korea",
      title: "Made in Korea",
      measure: { kind: "share", of: { facet: "origin", countries: ["KR"] } },
    }),
  ],
});
const deployment = deploymentOf(byItem);

/** Last assessed with two items beyond the limit; the clock says a day later. */
async function assessedPorts(chinese = 300): Promise<MemoryPorts> {
  const ports = memoryPorts(itemsWith(chinese));
  await recompute({ asOf: AS_OF }, ports, deployment);
  return ports;
}

function itemsWith(chinese: number) {
  const ups = supplyWith(chinese).map((row) => ({
    ...row,
    positionId: `ups-${row.positionId}`,
    item: "ups-lithium",
  }));
  return [...supplyWith(chinese), ...ups];
}

function ack(overrides: Partial<NewAcknowledgement> = {}): NewAcknowledgement {
  return { sector: "ai", ack: "china-origin", by: "Ada", reason: "a second source", ...overrides };
}

const written = {
  id: "a3",
  rule: "china-origin",
  level: "warning",
  until: null,
  by: "Ada",
  reason: "a second source",
  since: "2026-08-01T06:00:00.000Z",
};

describe("an acknowledgement", () => {
  it("is written for each open alert of the rule, under one id, and nothing that was decided changes", async () => {
    const ports = await assessedPorts();
    const before = structuredClone(ports.stored.ledgers.get("ai"));
    const result = await changeAcknowledgements(ack(), ports);
    const both = ["bess", "ups-lithium"].map((group) => ({ ...written, group }));
    expect(result).toEqual({ sector: "ai", acknowledged: both, acknowledgements: both });
    const { acknowledgements, outbox, version, ...rest } = ports.stored.ledgers.get("ai") ?? {};
    expect(acknowledgements).toEqual(both);
    expect(version).toBe((before?.version ?? 0) + 1);
    expect({ ...before, ...rest }).toEqual(before);
    expect(outbox).toMatchObject([
      { bulletin: null, records: [{ group: "bess" }, { group: "ups-lithium" }] },
    ]);
  });

  it("of one group leaves the others, and replaces an earlier one of the same alert with a note", async () => {
    const ports = await assessedPorts();
    await changeAcknowledgements(ack(), ports);
    const again = ack({ group: "bess", by: "Ben", until: "2026-08-09" });
    const { acknowledged, acknowledgements, notes } = await changeAcknowledgements(again, ports);
    const own = { ...written, id: "a4", group: "bess", by: "Ben", until: "2026-08-09" };
    expect(acknowledged).toEqual([own]);
    expect(acknowledgements).toEqual([{ ...written, group: "ups-lithium" }, own]);
    expect(notes).toEqual(["it replaces a3 by Ada"]);
  });

  it("holds back the reminder of the next run, which keeps it, and ends with a line when the alert worsens", async () => {
    const ports = await assessedPorts();
    await changeAcknowledgements(ack(), ports);
    const published = ports.stored.published.length;
    const [next] = await recompute({ asOf: "2026-08-01" }, ports, deployment);
    expect(next).toMatchObject({
      bulletin: null,
      alerts: [
        { group: "bess", acknowledged: { id: "a3", by: "Ada", reason: "a second source", until: null } },
        { group: "ups-lithium", acknowledged: { id: "a3" } },
      ],
    });
    expect(ports.stored.published).toHaveLength(published);
    ports.stored.positions = itemsWith(700);
    ports.clock.now = new Date("2026-08-02T06:00:00.000Z");
    const [worse] = await recompute({ asOf: "2026-08-02" }, ports, deployment);
    expect(worse).toMatchObject({
      alerts: [{ event: "worsened", acknowledged: null }, { acknowledged: null }],
    });
    expect(ports.stored.ledgers.get("ai")?.acknowledgements).toEqual([]);
    const lines = (await ports.history.read("ai")).rows.filter(
      ({ acknowledgement }) => acknowledgement === "a3",
    );
    expect(lines.map(({ event, group, level, reason, by }) => [event, group, level, reason, by])).toEqual([
      ["acknowledged", "bess", "warning", "a second source", "Ada"],
      ["acknowledged", "ups-lithium", "warning", "a second source", "Ada"],
      ["unacknowledged", "bess", "critical", "the alert worsened; it was: a second source", "Ada"],
      ["unacknowledged", "ups-lithium", "critical", "the alert worsened; it was: a second source", "Ada"],
    ]);
  });

  it("can be withdrawn by its id, of every alert at once: the next run reminds", async () => {
    const ports = await assessedPorts();
    await changeAcknowledgements(ack(), ports);
    const { withdrawn, acknowledgements } = await changeAcknowledgements(
      { sector: "ai", withdraw: "a3" },
      ports,
    );
    expect(withdrawn).toHaveLength(2);
    expect(acknowledgements).toEqual([]);
    const [next] = await recompute({ asOf: "2026-08-01" }, ports, deployment);
    expect(next?.alerts.map(({ event }) => event)).toEqual(["reminder", "reminder"]);
    const lines = (await ports.history.read("ai")).rows.filter(({ event }) => event === "unacknowledged");
    expect(lines.map(({ reason }) => reason)).toEqual(Array(2).fill("withdrawn; it was: a second source"));
  });

  it.each<[string, Partial<NewAcknowledgement>, string]>([
    [
      "a rule without an open alert, with the nearest",
      { ack: "china-origins" },
      'field "ack": "china-origins" has no open alert; nearest: china-origin',
    ],
    [
      "a rule inside its limits",
      { ack: "korea" },
      'field "ack": "korea" has no open alert; open are china-origin',
    ],
    [
      "a group without an open alert, with the nearest",
      { group: "bes" },
      'field "group": china-origin has no open alert for "bes"; nearest: bess',
    ],
    [
      "a day that is over",
      { until: AS_OF },
      'field "until": must be after 2026-07-31, or it holds back nothing',
    ],
    [
      "today, where runs are as of today",
      { until: "2026-08-01" },
      'field "until": must be after 2026-08-01, or it holds back nothing',
    ],
  ])("is refused for %s", async (_sentence, asked, message) => {
    const ports = await assessedPorts();
    const before = structuredClone(ports.stored.ledgers.get("ai"));
    await expect(changeAcknowledgements(ack(asked), ports)).rejects.toThrow(`payload: ${message}`);
    expect(ports.stored.ledgers.get("ai")).toEqual(before);
  });

  it("is refused where no alert is open", async () => {
    const ports = await assessedPorts(100);
    await expect(changeAcknowledgements(ack(), ports)).rejects.toThrow(
      '"china-origin" has no open alert; no alert of ai is open',
    );
  });

  it("cannot be withdrawn by an id that nothing has", async () => {
    const ports = await assessedPorts();
    const withdraw = (id: string) => changeAcknowledgements({ sector: "ai", withdraw: id }, ports);
    await expect(withdraw("s3")).rejects.toThrow('"s3" is not an acknowledgement of ai; it has none');
    await changeAcknowledgements(ack(), ports);
    await expect(withdraw("s9")).rejects.toThrow("its acknowledgements are a3");
  });

  it("is written once, and a run that was about to write decides again", async () => {
    const ports = await assessedPorts();
    let isFirst = true;
    const ledgers: typeof ports.ledgers = {
      ...ports.ledgers,
      async save(ledger, version) {
        if (isFirst) {
          isFirst = false;
          await changeAcknowledgements(ack(), ports);
        }
        return await ports.ledgers.save(ledger, version);
      },
    };
    await recompute({ asOf: "2026-08-01" }, { ...ports, ledgers }, deployment);
    await recompute({ asOf: "2026-08-01" }, ports, deployment);
    expect(ports.stored.published.map(({ events }) => events[0]?.event)).toEqual(["raised"]);
    expect(ports.stored.ledgers.get("ai")?.acknowledgements).toHaveLength(2);
  });
});
