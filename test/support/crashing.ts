/** Where a process stops: at its n-th step, counted from 0, before the step takes effect or before its answer arrives. */
export interface Stop {
  at: number;
  when: "before" | "after";
}

/** With the name of the step. */
export type NamedStop = Stop & { name: string };

/** A process whose every step with the world is counted, and that can die at one. Dead, it does nothing any more. */
export interface Process {
  /** The names of the steps that it took. */
  steps: string[];
  /** Methods that return pages: only whoever has called them once can know. */
  paged: Set<string>;
  stop: Stop | null;
  isDead: boolean;
  step<Answer>(name: string, work: () => Promise<Answer>): Promise<Answer>;
}

/** A process that dies nowhere, to count steps by. */
export function countingProcess(): Process {
  return createProcess(null, new Set());
}

/** A process that dies at one of the steps that another has counted. */
export function dyingProcess(stop: Stop, { paged }: Pick<Process, "paged">): Process {
  return createProcess(stop, paged);
}

/** Every way to stop a process whose steps were counted. */
export function stopsOf({ steps }: Pick<Process, "steps">): NamedStop[] {
  return steps.flatMap((name, at) => [
    { name, at, when: "before" as const },
    { name, at, when: "after" as const },
  ]);
}

/** Whether a step was done for good by a process that stopped. */
export function tookEffect(step: number, { at, when }: Stop): boolean {
  return step < at || (step === at && when === "after");
}

function createProcess(stop: Stop | null, paged: Set<string>): Process {
  const die = (name: string): Error => {
    process.isDead = true;
    return new Error(`the process died at ${name}`);
  };
  const process: Process = {
    steps: [],
    paged,
    stop,
    isDead: false,
    async step(name, work) {
      if (process.isDead) throw die(name);
      const isLast = process.steps.push(name) - 1 === stop?.at;
      if (isLast && stop.when === "before") throw die(name);
      const answer = await work();
      // Answers that were under way when the process died reach nobody either.
      if (isLast || process.isDead) throw die(name);
      return answer;
    },
  };
  return process;
}

// Neither leaves the process. Everything else does, so that no new port and no new method can be forgotten here.
const NO_STEPS = new Set(["now", "telemetry"]);

/**
 * Ports through which a process does its steps: each call of a method that returns a promise is one; of a method that
 * returns pages, each page is one, and their end.
 */
export function stepping<Ports extends object>(ports: Ports, process: Process, path = ""): Ports {
  return new Proxy(ports, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      const name = `${path}${String(key)}`;
      if (NO_STEPS.has(name)) return value;
      if (typeof value === "function") {
        return (...given: unknown[]) => call(name, () => value.apply(target, given), process);
      }
      return typeof value === "object" && value !== null ? stepping(value, process, `${name}.`) : value;
    },
  });
}

function call(name: string, method: () => unknown, process: Process): unknown {
  if (process.paged.has(name)) return pagesOf(name, method(), process);
  if (process.stop !== null) return process.step(name, () => method() as Promise<unknown>);
  const answer = method();
  if (answer instanceof Promise) return process.step(name, () => answer);
  process.paged.add(name);
  return pagesOf(name, answer, process);
}

function pagesOf(name: string, pages: unknown, process: Process): unknown {
  if (Array.isArray(pages)) return pages.map((one) => pagesOf(name, one, process));
  if (isPages(pages)) return eachPage(name, pages[Symbol.asyncIterator](), process);
  throw new Error(`${name} returns neither a promise nor pages: how it can stop is to be thought about`);
}

function isPages(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

async function* eachPage(name: string, pages: AsyncIterator<unknown>, process: Process) {
  for (;;) {
    const page = await process.step(name, () => pages.next());
    if (page.done) return;
    yield page.value;
  }
}
