import { addDays, type Day, type Window, windowEnding } from "../values/day.ts";
import { factsOf } from "./measure-facts.ts";
import type { Policy } from "./policy.ts";

/** How many days before an assessment its rules about change look back, each number once. */
export function daysLookedBack({ rules }: Pick<Policy, "rules">): number[] {
  return [...new Set(rules.flatMap(({ measure }) => factsOf(measure).daysBefore ?? []))];
}

/**
 * All windows that an assessment needs: its own, then one for each of `daysLookedBack`, to be compared with it.
 * `end` is the last day of its own window (`windowEnd`); the other windows end that many days earlier.
 */
export function windowsOf(
  policy: Policy,
  asOf: Day,
  windowDays = policy.windowDays,
  end = asOf,
): [Window, ...Window[]] {
  const windowBefore = (days: number) => windowEnding(addDays(asOf, -days), windowDays, addDays(end, -days));
  const own = windowBefore(0);
  return [own, ...daysLookedBack(policy).map((days) => ({ ...windowBefore(days), comparedWith: own }))];
}

/**
 * The last day of a policy's window, for the newest date of a position up to `asOf`. With `window:
 * "last-period"` it is that date. Otherwise it is `asOf`; with `staleAfterDays`, it is at most this many days
 * after the newest date, so that data that nobody renews does not leave the window.
 */
export function windowEnd(
  { window, staleAfterDays }: Pick<Policy, "window" | "staleAfterDays">,
  asOf: Day,
  newestDate: Day | null,
): string {
  if (newestDate === null) return asOf;
  if (window === "last-period") return newestDate;
  const last = staleAfterDays === undefined ? asOf : addDays(newestDate, staleAfterDays);
  return last < asOf ? last : asOf;
}

/** Whether the last day of a policy's window depends on the dates of its positions. */
export function followsData({ window, staleAfterDays }: Pick<Policy, "window" | "staleAfterDays">): boolean {
  return window === "last-period" || staleAfterDays !== undefined;
}

/** The first day on which data with this newest position is stale; `null` where it never is. */
export function staleFrom(
  { staleAfterDays }: Pick<Policy, "staleAfterDays">,
  newestDate: Day | null,
): string | null {
  return staleAfterDays === undefined || newestDate === null ? null : addDays(newestDate, staleAfterDays + 1);
}
