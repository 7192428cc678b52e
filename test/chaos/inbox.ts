import { setTimeout as wait } from "node:timers/promises";
import type { BusListener, HeardChange } from "../endpoint/bus-rule.ts";
import type { Heard, Listener } from "../endpoint/queues.ts";
import { alertName } from "./oracle.ts";
import type { Bulletin } from "./verdict.ts";

/** Everything that both topics and the bus have sent since it was opened. */
export interface Inbox {
  /** The bulletins about a sector. */
  bulletinsOf(sector: string): Bulletin[];
  /** The events about a sector, each as if it were a bulletin: an event that comes again under its id is the same one. */
  changesOf(sector: string): Bulletin[];
  /** What operations were told. */
  operations(): string[];
  /** Waits until nothing has come for a while. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

interface Document {
  id: string;
  sector: string;
  events: { event: string; rule: string | null; group: string | null }[];
}

// Longer than a message takes from a topic into a queue, and from there here.
const QUIET_MS = 3000;

/** What it listens to. */
export interface InboxQueues {
  alerts: Listener;
  operations: Listener;
  bus: BusListener;
}

/** Listens to the queues on the alert topic, on the operations topic and on the bus until it is closed. */
export function openInbox({ alerts, operations, bus }: InboxQueues): Inbox {
  const heard: { alerts: Heard[]; operations: Heard[]; bus: HeardChange[] } = {
    ...{ alerts: [], operations: [], bus: [] },
  };
  let last = Date.now();
  let isOpen = true;
  const listen = async <One>(listener: { some(): Promise<One[]> }, into: One[]) => {
    while (isOpen) {
      const some = await listener.some();
      if (some.length > 0) last = Date.now();
      into.push(...some);
    }
  };
  const listening = Promise.all([
    listen(alerts, heard.alerts),
    listen(operations, heard.operations),
    listen(bus, heard.bus),
  ]);
  // That it failed is told when it is closed, and nothing more comes until then.
  listening.catch(() => {});
  return {
    bulletinsOf: (sector) => heard.alerts.flatMap(bulletinIn).filter((one) => one.sector === sector),
    changesOf: (sector) => heard.bus.filter((one) => one.sector === sector).map(changeIn),
    operations: () => heard.operations.map(({ body }) => body),
    async settle() {
      last = Date.now();
      while (Date.now() - last < QUIET_MS) await wait(200);
    },
    async close() {
      isOpen = false;
      await listening;
    },
  };
}

/** A message of the alert topic as a bulletin; a digest, or what operations would be told, is none. */
function bulletinIn({ messageId, document }: Heard): Bulletin[] {
  const { id, sector, events } = (document ?? {}) as Partial<Document>;
  if (id === undefined || sector === undefined || events === undefined) return [];
  return [{ messageId, bulletinId: id, sector, news: events.map(newsOf) }];
}

function changeIn({ id, sector, ...change }: HeardChange): Bulletin {
  return { messageId: id, bulletinId: id, sector, news: [newsOf(change)] };
}

function newsOf({ event, rule, group }: Pick<HeardChange, "rule" | "group"> & { event: string }): string {
  return rule === null ? event : `${event} ${alertName(rule, group)}`;
}
