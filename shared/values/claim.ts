// Longer than a publish with all of its retries can take; see the timeouts in functions/aws/sns/client.ts.
const CLAIM_SECONDS = 60;
// A function may run no longer, and holds nothing when it has ended.
const LONGEST_CLAIM_SECONDS = 15 * 60;
// Clocks that are kept right differ by less.
const CLOCK_SKEW_SECONDS = 5 * 60;

/** Until when a run that starts to publish this many bulletins at `now` will have succeeded or given up. */
export function claimEnd(now: Date, bulletins = 1): Date {
  return inSeconds(now, Math.min(bulletins * CLAIM_SECONDS, LONGEST_CLAIM_SECONDS));
}

/**
 * Whether a run may still be at what it claimed until an instant. No claim lasts longer than a function may run: one
 * that ends later was made by a clock that ran ahead, and holds nothing.
 */
export function isClaimed(claimedUntil: string, now: Date): boolean {
  const end = Date.parse(claimedUntil);
  const latest = inSeconds(now, LONGEST_CLAIM_SECONDS + CLOCK_SKEW_SECONDS);
  return now.getTime() < end && end <= latest.getTime();
}

/** Until when a function that starts at `now` will have ended. */
export function longestClaim(now: Date): Date {
  return inSeconds(now, LONGEST_CLAIM_SECONDS);
}

function inSeconds(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000);
}
