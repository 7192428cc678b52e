import { UsageError } from "./usage-error.ts";

/** Takes a score from which on names are told to look alike. @throws UsageError for what is none. */
export function scoreAsked(text: string): number {
  const score = /^(0|1|[01]?\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  if (score > 0 && score <= 1) return score;
  throw new UsageError("--threshold: must be above 0 and at most 1, like 0.8");
}
