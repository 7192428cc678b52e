import * as z from "zod";

const MOST_DAYS = 3650;

/** What a number of days must be. */
export const DAYS_EXPECTED = `must be a whole number of days from 0 to ${MOST_DAYS}, or empty where it is not known`;

/** A number of days: of stock, or until somebody delivers again. */
export const daysSchema = z.int(DAYS_EXPECTED).min(0, DAYS_EXPECTED).max(MOST_DAYS, DAYS_EXPECTED);

/** The fields of suppliers and links that say how long stock lasts, and how long it takes to deliver again. */
export const timeFields = ["stockDays", "recoveryDays"] as const;
export type TimeField = (typeof timeFields)[number];

export const timesShape = {
  stockDays: daysSchema.exactOptional(),
  recoveryDays: daysSchema.exactOptional(),
} satisfies Record<TimeField, z.ZodType>;

/**
 * `stockDays`: from the first day on which a supplier delivers less, everyone goes on for so many days from stock of its
 * goods, wherever it lies. `recoveryDays`: so many days after it stops, it delivers again as before. Absent: not known.
 */
export type Times = { readonly [Field in TimeField]?: number };

/** Nothing is known of stock and recovery. */
export const NO_TIMES: Times = {};

/** The times of something that has other fields too, without those that are not known. */
export function timesOf(one: { readonly [Field in TimeField]?: number | undefined }): Times {
  const { stockDays, recoveryDays } = one;
  if (stockDays === undefined && recoveryDays === undefined) return NO_TIMES;
  return {
    ...(stockDays === undefined ? {} : { stockDays }),
    ...(recoveryDays === undefined ? {} : { recoveryDays }),
  };
}

/** What an identity adds for times: nothing where none is known. */
export function canonicalTimes(one: Times): unknown[] {
  const times = timesOf(one);
  return times === NO_TIMES ? [] : [{ times: [times.stockDays ?? null, times.recoveryDays ?? null] }];
}
