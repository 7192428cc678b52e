import * as z from "zod";

/** What is certain (`lower`), and what is possible when everything unknown is counted against us (`upper`). */
export interface Interval {
  lower: number;
  upper: number;
}

/** Which end of an interval. */
export type Bound = keyof Interval;

/** An interval as it is stored. */
export const intervalSchema = z.object({
  lower: z.number(),
  upper: z.number(),
}) satisfies z.ZodType<Interval>;

/** An interval in JSON. An infinite upper bound is written as `null`: there is no bound. */
export const boundsSchema = z.strictObject({ lower: z.number(), upper: z.number().nullable() });
export type Bounds = z.infer<typeof boundsSchema>;

/** Turns an interval into its JSON form. */
export function toBounds({ lower, upper }: Interval): Bounds {
  return { lower, upper: Number.isFinite(upper) ? upper : null };
}
