import { isStale } from "../assessment/staleness.ts";
import { type BrokenPolicy, isBroken } from "../policy/policies.ts";
import type { Policy } from "../policy/policy.ts";
import type { Ledger } from "../recompute/ledger.ts";
import { type CommandPlace, recomputeCommand } from "../text/command.ts";
import { listUnreadable } from "../text/unreadable.ts";
import { counted } from "../values/count.ts";
import { dayOf, daysBetween } from "../values/day.ts";
import { lineOf } from "../values/one-line.ts";
import type { Found } from "./watch.ts";

const HOURS_PER_DAY = 24;
// The watchdog's memory is one item, so the text of each problem is limited.
const LONGEST_FINDING = 300;

/** Whether a sector was assessed lately. A new sector has the same time for its first assessment. */
export function findStale(
  ledger: Ledger,
  now: Date,
  { staleAfterDays, place }: { staleAfterDays: number; place: CommandPlace },
): Found[] {
  const { sector, lastAssessment } = ledger;
  const key = `stale:${sector}`;
  const commands = [recomputeCommand(sector, place)];
  if (lastAssessment === null) {
    const text = `${sector} was never recomputed`;
    return [{ key, text, commands, graceHours: staleAfterDays * HOURS_PER_DAY }];
  }
  const days = daysBetween(lastAssessment.asOf, dayOf(now));
  if (days < 0) {
    const text = `${sector} was last assessed as of ${lastAssessment.asOf}, a day still to come: a clock ran ahead`;
    return [{ key, text, graceHours: staleAfterDays * HOURS_PER_DAY }];
  }
  if (days < staleAfterDays) return [];
  const text = `${sector} was last assessed as of ${lastAssessment.asOf}, ${days} days ago`;
  return [{ key, text, commands, graceHours: 0 }];
}

/** Whether a sector's policy can be used. Without a policy, the sector is not assessed. */
export function findBroken(policy: Policy | BrokenPolicy): Found[] {
  if (!isBroken(policy)) return [];
  const { sector, problem } = policy;
  return [
    {
      key: `policy:${sector}`,
      text: `${sector} is not watched: ${lineOf(problem, LONGEST_FINDING)}`,
      graceHours: 0,
    },
  ];
}

/** Whether a sector's newest position is older than its policy allows. */
export function findStaleData(
  { sector, lastAssessment }: Ledger,
  { staleAfterDays }: Pick<Policy, "staleAfterDays">,
  now: Date,
): Found[] {
  const newest = lastAssessment?.newestDate ?? null;
  if (newest === null || !isStale({ staleAfterDays }, newest, dayOf(now))) return [];
  const days = daysBetween(newest, dayOf(now));
  const text = `the newest position of ${sector} is ${days} days old (limit ${staleAfterDays}): import newer ones`;
  return [{ key: `data-age:${sector}`, text, graceHours: 0 }];
}

// DynamoDB counts every few hours, a table and its index not at the same moment.
const COUNTED_HOURS = 24;

/** Whether positions stand in no place of the index by day, so that no recompute finds them. */
export function findOutsideIndex(
  counts: { stored: number; indexed: number } | null,
  place: CommandPlace,
): Found[] {
  if (counts === null || counts.stored <= counts.indexed) return [];
  const outside = counts.stored - counts.indexed;
  const text = `no recompute finds about ${counted(outside)} of ${counted(counts.stored)} stored positions: they are not in the index by day, as DynamoDB has counted it, which it does every few hours. Import their files again.`;
  const commands = [{ purpose: "Which they are:", command: listUnreadable(place) }];
  return [{ key: "outside-index", text, commands, graceHours: COUNTED_HOURS }];
}
