import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { changeAcknowledgements } from "../../../functions/silence/acknowledge.ts";
import { changeSilences } from "../../../functions/silence/silence.ts";
import { sendTest } from "../../../functions/watchdog/test-notification.ts";
import { watch } from "../../../functions/watchdog/watchdog.ts";
import { eventLog, type StoredPast } from "../../../shared/event-log/event-log.ts";
import { type LogEvent, logEventSchema, logKinds } from "../../../shared/event-log/log-event.ts";
import { alertsAfter, findingsAfter } from "../../../shared/event-log/replay.ts";
import type { ImportRecord } from "../../../shared/imports/record.ts";
import { alertKey } from "../../../shared/policy/level.ts";
import { type MemoryPorts, memoryPorts } from "../../support/memory.ts";
import { chinaPolicy, deploymentOf, supplyWith } from "../../support/samples.ts";

const IMPORT: ImportRecord = {
  ...{ schemaVersion: 1, id: "0mfo8cnpk-3fa2c1", sector: "ai", kind: "positions", file: "july.csv" },
  from: { via: "bucket", bucket: "files", key: "positions/july.csv", version: null },
  ...{ digest: "0".repeat(64), startedAt: "2026-07-20T05:00:00.000Z", endedAt: "2026-07-20T05:00:09.000Z" },
  rows: { added: 2, changed: 0, removed: 0 },
  ...{ exposure: null, sources: [], moreSources: 0, tookFrom: [] },
};

let ports: MemoryPorts;
let log: LogEvent[];

/** Everything that is stored of the sector. */
async function pastOf({ stored, history }: MemoryPorts): Promise<StoredPast> {
  const summaries = [...stored.assessments.values()].map(({ summary }) => summary);
  const { rows, publications } = await history.read("ai");
  return { history: rows, publications, summaries, imports: [IMPORT], findings: stored.findings };
}

/** A test message about the sector. */
async function test(day: number): Promise<void> {
  ports.clock.now = new Date(`2026-07-${day}T13:00:00.000Z`);
  const topic = { publisher: { publish: async () => {} }, subscriptions: { list: async () => [] } };
  const topics = { alerts: topic, operations: topic };
  const deployment = deploymentOf();
  await sendTest({ test: "alerts", sector: "ai" }, { topics, ...ports }, deployment);
}

/** A look of the watchdog on a day. */
async function look(day: number): Promise<void> {
  ports.clock.now = new Date(`2026-07-${day}T12:00:00.000Z`);
  const heard = { list: async () => [{ protocol: "sqs", endpoint: "q", isConfirmed: true }] };
  const topics = { subscriptions: heard, operators: heard, operations: { publish: async () => {} } };
  const deployment = deploymentOf();
  const nobody = { staleAfterDays: 3, subscribers: null, operators: null };
  await watch({ ...ports, ...topics }, { ...deployment, ...nobody });
}

/**
 * Four days of a sector: raised, acknowledged, worsened behind a silence, over by another policy. Then nothing recomputes it for some
 * days, which the watchdog tells.
 */
beforeAll(async () => {
  ports = memoryPorts();
  const run = async (day: number, chinese: number, policy = chinaPolicy()) => {
    ports.clock.now = new Date(`2026-07-${day}T06:00:00.000Z`);
    const { positions } = memoryPorts(supplyWith(chinese));
    const deployment = deploymentOf(policy);
    await recompute({ asOf: `2026-07-${day}` }, { ...ports, positions }, deployment);
  };
  await run(20, 300);
  ports.clock.now = new Date("2026-07-20T07:00:00.000Z");
  const about = { sector: "ai", by: "Ana", reason: "a second source" };
  await changeAcknowledgements({ ...about, ack: "china-origin" }, ports);
  ports.clock.now = new Date("2026-07-20T08:00:00.000Z");
  await changeSilences({ ...about, until: "2026-07-22" }, ports);
  await run(21, 700);
  await run(22, 700);
  const [rule] = chinaPolicy().rules;
  if (rule === undefined) throw new Error("the policy has no rule");
  const changed = chinaPolicy("ai", { rules: [{ ...rule, margin: 0.05 }] });
  await run(23, 100, changed);
  await look(27);
  await look(28);
  await run(29, 100, changed);
  await look(29);
  await test(29);
  log = eventLog("ai", await pastOf(ports));
});

describe("the event log", () => {
  it("has every kind of line, each as its schema says, oldest first", () => {
    expect(new Set(log.map(({ kind }) => kind))).toEqual(new Set(logKinds));
    for (const line of log) expect(logEventSchema.parse(JSON.parse(JSON.stringify(line)))).toEqual(line);
    expect(log.map(({ at }) => at)).toEqual(log.map(({ at }) => at).sort());
  });

  it("tells what happened, what readers are told, and why they are not", () => {
    const told = log.flatMap((line) => {
      if (line.kind === "alert") return `${line.event} ${line.told ? "told" : line.heldBack}`;
      if (line.kind === "policy") return line.before === null ? "first policy" : "other policy";
      return "event" in line ? line.event : line.kind;
    });
    expect(told).toEqual([
      ...["import", "first policy", "assessment", "raised told", "publication", "acknowledged", "silenced"],
      ...["assessment", "worsened silence", "unacknowledged"],
      ...["assessment", "lifted", "worsened told", "publication"],
      ...["other policy", "assessment", "resolved told", "publication"],
      ...["found", "still", "assessment", "solved", "test"],
    ]);
  });

  it("names the assessment, the bulletin and the level before", () => {
    const bulletins = ports.stored.published.map(({ id }) => id);
    const alerts = log.flatMap((line) => (line.kind === "alert" ? line : []));
    expect(alerts.flatMap(({ bulletin }) => bulletin ?? [])).toEqual(bulletins);
    expect(alerts.map(({ before, level }) => [before, level])).toEqual([
      ["none", "warning"],
      ["warning", "critical"],
      ["critical", "critical"],
      ["critical", "none"],
    ]);
    const assessments = new Set(log.flatMap((line) => (line.kind === "assessment" ? line.assessment : [])));
    for (const { assessment } of alerts) expect(assessments).toContain(assessment);
  });

  it("tells when each bulletin that is told was published", () => {
    const told = log.flatMap((line) => (line.kind === "alert" && line.bulletin ? line.bulletin : []));
    const published = log.flatMap((line) => (line.kind === "publication" ? line : []));
    expect(new Set(published.map(({ bulletin }) => bulletin))).toEqual(new Set(told));
    expect(published.map(({ at }) => at.slice(0, 10))).toEqual(["2026-07-20", "2026-07-22", "2026-07-23"]);
  });

  it("gives back each alert as it was after each of its events", () => {
    const key = alertKey({ rule: "china-origin", group: null });
    const levels = log.map((_, at) => alertsAfter(log.slice(0, at + 1)).get(key)?.level ?? "none");
    const changes = levels.filter((level, at) => level !== levels[at - 1]);
    expect(changes).toEqual(["none", "warning", "critical", "none"]);
    expect(alertsAfter(log)).toEqual(new Map());
    expect(ports.stored.ledgers.get("ai")?.alerts).toEqual([]);
  });

  it("gives back what operators know of each finding after each of its lines", () => {
    const known = log.map((_, at) => [...findingsAfter(log.slice(0, at + 1)).values()]);
    expect(known.at(-1)).toEqual([]);
    expect(known.flat().map(({ finding, since, at }) => [finding, since, at])).toEqual([
      ["stale:ai", "2026-07-27T12:00:00.000Z", "2026-07-27T12:00:00.000Z"],
      ...Array(2).fill(["stale:ai", "2026-07-27T12:00:00.000Z", "2026-07-28T12:00:00.000Z"]),
    ]);
  });

  it("has lines of earlier versions, which did not hold what was decided", async () => {
    const { history, ...past } = await pastOf(ports);
    const older = history.map(({ decided: _, ...record }) => record);
    const lines = eventLog("ai", { ...past, history: older });
    expect(lines).toHaveLength(log.length);
    const [raised] = lines.filter(({ kind }) => kind === "alert");
    expect(raised).toMatchObject({ before: null, assessment: null, bulletin: null, heldBack: null });
    expect(raised).not.toHaveProperty("alert");
    expect(lines.find((line) => line.kind === "alert" && !line.told)).toMatchObject({ heldBack: "silence" });
    expect(alertsAfter(lines)).toEqual(new Map());
  });

  it("tells an import of suppliers in every sector, and one that did not end as the most that it may have done", () => {
    const record: ImportRecord = { ...IMPORT, sector: null, kind: "suppliers", endedAt: null };
    const [line] = eventLog("ai", { history: [], summaries: [], imports: [record] });
    expect(line).toMatchObject({
      ...{ sector: "ai", kind: "import", everySector: true, endedAt: null },
      rows: { added: 2, changed: 0, removed: 0 },
    });
  });
});

describe("docs/events.md", () => {
  it("has the JSON schema of the lines beside it", async () => {
    const text = `${JSON.stringify(z.toJSONSchema(logEventSchema), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot("../../../docs/events.schema.json");
  });

  it("has an example of each kind of event beside it, from this run", async () => {
    const whats: string[] = log.map((line) => ("event" in line ? line.event : line.kind));
    const first = log.filter((_, at) => whats.indexOf(whats[at] ?? "") === at);
    // Digests change with what they are made of.
    const text = first
      .map((line) => `${JSON.stringify(line)}\n`)
      .join("")
      .replaceAll(/-[0-9a-f]{12}(?=["-])/g, "-7b9f4ea8b9f6")
      .replaceAll(/"(policyHash|before|digest)":"[0-9a-f]{64}"/g, `"$1":"${"cbdf7134".repeat(8)}"`);
    await expect(text).toMatchFileSnapshot("../../../docs/events.example.jsonl");
  });

  it("names every kind and every field", () => {
    const page = readFileSync("docs/events.md", "utf8");
    for (const { shape } of logEventSchema.options)
      for (const name of [...Object.keys(shape), shape.kind.value]) expect(page).toContain(`\`${name}\``);
  });
});
