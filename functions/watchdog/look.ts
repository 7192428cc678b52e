import { dayOf, daysBetween } from "../../shared/calendar.ts";
import type { Ledger } from "../../shared/ledger.ts";
import type { Policy } from "../../shared/policy.ts";
import { isStale } from "../../shared/staleness.ts";
import type { Finding } from "../../shared/watch.ts";
import type { Subscription } from "../ports.ts";

// An address gets its confirmation message at deployment: a day to find it.
const CONFIRM_HOURS = 24;
const HOURS_PER_DAY = 24;

/** Whether a sector has been assessed lately. A new one has as long to be assessed first. */
export function findStale(ledger: Ledger, now: Date, staleAfterDays: number): Omit<Finding, "look">[] {
  const { sector, lastAssessment } = ledger;
  const key = `stale:${sector}`;
  if (lastAssessment === null) {
    const text = `${sector} was never recomputed`;
    return [{ key, text, graceHours: staleAfterDays * HOURS_PER_DAY }];
  }
  const days = daysBetween(lastAssessment.asOf, dayOf(now));
  if (days < 0) {
    const text = `${sector} was last assessed as of ${lastAssessment.asOf}, a day still to come: a clock ran ahead`;
    return [{ key, text, graceHours: staleAfterDays * HOURS_PER_DAY }];
  }
  if (days < staleAfterDays) return [];
  const text = `${sector} was last assessed as of ${lastAssessment.asOf}, ${days} days ago`;
  return [{ key, text, graceHours: 0 }];
}

/** Whether a sector's newest position is older than its policy lets it be. */
export function findStaleData(
  { sector, lastAssessment }: Ledger,
  { staleAfterDays }: Pick<Policy, "staleAfterDays">,
  now: Date,
): Omit<Finding, "look">[] {
  const newest = lastAssessment?.newestDate ?? null;
  if (newest === null || !isStale({ staleAfterDays }, newest, dayOf(now))) return [];
  const days = daysBetween(newest, dayOf(now));
  const text = `the newest position of ${sector} is ${days} days old (limit ${staleAfterDays})`;
  return [{ key: `data-age:${sector}`, text, graceHours: 0 }];
}

/** Which of the deployed addresses cannot be reached, and whether anyone can. */
export function findUnreachable(subscriptions: Subscription[], deployed: string[]): Omit<Finding, "look">[] {
  const emails = subscriptions.filter(({ protocol }) => protocol.startsWith("email"));
  const unconfirmed = emails
    .filter(({ isConfirmed }) => !isConfirmed)
    .map(({ endpoint }) => ({
      key: `unconfirmed:${endpoint}`,
      text: `${endpoint} has not confirmed its subscription and receives no alert`,
      graceHours: CONFIRM_HOURS,
    }));
  const listed = new Set(emails.map(({ endpoint }) => endpoint));
  const gone = deployed
    .filter((address) => !listed.has(address))
    .map((address) => ({
      key: `gone:${address}`,
      text: `${address} has left the alert topic and receives no alert: subscribe it again`,
      graceHours: 0,
    }));
  const nobody = subscriptions.some(({ isConfirmed }) => isConfirmed)
    ? []
    : [
        {
          key: "nobody",
          text: "nobody receives the alerts: no subscription is confirmed",
          graceHours: CONFIRM_HOURS,
        },
      ];
  return [...nobody, ...gone, ...unconfirmed];
}
