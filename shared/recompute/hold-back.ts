import { holdsBack, type MarkedImports } from "../imports/marker.ts";
import type { Policy } from "../policy/policy.ts";
import { type Day, dayOf } from "../values/day.ts";
import { dayReached } from "./decide-assessed.ts";
import type { Ledger } from "./ledger.ts";
import type { NotWritten } from "./result.ts";

/** The request for a run of one sector. */
export interface SectorRequest {
  policy: Policy;
  asOf: Day;
  windowDays: number;
  /** Whether this differs from the policy's window. Such a run is a dry run, since it measures something else. */
  isOtherWindow: boolean;
  dryRun: boolean;
  /** Stores the assessment of a day before the last one as history. It decides nothing. */
  force: boolean;
}

/**
 * Why a run only shows what it would write and send: it was asked to, or its result must not be told as the
 * current state.
 */
export function reasonOnlyToLook(
  { dryRun, isOtherWindow, asOf }: SectorRequest,
  today: Day,
): NotWritten | null {
  if (isOtherWindow) return "another window than the policy's";
  if (dryRun) return "dry run";
  return asOf > today ? "a day still to come" : null;
}

/**
 * Why a run does not decide; `null` when it does. A run of the past must not undo what a later run found, and a
 * half-written import decides nothing.
 */
export function reasonToHoldBack(
  request: SectorRequest,
  ledger: Ledger,
  imports: MarkedImports,
  now: Date,
): NotWritten | null {
  const today = dayOf(now);
  const onlyToLook = reasonOnlyToLook(request, today);
  const reached = dayReached(ledger, today);
  if (reached !== null && request.asOf < reached) {
    return request.force && onlyToLook === null ? "kept as history" : "older than the last assessment";
  }
  return onlyToLook ?? (holdsBack(imports, now) ? "an import is under way" : null);
}
