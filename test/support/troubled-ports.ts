import type { Page } from "../../functions/ports/supply.ts";
import { inColumns } from "./in-columns.ts";
import type { MemoryPorts } from "./memory.ts";

/** When a process dies: in the step after this many others, before or after what that step does. */
interface Crash {
  afterSteps: number;
  isStepDone: boolean;
}

/** What may go wrong in a process: it dies, or a service that it needs is down. */
export type Trouble = Crash | Service;

type Service = "publisher" | "bus" | "history";

/** The same ports in trouble. */
export function troubledPorts(ports: MemoryPorts, trouble: Trouble): MemoryPorts {
  return typeof trouble === "string" ? portsWithout(ports, trouble) : crashingPorts(ports, trouble);
}

/** The same ports in a process that dies: from some step on, nothing answers any more. */
function crashingPorts(ports: MemoryPorts, crash: Crash): MemoryPorts {
  let left = crash.afterSteps;
  let isDead = false;
  const step = <Result>(work: () => Promise<Result>) => {
    if (isDead) throw new Error("the process died");
    if (left > 0) {
      left -= 1;
      return work();
    }
    isDead = true;
    const done = crash.isStepDone ? work() : Promise.resolve();
    return done.then(() => {
      throw new Error("the process died");
    });
  };
  const { ledgers, assessments, history, publisher, bus, positions, suppliers, links } = ports;
  return {
    ...ports,
    ledgers: {
      load: async (sector) => await step(() => ledgers.load(sector)),
      save: async (ledger, version) => await step(() => ledgers.save(ledger, version)),
      saveSilences: async (ledger, version) => await step(() => ledgers.saveSilences(ledger, version)),
    },
    assessments: {
      load: async (key) => await step(() => assessments.load(key)),
      save: async (assessment, at) => await step(() => assessments.save(assessment, at)),
      recent: async (sector, upTo, most) => await step(() => assessments.recent(sector, upTo, most)),
    },
    history: {
      append: async (...lines) => await step(() => history.append(...lines)),
      read: async (sector) => await step(() => history.read(sector)),
    },
    publisher: { publish: async (message) => await step(() => publisher.publish(message)) },
    bus: { put: async (events, at) => await step(() => bus.put(events, at)) },
    positions: {
      shards: (sector, ...rest) => positions.shards(sector, ...rest).map((pages) => stepped(pages, step)),
      columns: inColumns,
      newestDate: async (sector, upTo) => await step(() => positions.newestDate(sector, upTo)),
    },
    suppliers: { pages: () => stepped(suppliers.pages(), step) },
    links: { pages: () => stepped(links.pages(), step) },
  };
}

async function* stepped<Row>(
  pages: AsyncIterable<Page<Row>>,
  step: (work: () => Promise<void>) => Promise<void>,
): AsyncGenerator<Page<Row>> {
  await step(async () => {});
  yield* pages;
}

/** The same ports while one service is down: what depends on it fails, and the process goes on. */
function portsWithout(ports: MemoryPorts, down: Service): MemoryPorts {
  const failure = new Error(`the ${down} is down`);
  const fail = () => Promise.reject(failure);
  switch (down) {
    case "publisher":
      return { ...ports, publisher: { publish: fail } };
    case "bus":
      return { ...ports, bus: { put: async () => ({ taken: new Set(), failure }) } };
    case "history":
      return { ...ports, history: { ...ports.history, append: fail } };
  }
}
