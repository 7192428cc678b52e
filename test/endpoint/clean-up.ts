import { say, untilStopped } from "./steps.ts";

/** Something that a suite has made, and how it is removed. */
export type Removal = readonly [what: string, remove: () => Promise<unknown>];

/** Removes one after the other, whatever becomes of the others. What cannot be removed is told: somebody must do it by hand. */
export async function removeEach(removals: readonly Removal[]): Promise<string[]> {
  const left: string[] = [];
  for (const [what, remove] of removals) {
    try {
      await remove();
    } catch (error) {
      left.push(`${what} could not be removed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return left;
}

/** Ends when somebody stops the suite, and says that what it made is removed then. */
export async function stoppedByHand(made: string): Promise<void> {
  await untilStopped();
  say(`stopped; ${made} are removed, unless you stop that too`);
}
