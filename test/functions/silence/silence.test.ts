import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { changeSilences } from "../../../functions/silence/silence.ts";
import { AS_OF, policyOf, ruleOf } from "../../support/builders.ts";
import { memoryPorts } from "../../support/memory.ts";
import { supplyWith } from "../../support/samples.ts";
import { assessedPorts, deployment, silence } from "../../support/silenced-sector.ts";

describe("a silence of a group", () => {
  const byItem = policyOf({ rules: [ruleOf({ by: "item" })] });
  const own = { ...deployment, policies: new Map([["ai", byItem]]) };
  const about = (group: string) => silence({ rule: "china-origin", group });

  /** Last assessed with `bess` within its limits and `ups-lithium` beyond them. */
  async function ofItems() {
    const bess = supplyWith(100);
    const ups = supplyWith(700).map((row) => ({
      ...row,
      positionId: `ups-${row.positionId}`,
      item: "ups-lithium",
    }));
    const ports = memoryPorts([...bess, ...ups]);
    await recompute({ asOf: AS_OF }, ports, own);
    return ports;
  }

  it.each(["bess", "ups-lithium"])("is taken for %s, which the last assessment holds", async (group) => {
    const { silenced, notes } = await changeSilences(about(group), await ofItems());
    expect({ group: silenced?.group, notes }).toEqual({ group, notes: undefined });
  });

  it("is refused for one that is not there, which names the nearest", async () => {
    await expect(changeSilences(about("bes"), await ofItems())).rejects.toThrow(
      /^payload: field "group": "bes" is not a group of china-origin; nearest: bess$/,
    );
  });

  it("is refused in one sentence that can be read, however many there are", async () => {
    const many = Array.from({ length: 500 }, (_, at) =>
      supplyWith(300).map((position) => ({
        ...position,
        positionId: `${at}-${position.positionId}`,
        item: `item-${at}`,
      })),
    );
    const ports = memoryPorts(many.flat());
    await recompute({ asOf: AS_OF }, ports, own);
    await expect(changeSilences(about("bes"), ports)).rejects.toThrow(
      /its groups are item-0, item-1, item-10, .+ and 495 more$/,
    );
  });

  it("is taken with a note where no group is known yet", async () => {
    const { silenced, notes } = await changeSilences(about("bess"), memoryPorts());
    expect(silenced?.group).toBe("bess");
    expect(notes).toEqual(['no group of china-origin is known yet, so "bess" may be misspelt']);
  });

  it("is held against the ledger alone where assessments cannot be read", async () => {
    const { assessments: _, ...ports } = await ofItems();
    await expect(changeSilences(about("lead"), ports)).rejects.toThrow("its groups are");
  });
});

describe("a silence", () => {
  it("is written into the ledger and answered, with all others that go on", async () => {
    const ports = await assessedPorts(300);
    const before = ports.stored.ledgers.get("ai")?.version ?? 0;
    const result = await changeSilences(silence(), ports);
    const { sector, ...asked } = silence();
    const expected = {
      ...asked,
      id: `s${before + 1}`,
      rule: null,
      group: null,
      since: "2026-08-01T06:00:00.000Z",
    };
    expect(result).toEqual({ sector, silenced: expected, silences: [expected] });
    expect(ports.stored.ledgers.get("ai")).toMatchObject({
      silences: [expected],
      outbox: [{ bulletin: null, records: [{ event: "silenced", by: "Ada" }] }],
    });
    const second = await changeSilences(silence({ rule: "china-origin", until: "2026-08-02" }), ports);
    expect(second.silences.map(({ rule }) => rule)).toEqual([null, "china-origin"]);
    expect(new Set(second.silences.map(({ id }) => id)).size).toBe(2);
  });

  it("leaves what was decided as it is", async () => {
    const ports = await assessedPorts(300);
    const before = ports.stored.ledgers.get("ai");
    await changeSilences(silence(), ports);
    const { decisions, alerts, lastAssessment } = ports.stored.ledgers.get("ai") ?? {};
    const { decisions: same, alerts: unmoved, lastAssessment: last } = before ?? {};
    expect({ decisions, alerts, lastAssessment }).toEqual({
      decisions: same,
      alerts: unmoved,
      lastAssessment: last,
    });
  });

  it("keeps its rule and group", async () => {
    const ports = await assessedPorts();
    const { silenced } = await changeSilences(silence({ rule: "r", group: "bess" }), ports);
    expect(silenced).toMatchObject({ rule: "r", group: "bess" });
  });

  it.each([
    [
      "the day that was assessed last",
      AS_OF,
      /^payload: field "until": must be after 2026-07-31, or it hides nothing$/,
    ],
    ["a day before it", "2026-07-01", /must be after 2026-07-31/],
  ])("is refused until %s", async (_sentence, until, problem) => {
    const ports = await assessedPorts();
    const before = structuredClone(ports.stored.ledgers);
    await expect(changeSilences(silence({ until }), ports)).rejects.toThrow(problem);
    expect(ports.stored.ledgers).toEqual(before);
  });

  it("is refused until today in a sector that is recomputed as of each day", async () => {
    const ports = await assessedPorts();
    await expect(changeSilences(silence({ until: "2026-08-01" }), ports)).rejects.toThrow(
      /^payload: field "until": must be after 2026-08-01, or it hides nothing$/,
    );
  });

  it("is taken, with a note, until a day before today in a sector that was last recomputed as of one long past", async () => {
    const ports = await assessedPorts();
    ports.clock.now = new Date("2026-11-24T06:00:00Z");
    const { silenced, notes } = await changeSilences(silence(), ports);
    expect(silenced?.until).toBe("2026-08-14");
    expect(notes).toEqual(["2026-08-14 is not after today: only runs as of days before it are silent"]);
  });

  it("is held against today in a sector that was never assessed", async () => {
    const ports = memoryPorts();
    await expect(changeSilences(silence({ until: "2026-08-01" }), ports)).rejects.toThrow(
      "must be after 2026-08-01",
    );
    expect((await changeSilences(silence({ until: "2026-08-02" }), ports)).silenced?.id).toBe("s1");
  });

  it("leaves those that are over to the run that ends them", async () => {
    const ports = await assessedPorts();
    await changeSilences(silence({ until: "2026-08-02", reason: "short" }), ports);
    ports.clock.now = new Date("2026-08-03T06:00:00Z");
    expect((await changeSilences(silence(), ports)).silences.map(({ reason }) => reason)).toEqual([
      "short",
      "known since June",
    ]);
    await recompute({ asOf: "2026-08-03" }, ports, deployment);
    const lines = (await ports.history.read("ai")).rows.map(({ event, reason }) => `${event}: ${reason}`);
    expect(lines).toContain("lifted: its day, 2026-08-02, has come; it was: short");
    expect(ports.stored.ledgers.get("ai")?.silences.map(({ reason }) => reason)).toEqual([
      "known since June",
    ]);
  });

  it("is dropped by the run that it does not hide any more", async () => {
    const ports = await assessedPorts();
    await changeSilences(silence({ until: "2026-08-02" }), ports);
    await recompute({ asOf: "2026-08-01" }, ports, deployment);
    expect(ports.stored.ledgers.get("ai")?.silences).toHaveLength(1);
    ports.clock.now = new Date("2026-08-02T06:00:00Z");
    await recompute({ asOf: "2026-08-02" }, ports, deployment);
    expect(ports.stored.ledgers.get("ai")?.silences).toEqual([]);
  });

  it("is not dropped by a run as of a day still to come", async () => {
    const ports = await assessedPorts();
    await changeSilences(silence({ until: "2026-08-02" }), ports);
    await recompute({ asOf: "2062-07-31" }, ports, deployment);
    expect(ports.stored.ledgers.get("ai")?.silences).toHaveLength(1);
    await expect(changeSilences(silence({ until: "2026-08-03" }), ports)).resolves.toMatchObject({
      silences: [{ until: "2026-08-02" }, { until: "2026-08-03" }],
    });
  });
});

describe("lifting a silence", () => {
  it("takes away that one and answers with the others", async () => {
    const ports = await assessedPorts();
    const { silenced } = await changeSilences(silence(), ports);
    const { silences } = await changeSilences(silence({ reason: "another" }), ports);
    const result = await changeSilences({ sector: "ai", lift: silenced?.id ?? "" }, ports);
    expect(result).toEqual({ sector: "ai", lifted: silenced, silences: silences.slice(1) });
    expect(ports.stored.ledgers.get("ai")?.silences).toEqual(silences.slice(1));
  });

  it("is refused for an id that is not there, naming those that are", async () => {
    const ports = await assessedPorts();
    const lift = () => changeSilences({ sector: "ai", lift: "s99" }, ports);
    await expect(lift()).rejects.toThrow('payload: field "lift": "s99" is not a silence of ai; it has none');
    const { silenced } = await changeSilences(silence(), ports);
    await expect(lift()).rejects.toThrow(`"s99" is not a silence of ai; its silences are ${silenced?.id}`);
  });
});
