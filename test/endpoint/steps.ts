import { setTimeout as wait } from "node:timers/promises";

/** What is done one after the other; each begins only when the one before it has held. */
export type Step = [sentence: string, work: () => Promise<unknown>];

/** Does the steps in their order, and says what each came to and how long it took. @throws at the first that fails. */
export async function walk(steps: Step[]): Promise<void> {
  for (const [sentence, work] of steps) {
    const began = performance.now();
    const seconds = () => `${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s`;
    try {
      const came = await work();
      say(`ok   ${seconds()}  ${sentence}${typeof came === "string" ? `: ${came}` : ""}`);
    } catch (error) {
      say(`FAIL ${seconds()}  ${sentence}`);
      throw error;
    }
  }
}

/** Looks again and again until there is something to see. @throws Error when there is nothing within the time. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | null | undefined>,
  seconds = 180,
  pauseMs = 2000,
): Promise<Found> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const found = await look();
    if (found !== null && found !== undefined) return found;
    await wait(pauseMs);
  }
  throw new Error(`${what}: nothing within ${seconds} s`);
}

/** Waits for Ctrl-C, or for whoever ends the process. A second one ends it at once, as ever. */
export async function untilStopped(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

/** One line for whoever watches. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
