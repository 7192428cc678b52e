import { readEventPast } from "../../functions/reading/event-past.ts";
import { recompute } from "../../functions/recompute/recompute.ts";
import { changeSilences } from "../../functions/silence/silence.ts";
import { type WrittenFiles, writeEventFiles } from "../../functions/watchdog/event-files.ts";
import { handOut } from "../../functions/watchdog/hand-out.ts";
import type { WatchdogPorts } from "../../functions/watchdog/ports.ts";
import { eventLog } from "../../shared/event-log/event-log.ts";
import { markedUntil } from "../../shared/imports/marker.ts";
import { type ImportRecord, importIdOf } from "../../shared/imports/record.ts";
import { dayOf, HOUR_MS } from "../../shared/values/day.ts";
import { type MemoryPorts, memoryPorts } from "./memory.ts";
import { nameOf } from "./memory-markers.ts";
import { chinaPolicy, deploymentOf, supplyWith } from "./samples.ts";

const [rule] = chinaPolicy().rules;
const POLICIES = [chinaPolicy(), chinaPolicy("ai", { rules: rule ? [{ ...rule, margin: 0.05 }] : [] })];

/** The sector `ai`, and those who write the files of its events. */
export class EventFilesWorld {
  readonly memory: MemoryPorts = memoryPorts(supplyWith(100));
  readonly ports: WatchdogPorts;
  isHistoryDown = false;

  constructor() {
    const { history } = this.memory;
    const heard = { protocol: "email", endpoint: "a@example.com", isConfirmed: true };
    const subscribed = { list: async () => [heard] };
    this.ports = {
      ...this.memory,
      history: {
        ...history,
        append: (...lines) =>
          this.isHistoryDown ? Promise.reject(new Error("DynamoDB is down")) : history.append(...lines),
      },
      subscriptions: subscribed,
      operators: subscribed,
      operations: { publish: async () => {} },
    };
  }

  wait(hours: number): void {
    const { clock } = this.memory;
    clock.now = new Date(clock.now.getTime() + hours * HOUR_MS);
  }

  /** A run for the day of so many days ago; with a history that cannot be written, its lines wait in the outbox. */
  async run(chinese: number, daysAgo = 0, policy = 0): Promise<void> {
    this.memory.stored.positions = supplyWith(chinese);
    const used = POLICIES[policy] ?? chinaPolicy();
    const deployment = deploymentOf(used);
    const asOf = dayOf(new Date(this.memory.clock.now.getTime() - daysAgo * 24 * HOUR_MS));
    const work = recompute(
      { sector: "ai", asOf },
      { ...this.memory, history: this.ports.history },
      deployment,
    );
    await (this.isHistoryDown ? work.catch(() => {}) : work);
  }

  async silence(days: number): Promise<void> {
    const until = dayOf(new Date(this.memory.clock.now.getTime() + days * 24 * HOUR_MS));
    await changeSilences({ sector: "ai", until, by: "Ana", reason: "a known case" }, this.memory);
  }

  /** Begins an import: its record and its marker. @returns what ends it. */
  beginImport(): () => void {
    const { stored, now } = this.memory;
    const startedAt = now().toISOString();
    const id = importIdOf(now(), "a1b2c3");
    const key = { sector: "ai", kind: "positions" as const, file: `${id}.csv`, runner: "lambda-1" };
    const marker = { schemaVersion: 1 as const, ...key, importId: id, startedAt };
    const record: ImportRecord = {
      ...{ schemaVersion: 1, id, sector: "ai", kind: "positions", file: `${id}.csv`, digest: "d", startedAt },
      from: { via: "command line", by: null },
      ...{ endedAt: null, rows: { added: 2, changed: 0, removed: 0 }, exposure: null },
      ...{ sources: [], moreSources: 0, tookFrom: [] },
    };
    stored.provenance.imports.push(record);
    stored.markers.set(nameOf(key), { ...marker, until: markedUntil(now()), endedAt: null });
    return () => {
      const endedAt = now().toISOString();
      record.endedAt = endedAt;
      stored.markers.set(nameOf(key), { ...marker, until: endedAt, endedAt });
    };
  }

  /** Hands out what waits, and writes the files of the closed days. */
  async look(ports = this.ports): Promise<WrittenFiles[]> {
    await handOut("ai", [], ports);
    const written: WrittenFiles[] = [];
    await writeEventFiles("ai", written, ports, null);
    return written;
  }

  /** The whole log, as `list events --json` prints it. */
  async log(): Promise<string> {
    const { past } = await readEventPast("ai", this.ports);
    return eventLog("ai", past)
      .map((event) => `${JSON.stringify(event)}\n`)
      .join("");
  }

  /** All files, one after the other. */
  files(): string {
    const { files } = this.memory.stored.eventFiles;
    return [...files.keys()]
      .sort()
      .map((key) => files.get(key))
      .join("");
  }
}
