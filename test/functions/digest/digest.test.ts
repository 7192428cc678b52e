import { describe, expect, it } from "vitest";
import { sendDigest } from "../../../functions/digest/digest.ts";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { UnreadableError } from "../../../functions/runtime/unreadable-error.ts";
import { changeSilences } from "../../../functions/silence/silence.ts";
import type { Message } from "../../../shared/bulletin/message.ts";
import { addDays } from "../../../shared/values/day.ts";
import { flat } from "../../shared/bulletin/telling.ts";
import { memoryPorts } from "../../support/memory.ts";
import { chinaPolicy, positionOf, supplierOf, supplyWith } from "../../support/samples.ts";

const names = ["ai", "defense", "us-storage-imports"];
const deployment = {
  policies: new Map(names.map((name) => [name, chinaPolicy(name)])),
  version: "1.2.3",
  place: { stack: "Chokepoint" },
};

/** Ten weekly assessments of AI, an open alert behind a silence, and a sector without any assessment. */
async function tenWeeks() {
  const memory = memoryPorts();
  for (let week = 0; week < 10; week += 1) {
    const asOf = addDays("2026-07-31", 7 * (week - 9));
    memory.clock.now = new Date(`${asOf}T06:00:00Z`);
    memory.stored.positions = [...supplyWith(100 + 25 * week), positionOf({ sector: "defense" })];
    for (const sector of ["ai", "defense"]) await recompute({ sector, asOf }, memory, deployment);
  }
  const silence = {
    sector: "ai",
    rule: "china-origin",
    until: "2026-08-15",
    by: "ada",
    reason: "on its way",
  };
  await changeSilences(silence, memory);
  memory.clock.now = new Date("2026-08-03T07:00:00Z");
  const sent: Message[] = [];
  const publisher = { publish: async (message: Message) => void sent.push(message) };
  return { ports: { ...memory, publisher }, sent };
}

/** A sector whose maker gets a stock, and then a port, a week or a day before its last assessment. */
async function edited(...days: number[]): Promise<string> {
  const memory = memoryPorts(supplyWith(300), [supplierOf()]);
  const edits = [{ stockDays: 30 }, { stockDays: 30, port: ["ningbo"] }];
  for (const [at, daysBefore] of [...days, 0].entries()) {
    const asOf = addDays("2026-07-31", -daysBefore);
    await recompute({ sector: "ai", asOf }, memory, deployment);
    memory.stored.suppliers = [supplierOf(edits[at] ?? edits[1])];
  }
  const ports = { ...memory, publisher: { publish: async () => {} } };
  return (await sendDigest({ sectors: ["ai"] }, ports, deployment)).text;
}

describe("what no rule measures and was edited", () => {
  it("stands in the digest, since the last assessment that is a week old or older", async () => {
    expect(await edited(8, 7, 1)).toContain(
      "ALSO EDITED since 24 Jul 2026\n  No rule measures this:\n  Maker KK: port unknown to ningbo\n",
    );
  });

  it("is not told where it is older, or no assessment is a week old", async () => {
    expect(await edited(20, 15, 8)).not.toContain("ALSO EDITED");
    expect(await edited(6, 1)).not.toContain("ALSO EDITED");
  });
});

describe("the digest", () => {
  it("is one message about every sector, and reads as agreed", async () => {
    const { ports, sent } = await tenWeeks();
    const { subject, text } = await sendDigest({}, ports, deployment);
    expect(sent).toHaveLength(1);
    await expect(`Subject: ${subject}\n\n${text}`).toMatchFileSnapshot(
      "../../shared/bulletin/golden/digest.txt",
    );
  });

  it("says how a sector stands beside its benchmark, and reads as agreed", async () => {
    const memory = memoryPorts([
      ...supplyWith(300),
      positionOf({ positionId: "M-1", sector: "market", originCountry: "CN", exposure: 28_000_00 }),
      positionOf({ positionId: "M-2", sector: "market", originCountry: "JP", exposure: 72_000_00 }),
    ]);
    const benchmark = { sector: "market", source: "Customs, imports by value" };
    const policies = new Map([
      ["ai", chinaPolicy("ai", { benchmark })],
      ["market", chinaPolicy("market", { title: "Imports of the country" })],
    ]);
    const publisher = { publish: async () => {} };
    const both = { ...deployment, policies };
    memory.clock.now = new Date("2026-08-03T07:00:00Z");
    for (const sector of ["market", "ai"]) await recompute({ sector, asOf: "2026-08-02" }, memory, both);
    const { subject, text } = await sendDigest({}, { ...memory, publisher }, both);
    await expect(`Subject: ${subject}\n\n${text}`).toMatchFileSnapshot(
      "../../shared/bulletin/golden/digest-beside.txt",
    );
  });

  it("says nothing of the benchmark of a sector whose assessment is gone, and all else of it", async () => {
    const memory = memoryPorts(supplyWith(300));
    const policies = new Map([["ai", chinaPolicy("ai", { benchmark: { sector: "market" } })]]);
    memory.clock.now = new Date("2026-08-03T07:00:00Z");
    await recompute({ asOf: "2026-08-02" }, memory, { ...deployment, policies });
    const item = { key: "ai", problem: "it is damaged" };
    const load = async () => {
      throw new UnreadableError("the assessment of ai", item, "restore it");
    };
    const assessments = { ...memory.assessments, load };
    const publisher = { publish: async () => {} };
    const { text, problems } = await sendDigest(
      {},
      { ...memory, assessments, publisher },
      { ...deployment, policies },
    );
    expect(text).not.toContain("BESIDE THE MARKET");
    expect(text).toContain("WARNING  Made in China");
    expect(problems).toEqual([]);
  });

  it("says first of a sector that its data is stale, and how old it is", async () => {
    const memory = memoryPorts(supplyWith(300));
    const policies = new Map([["ai", chinaPolicy("ai", { staleAfterDays: 10 })]]);
    await recompute({ asOf: "2026-08-01" }, memory, { ...deployment, policies });
    memory.clock.now = new Date("2026-08-03T07:00:00Z");
    const publisher = { publish: async () => {} };
    const { text } = await sendDigest({}, { ...memory, publisher }, { ...deployment, policies });
    expect(flat(text)).toContain(
      "=== ai, batteries STALE DATA since 1 Aug 2026: the newest purchase is 19 days old ",
    );
  });

  it("pages nobody: no filter on a level or a rule lets it through", async () => {
    const { ports, sent } = await tenWeeks();
    await sendDigest({}, ports, deployment);
    expect(sent).toMatchObject([{ sectors: names, level: "none", events: ["digest"], rules: [] }]);
  });

  it("is about the sectors asked for, and gives machines the same", async () => {
    const { ports, sent } = await tenWeeks();
    const result = await sendDigest({ sectors: ["ai"] }, ports, deployment);
    expect(result).toMatchObject({ sectors: ["ai"], problems: [] });
    expect(sent[0]?.document).toMatchObject({
      kind: "digest",
      sectors: [
        {
          sector: "ai",
          assessment: { asOf: "2026-07-31" },
          open: [{ rule: "china-origin" }],
          dataAgeDays: 19,
        },
      ],
    });
  });

  it("tells of a sector that cannot be read, and of the others all the same", async () => {
    const { ports } = await tenWeeks();
    const load: typeof ports.ledgers.load = (sector) =>
      sector === "ai" ? Promise.reject(new Error("the table is gone")) : ports.ledgers.load(sector);
    const result = await sendDigest({}, { ...ports, ledgers: { ...ports.ledgers, load } }, deployment);
    expect(result.problems).toEqual(["ai: reading its ledger: the table is gone"]);
    expect(flat(result.text)).toContain("could not be read: reading its ledger: the table is gone");
    expect(result.subject).toBe(
      "[DIGEST] no alert is known to be open: AI not readable, DEFENSE 0, US-STORAGE-IMPORTS not assessed",
    );
  });

  it("fails when it cannot be published", async () => {
    const { ports } = await tenWeeks();
    const publisher = { publish: () => Promise.reject(new Error("SNS is down")) };
    await expect(sendDigest({}, { ...ports, publisher }, deployment)).rejects.toThrow(
      "the digest could not be published: SNS is down",
    );
  });
});
