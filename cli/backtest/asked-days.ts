import * as z from "zod";
import { readPayload } from "../../functions/runtime/payload.ts";
import { daysInRhythm, rhythmSchema } from "../../shared/backtest/cadence.ts";
import { counted } from "../../shared/values/count.ts";
import { askedDaySchema } from "../../shared/values/day.ts";
import { UsageError } from "../input/usage-error.ts";

const MOST_BACKTEST_RUNS = 2000;

const requestSchema = z.object({ from: askedDaySchema, to: askedDaySchema, every: rhythmSchema });

/** The days of the runs. @throws UsageError or PayloadError when the options are wrong, or make too many days. */
export function daysAsked(options: { from: string; to: string; every: string }): string[] {
  const { from, to, every } = readPayload(requestSchema, options);
  if (to < from) throw new UsageError(`--to: ${to} is before --from, ${from}`);
  const days = daysInRhythm(from, to, every);
  if (days.length > MOST_BACKTEST_RUNS) {
    const [asked, most] = [days.length, MOST_BACKTEST_RUNS].map(counted);
    throw new UsageError(
      `--every: ${options.every} makes ${asked} runs from ${from} to ${to}; ${most} are the most`,
    );
  }
  return days;
}
