import { Duration } from "aws-cdk-lib";
import * as z from "zod";
import type { functionOutputs } from "../../shared/contract/functions.ts";
import { shown } from "../../shared/values/parse.ts";

export type FunctionName = keyof typeof functionOutputs;

/** The size of a Lambda function. */
export interface FunctionSize {
  /** Memory in MB. With 1,769 MB a function has a whole virtual CPU. */
  memory: number;
  /** A run that takes longer is cut off. */
  timeout: Duration;
  /**
   * How many concurrent runs are reserved for the function, which is also the most that it can have; `null`
   * when it shares the account's concurrency.
   */
  concurrency: number | null;
}

const A_WHOLE_CPU = 1769;

/**
 * The default sizes. A sector or a file may be of any size, so these functions have a whole CPU, which is what
 * one thread can use, and the longest time that Lambda allows. The others read a few items. A look of the
 * watchdog ends before the next one starts.
 */
const USUAL: Record<FunctionName, { memory: number; minutes: number }> = {
  recompute: { memory: A_WHOLE_CPU, minutes: 15 },
  simulate: { memory: A_WHOLE_CPU, minutes: 15 },
  import: { memory: A_WHOLE_CPU, minutes: 15 },
  fold: { memory: A_WHOLE_CPU, minutes: 15 },
  report: { memory: A_WHOLE_CPU, minutes: 15 },
  digest: { memory: 512, minutes: 5 },
  watchdog: { memory: 512, minutes: 10 },
  silence: { memory: 512, minutes: 1 },
};
const FUNCTION_NAMES = Object.keys(USUAL) as FunctionName[];

const LEAST_MB = 512;
const MOST_MB = 10_240;
const MOST_AT_ONCE = 1000;
const MEMORY = `must be a whole number of MB, ${LEAST_MB} to ${MOST_MB}`;
const CONCURRENCY = `must be a whole number of runs at once, 1 to ${MOST_AT_ONCE}`;

/** What the owner of a deployment may choose for each function. */
export const functionChoicesSchema = z.partialRecord(
  z.string().refine((name) => Object.hasOwn(USUAL, name), {
    error: ({ input }) => `${shown(input)} is not a function; the functions are ${FUNCTION_NAMES.join(", ")}`,
  }),
  z.strictObject({
    memory: z.int(MEMORY).min(LEAST_MB, MEMORY).max(MOST_MB, MEMORY).optional(),
    concurrency: z.int(CONCURRENCY).min(1, CONCURRENCY).max(MOST_AT_ONCE, CONCURRENCY).optional(),
  }),
);

/** The size of each function: what the owner chose, otherwise the default. */
export function sizesOf(chosen: z.infer<typeof functionChoicesSchema>): Record<FunctionName, FunctionSize> {
  const sizes = FUNCTION_NAMES.map((name) => {
    const { memory, minutes } = USUAL[name];
    const { memory: chosenMemory, concurrency } = chosen[name] ?? {};
    return [
      name,
      {
        memory: chosenMemory ?? memory,
        timeout: Duration.minutes(minutes),
        concurrency: concurrency ?? null,
      },
    ];
  });
  return Object.fromEntries(sizes) as Record<FunctionName, FunctionSize>;
}
