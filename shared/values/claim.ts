// To publish and to put on the bus, with all retries, takes less: see the timeouts in functions/aws/sns/client.ts and
// functions/aws/events/event-bus.ts.
const CLAIM_SECONDS = 60;
// No function runs longer, and a claim ends with the function that made it.
const LONGEST_CLAIM_SECONDS = 15 * 60;
// Synchronized clocks differ by less.
const CLOCK_SKEW_SECONDS = 5 * 60;

/** The instant by which a run that starts to publish this many bulletins at `now` has succeeded or given up. */
export function claimEnd(now: Date, bulletins = 1): Date {
  return inSeconds(now, Math.min(bulletins * CLAIM_SECONDS, LONGEST_CLAIM_SECONDS));
}

/**
 * Whether the run that made a claim may still be working. `claimedUntil` is an ISO instant. No claim is longer
 * than a function may run: a claim with a later end was made by a clock that runs ahead, and does not count.
 */
export function isClaimed(claimedUntil: string, now: Date): boolean {
  const end = Date.parse(claimedUntil);
  const latest = inSeconds(now, LONGEST_CLAIM_SECONDS + CLOCK_SKEW_SECONDS);
  return now.getTime() < end && end <= latest.getTime();
}

/** The instant by which a function that starts at `now` has ended. */
export function longestClaim(now: Date): Date {
  return inSeconds(now, LONGEST_CLAIM_SECONDS);
}

function inSeconds(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000);
}
