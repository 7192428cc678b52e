import type { Process } from "./crashing.ts";

/** A process that waits before one of its steps until it may go on. */
export interface Pausing {
  process: Process;
  /** Resolves when it waits, or has ended before it came to that step. */
  isPaused: Promise<void>;
  resume(): void;
  /** To be called when it has ended. */
  end(): void;
}

/** A process that waits before its n-th step, counted from 0, as another has counted them. */
export function pausingProcess(at: number, { paged }: Pick<Process, "paged">): Pausing {
  const paused = Promise.withResolvers<void>();
  const resumed = Promise.withResolvers<void>();
  const process: Process = {
    steps: [],
    paged,
    stop: { at, when: "before" },
    isDead: false,
    async step(name, work) {
      if (process.steps.push(name) - 1 === at) {
        paused.resolve();
        await resumed.promise;
      }
      return await work();
    },
  };
  return {
    process,
    isPaused: paused.promise,
    resume: () => resumed.resolve(),
    end: () => paused.resolve(),
  };
}
