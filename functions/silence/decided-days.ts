import { dayReached } from "../../shared/recompute/decide-assessed.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import { type Day, dayOf, daysBetween } from "../../shared/values/day.ts";

/** The day of the last decision. Silences and acknowledgements end by the days that runs are as of, not by the clock. */
export function dayDecidedUpTo(ledger: Ledger, now: Date): Day {
  const today = dayOf(now);
  return dayReached(ledger, today) ?? today;
}

/** The day that an end must be after to have any effect; `null` when it has one. */
export function dayTooLateFor(until: Day, ledger: Ledger, now: Date): Day | null {
  const decidedUpTo = dayDecidedUpTo(ledger, now);
  const days = runsAsOfToday(ledger, now) ? [decidedUpTo, dayOf(now)] : [decidedUpTo];
  return days.find((day) => until <= day) ?? null;
}

// Few schedules are slower than a week. For those, a note tells what is refused for the others.
const LONGEST_RHYTHM = 7;

/** Whether runs of the sector are as of today, as a schedule's are, and not as of days in the past. */
function runsAsOfToday({ lastAssessment }: Ledger, now: Date): boolean {
  return lastAssessment !== null && daysBetween(lastAssessment.asOf, dayOf(now)) <= LONGEST_RHYTHM;
}
