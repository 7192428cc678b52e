import * as z from "zod";
import { addDays, daysBetween } from "../values/day.ts";

/** An interval between runs: a number of days, or a number of months. */
export interface Rhythm {
  count: number;
  unit: "days" | "months";
}

const DAYS_OF_UNIT = { d: 1, w: 7 } as const;

/** A cadence as people write it: `7d`, `2w` or `1m`. */
export const rhythmSchema = z
  .string("must be like 7d, 2w or 1m")
  .regex(/^[1-9]\d{0,3}[dwm]$/, "must be like 7d, 2w or 1m")
  .transform((text): Rhythm => {
    const count = Number(text.slice(0, -1));
    const unit = text.slice(-1) as "d" | "w" | "m";
    return unit === "m" ? { count, unit: "months" } : { count: count * DAYS_OF_UNIT[unit], unit: "days" };
  });

/**
 * The days of a cadence from `from` to `to`, both included; none when `to` is earlier. A cadence of months uses
 * the same day of each month, or the last day when the month is shorter or `from` is the last day of its month.
 */
export function daysInRhythm(from: string, to: string, { count, unit }: Rhythm): string[] {
  const days: string[] = [];
  const span = unit === "days" ? daysBetween(from, to) : monthsBetween(from, to);
  for (let passed = 0; passed <= span; passed += count) {
    const day = unit === "days" ? addDays(from, passed) : addMonths(from, passed);
    // In the last month, `to` may come before that day.
    if (day <= to) days.push(day);
  }
  return days;
}

function monthsBetween(from: string, to: string): number {
  const [a, b] = [cadenceParts(from), cadenceParts(to)];
  return (b.year - a.year) * 12 + b.month - a.month;
}

function addMonths(from: string, months: number): string {
  const { year, month, day } = cadenceParts(from);
  const lastDay = daysInMonth(year, month + months);
  const isLast = day === daysInMonth(year, month);
  return new Date(utc(year, month + months, isLast ? lastDay : Math.min(day, lastDay)))
    .toISOString()
    .slice(0, 10);
}

function daysInMonth(year: number, month: number): number {
  return new Date(utc(year, month + 1, 0)).getUTCDate();
}

/** Like Date.UTC, which reads the years 0 to 99 as years of the last century. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

function cadenceParts(date: string): { year: number; month: number; day: number } {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return { year, month, day };
}
