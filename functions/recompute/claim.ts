// Longer than a publish with all of its retries can take; see the timeouts in functions/sns/client.ts.
const CLAIM_SECONDS = 60;

/** Until when a run that starts to publish this many bulletins at `now` will have succeeded or given up. */
export function claimEnd(now: Date, bulletins = 1): Date {
  return new Date(now.getTime() + bulletins * CLAIM_SECONDS * 1000);
}
