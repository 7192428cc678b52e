import type { ReadablePorts } from "./memory.ts";

/** Numbers from 0 to 1 that only look random: the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A place to wait at, from which one after the other goes on, in an order that the seed decides. */
export function waitingRoom(seed: number): () => Promise<void> {
  const random = seeded(seed);
  const waiting: (() => void)[] = [];
  const callOne = () => {
    const [next] = waiting.splice(Math.floor(random() * waiting.length), 1);
    next?.();
    if (waiting.length > 0) setImmediate(callOne);
  };
  return () =>
    new Promise((resolve) => {
      if (waiting.push(resolve) === 1) setImmediate(callOne);
    });
}

/** A port on which everything waits before it is written or read, and each answer before it arrives. */
export function slow<Port extends object>(port: Port, wait: () => Promise<void>): Port {
  return new Proxy(port, {
    get(target, key) {
      const method = Reflect.get(target, key) as (...given: unknown[]) => Promise<unknown>;
      return async (...given: unknown[]) => {
        await wait();
        const answer = await method.apply(target, given);
        await wait();
        return answer;
      };
    },
  });
}

/** Ports that are slow in what a run writes. */
export function waitingPorts(ports: ReadablePorts, wait: () => Promise<void>): ReadablePorts {
  const { ledgers, assessments, history, publisher, bus } = ports;
  return {
    ...ports,
    ledgers: slow(ledgers, wait),
    assessments: slow(assessments, wait),
    history: slow(history, wait),
    publisher: slow(publisher, wait),
    bus: slow(bus, wait),
  };
}
