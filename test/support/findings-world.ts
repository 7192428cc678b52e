import { expect } from "vitest";
import { recompute } from "../../functions/recompute/recompute.ts";
import type { WatchdogPorts } from "../../functions/watchdog/ports.ts";
import { watch } from "../../functions/watchdog/watchdog.ts";
import { operationsLog } from "../../shared/event-log/event-log.ts";
import { logEventSchema } from "../../shared/event-log/log-event.ts";
import { findingsAfter } from "../../shared/event-log/replay.ts";
import type { FindingLine } from "../../shared/event-log/watchdog-line.ts";
import { dayOf, HOUR_MS } from "../../shared/values/day.ts";
import type { Watch } from "../../shared/watchdog/watch.ts";
import { type MemoryPorts, memoryPorts } from "./memory.ts";
import { deploymentOf, supplyWith } from "./samples.ts";

const DEPLOYED = { protocol: "email", endpoint: "a@example.com" };
const SOMEBODY = { protocol: "sqs", endpoint: "q", isConfirmed: true };
const deployment = deploymentOf();
const options = { ...deployment, staleAfterDays: 3, operators: null };

/** A sector, its subscribers, and a watchdog that tells operations what is wrong with either. */
export class FindingsWorld {
  readonly stores: MemoryPorts = memoryPorts(supplyWith(100));
  readonly ports: WatchdogPorts;
  /** Whether a subscriber that was deployed has left. */
  isGone = false;
  /** The ids of all messages that operations were sent. */
  readonly sent: string[] = [];
  /** The ids of the messages whose look has ended well. */
  private readonly done: string[] = [];

  /** `changed` are stores that are not in memory. */
  constructor(changed: Partial<Pick<WatchdogPorts, "watches" | "findings">> = {}) {
    this.ports = {
      ...this.stores,
      ...changed,
      subscriptions: {
        list: async () => [SOMEBODY, ...(this.isGone ? [] : [{ ...DEPLOYED, isConfirmed: true }])],
      },
      operators: { list: async () => [SOMEBODY] },
      operations: { publish: async ({ id }) => void this.sent.push(id) },
    };
  }

  wait(hours: number): void {
    const { clock } = this.stores;
    clock.now = new Date(clock.now.getTime() + hours * HOUR_MS);
  }

  async recompute(): Promise<void> {
    await recompute({ asOf: dayOf(this.stores.clock.now) }, this.stores, deployment);
  }

  /** The ports while one of them cannot be written. */
  without(down: "findings" | "operations" | "watches"): WatchdogPorts {
    const fail = () => Promise.reject(new Error(`${down} are down`));
    const broken = {
      findings: { ...this.ports.findings, append: fail },
      operations: { publish: fail },
      watches: { ...this.ports.watches, save: fail },
    };
    return { ...this.ports, [down]: broken[down] };
  }

  async look(ports = this.ports): Promise<void> {
    const { message } = await watch(ports, {
      ...options,
      subscribers: [DEPLOYED, { protocol: "sqs", endpoint: "q" }],
    });
    if (message !== null) this.done.push(message.id);
  }

  async memory(): Promise<Watch> {
    return (await this.ports.watches.load()).watch;
  }

  /** The lines about findings, also those that wait to be written, oldest first. */
  async lines(): Promise<FindingLine[]> {
    const { unrecorded } = await this.memory();
    const pages = await Promise.all(["ai", null].map((sector) => this.ports.findings.read(sector)));
    const log = operationsLog([...pages.flatMap(({ rows }) => rows), ...unrecorded]);
    return log.flatMap((line) =>
      line.kind === "finding" ? logEventSchema.parse(line) : [],
    ) as FindingLine[];
  }

  /** The log gives back what operators were told and is remembered, and holds nothing that they were not told. */
  async check(): Promise<void> {
    const lines = await this.lines();
    const replayed = [...findingsAfter(lines).values()].map(({ finding, sector, since, at }) => {
      return { key: finding, sector, since, toldAt: at };
    });
    const { problems } = await this.memory();
    const told = problems.flatMap(({ key, sector, since, toldAt }) => {
      return toldAt === null ? [] : { key, sector, since, toldAt };
    });
    const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
    expect(replayed.sort(byKey), "the log gives back what is told").toEqual(told.sort(byKey));
    const messages = new Set(lines.map(({ message }) => message));
    expect(messages.difference(new Set(this.sent)), "only what was sent").toEqual(new Set());
    expect(new Set(this.done).difference(messages), "all of what was sent and remembered").toEqual(new Set());
  }
}
