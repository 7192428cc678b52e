import { daysBetween } from "../values/day.ts";
import type { GuardInput } from "./guard-input.ts";
import { differences, type Parts } from "./guard-parts.ts";

// A month may easily hold twice, or half, of the month before.
const MOST_GROWTH = 2;

/**
 * What newly entered the window beyond the expected amount (`excess`). When the window follows the data, a new
 * position that brings little exposure can move the window; then it also counts what left the window because of
 * this (`lost`).
 */
export function enteredExposure(
  { both, now }: Parts,
  { baseline, window, fold, foldThen, confirmed, followsData }: GuardInput,
) {
  const common = both.reduce((sum, { exposure }) => sum + exposure, 0);
  const imports = new Set<string>();
  let unconfirmed = 0;
  for (const { exposure, importId } of differences(now, both)) {
    if (exposure <= 0 || importId === null || confirmed.has(importId)) continue;
    unconfirmed += exposure;
    imports.add(importId);
  }
  const days = Math.max(0, daysBetween(baseline.windowEnd, window.end));
  const expected = baseline.exposure * Math.min(1, days / window.windowDays);
  const entered = fold.exposure - common;
  const left = foldThen.exposure - common;
  const isMovedByData = followsData && imports.size > 0 && entered * MOST_GROWTH < expected;
  const excess = Math.max(0, unconfirmed - MOST_GROWTH * expected);
  const lost = isMovedByData ? Math.max(0, left - entered) : 0;
  return { excess, lost, imports: excess > 0 || lost > 0 ? imports : new Set<string>() };
}
