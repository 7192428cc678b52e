import { setTimeout as wait } from "node:timers/promises";
import type { RecomputePorts } from "../../functions/ports.ts";

/** Numbers from 0 to 1 that only look random: the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Waits up to so many milliseconds. */
export async function pause(random: () => number, most: number): Promise<void> {
  await wait(Math.floor(random() * (most + 1)));
}

const MOST_MILLISECONDS = 3;

/** Ports on which whatever is written, and each answer, is under way for a while. */
export function delayed(ports: RecomputePorts, random: () => number): RecomputePorts {
  const slow = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, key) {
        const method = Reflect.get(target, key) as (...given: unknown[]) => Promise<unknown>;
        return async (...given: unknown[]) => {
          await pause(random, MOST_MILLISECONDS);
          const answer = await method.apply(target, given);
          await pause(random, MOST_MILLISECONDS);
          return answer;
        };
      },
    });
  const { ledgers, assessments, history, publisher } = ports;
  return {
    ...ports,
    ledgers: slow(ledgers),
    assessments: slow(assessments),
    history: slow(history),
    publisher: slow(publisher),
  };
}
