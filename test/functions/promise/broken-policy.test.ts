import { describe, expect, it } from "vitest";
import { sendDigest } from "../../../functions/digest/digest.ts";
import { importObject } from "../../../functions/import/bucket/import-object.ts";
import { readKey } from "../../../functions/import/bucket/object-key.ts";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { runSimulation } from "../../../functions/simulate/simulate.ts";
import { findBrokenFeeds } from "../../../functions/watchdog/broken-feeds.ts";
import { watch } from "../../../functions/watchdog/watchdog.ts";
import type { Message } from "../../../shared/bulletin/message.ts";
import type { Policies } from "../../../shared/policy/policies.ts";
import { readPolicies } from "../../../shared/policy/read-policies.ts";
import { flat } from "../../shared/bulletin/telling.ts";
import { refusalOf } from "../../support/builders.ts";
import { POSITION_COLUMNS } from "../../support/files.ts";
import { memoryPorts, memoryRefusals, memoryStrays } from "../../support/memory.ts";
import { BUCKET, objectImportWorld } from "../../support/object-import.ts";
import { BROKEN, brokenText } from "../../support/policy-files.ts";
import { samplePolicies } from "../../support/sample-policies.ts";
import { supplyWith } from "../../support/samples.ts";

const NOT_JSON = "ai.json: is empty";
/** Policies of which that of AI cannot be used; without a text, not even its unit is known. */
function brokenAi(text = brokenText): Policies {
  return new Map([...samplePolicies, ...readPolicies([{ file: "ai.json", text }])]);
}

const about = { version: "1.2.3", place: null };
const sound = { policies: samplePolicies, ...about };
const broken = { policies: brokenAi(), ...about };
const supply = [...supplyWith(700), ...supplyWith(300, "defense")];

describe("a broken policy", () => {
  it("fails a recompute of all sectors after the others are done", async () => {
    const ports = memoryPorts(supply);
    const ended = recompute({ asOf: "2026-08-01" }, ports, broken);
    await expect(ended).rejects.toMatchObject({ name: "AggregateError", message: `ai: ${BROKEN}` });
    expect([...ports.stored.ledgers.keys()].sort()).toEqual(["defense", "us-storage-imports"]);
    // The other one has no position yet, which is no news.
    expect(ports.stored.published.map(({ sector }) => sector)).toEqual(["defense"]);
  });

  it("disturbs no recompute of another sector", async () => {
    const [result] = await recompute({ sector: "defense", asOf: "2026-08-01" }, memoryPorts(supply), broken);
    expect(result).toMatchObject({ sector: "defense", alerts: [{ level: "warning" }] });
  });

  it("fails a recompute and a simulation of its own sector", async () => {
    const ports = memoryPorts(supply);
    await expect(recompute({ sector: "ai" }, ports, broken)).rejects.toThrow(`ai: ${BROKEN}`);
    const simulation = { sector: "ai", remove: { countries: ["CN"] } };
    await expect(runSimulation(simulation, ports, broken.policies)).rejects.toThrow(BROKEN);
    expect(ports.stored.ledgers.size).toBe(0);
  });

  it("leaves the alerts of its sector as they are, for the day it is mended", async () => {
    const ports = memoryPorts(supply);
    await recompute({ sector: "ai", asOf: "2026-08-01" }, ports, sound);
    const before = await ports.ledgers.load("ai");
    await expect(recompute({ asOf: "2026-08-02" }, ports, broken)).rejects.toThrow(BROKEN);
    expect(await ports.ledgers.load("ai")).toEqual(before);
    const [mended] = await recompute({ sector: "ai", asOf: "2026-08-03" }, ports, sound);
    expect(mended?.alerts).toMatchObject([{ level: "critical", event: null, since: "2026-08-01" }]);
  });
});

describe("the watchdog, with a broken policy", () => {
  function watched(ports = memoryPorts(supply)) {
    const told: Message[] = [];
    const subscribed = [{ protocol: "email", endpoint: "a@example.com", isConfirmed: true, arn: "arn" }];
    return {
      ...ports,
      told,
      subscriptions: { list: async () => subscribed },
      operations: { publish: async (message: Message) => void told.push(message) },
      operators: { list: async () => subscribed },
    };
  }
  const options = { staleAfterDays: 3, subscribers: [], operators: null };

  it("tells operators once, and when it is mended", async () => {
    const ports = watched();
    await recompute({}, ports, sound);
    const problem = { key: "policy:ai", text: `ai is not watched: ${BROKEN}` };
    expect((await watch(ports, { ...broken, ...options })).problems).toContainEqual(
      expect.objectContaining(problem),
    );
    expect((await watch(ports, { ...broken, ...options })).message).toBeNull();
    const mended = await watch(ports, { ...sound, ...options });
    expect(flat(mended.message?.text ?? "")).toMatch(
      /SOLVED This is over, first seen on .{16} UTC: ai is not watched: /,
    );
    expect(ports.told).toHaveLength(2);
  });

  it("still hands out what waits in the sector's outbox", async () => {
    const ports = watched();
    const silent = { ...ports, publisher: { publish: () => Promise.reject(new Error("SNS is down")) } };
    await expect(recompute({ sector: "ai", asOf: "2026-08-01" }, silent, sound)).rejects.toThrow(
      "SNS is down",
    );
    ports.clock.now = new Date("2026-08-01T07:00:00Z");
    expect((await watch(ports, { ...broken, ...options })).published).toHaveLength(1);
    expect(ports.stored.published).toMatchObject([{ sector: "ai", level: "critical" }]);
  });

  it("tells of its refused rows, without how much they were where the unit is not known", async () => {
    const refusals = memoryRefusals();
    await refusals.put([refusalOf()]);
    const feeds = { refusals, strays: memoryStrays() };
    const textOf = async (policies: Policies) =>
      (await findBrokenFeeds(policies, feeds, null)).findings[0]?.text;
    expect(await textOf(brokenAi())).toMatch(/^ai: REFUSED ROWS: 191 of 500 rows of positions\.csv .*USD/);
    expect(await textOf(brokenAi(""))).toMatch(/^ai: rows of positions\.csv were refused\. Most often: /);
  });
});

describe("the digest, with a broken policy", () => {
  it("says so of its sector, with what was last found, and tells the others", async () => {
    const ports = memoryPorts(supply);
    await recompute({ asOf: "2026-08-01" }, ports, sound);
    const sent: Message[] = [];
    const publisher = { publish: async (message: Message) => void sent.push(message) };
    const { subject, text, problems } = await sendDigest({}, { ...ports, publisher }, broken);
    expect(subject).toBe(
      "[DIGEST] 2 or more alerts open, worst known critical: ai not watched, DEFENSE 1, US-STORAGE-IMPO...",
    );
    expect(text.replaceAll(/\s+/g, " ")).toContain(
      `=== ai NOT WATCHED, its policy cannot be used: ${BROKEN} USD 1.0 k in 2 purchases`,
    );
    expect(problems).toEqual([`ai: ${BROKEN}`]);
    expect(sent[0]?.document).toMatchObject({ sectors: [{ sector: "ai", policyProblem: BROKEN }, {}, {}] });
  });
});

describe("an import, with a broken policy", () => {
  const file = `${POSITION_COLUMNS}\nP-1,ai,,bess,KR,1,2026-07-01,,x\nP-2,defense,,bess,KR,1,2026-07-01,,x\n`;
  const key = "positions/july.csv";

  it("takes rows of its sector as long as its unit can be read, and starts its recompute", async () => {
    const { ports, positions } = objectImportWorld({ [key]: file });
    const result = await importObject({ bucket: BUCKET, key }, { ...ports, policies: brokenAi() });
    expect(result).toMatchObject({ status: "imported", started: ["ai", "defense"] });
    expect([...positions.values()].map(({ sector }) => sector)).toEqual(["ai", "defense"]);
  });

  it("else refuses them with the sentence and remembers them, and takes those of others", async () => {
    const { ports, positions, refusals } = objectImportWorld({ [key]: file });
    await importObject({ bucket: BUCKET, key }, { ...ports, policies: brokenAi("") });
    expect([...positions.values()].map(({ sector }) => sector)).toEqual(["defense"]);
    expect([...refusals.values()]).toMatchObject([
      { sector: "ai", rows: 1, exposure: null, reasons: [{ reason: `sector: ${NOT_JSON}` }] },
    ]);
  });

  it("of statistics is refused by its key only where the unit is not known", () => {
    expect(readKey("usitc/ai/july.csv", brokenAi())).toMatchObject({ file: { sector: "ai" } });
    expect(readKey("usitc/ai/july.csv", brokenAi(""))).toEqual({ refused: NOT_JSON });
  });
});
