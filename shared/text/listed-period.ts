import { holdsOn, type ListEntry } from "../policy/list-entry.ts";
import type { Day } from "../values/day.ts";

/** The period of a listing: `from 2026-06-08`, `from 2025-01-07 until 2026-02-17`, `until 2026-02-17`, `at all times`. */
export function listedPeriod({ from, to }: Pick<ListEntry, "from" | "to">): string {
  const parts = [...(from === null ? [] : [`from ${from}`]), ...(to === null ? [] : [`until ${to}`])];
  return parts.length === 0 ? "at all times" : parts.join(" ");
}

/**
 * How a company stands to a list that it has come on or gone off, by the entries about it: `is on it from
 * 2026-06-08`, `is not on it any more (removed 2026-02-17)`, `is on it only from 2027-10-01`.
 */
export function listedStanding(entries: readonly ListEntry[], isOn: boolean, day: Day): string {
  const now = entries.find((entry) => holdsOn(entry, day));
  if (isOn) return now === undefined ? "is on it" : `is on it ${listedPeriod(now)}`;
  const last = entries.findLast(({ to }) => to !== null && to <= day);
  if (last !== undefined)
    return `is not on it any more (${last.status === "listed" ? "ended" : last.status} ${last.to})`;
  const [next] = entries;
  return next === undefined ? "is not on it any more" : `is on it only ${listedPeriod(next)}`;
}
