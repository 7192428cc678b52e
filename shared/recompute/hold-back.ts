import { holdsBack, type MarkedImports } from "../imports/marker.ts";
import type { Policy } from "../policy/policy.ts";
import { dayOf } from "../values/day.ts";
import { dayReached } from "./decide-assessed.ts";
import type { Ledger } from "./ledger.ts";
import type { NotWritten } from "./result.ts";

/** What is asked of a run of one sector. */
export interface SectorRequest {
  policy: Policy;
  asOf: string;
  windowDays: number;
  /** Whether that is not the policy's: such a run looks at something else, and is a dry run. */
  isOtherWindow: boolean;
  dryRun: boolean;
  /** Keeps the assessment of a day before the last one as history. It decides nothing. */
  force: boolean;
}

/** Why a run only says what it would write and send: it was asked to, or looks at what no reader may be told as so. */
export function reasonOnlyToLook(
  { dryRun, isOtherWindow, asOf }: SectorRequest,
  today: string,
): NotWritten | null {
  if (isOtherWindow) return "another window than the policy's";
  if (dryRun) return "dry run";
  return asOf > today ? "a day still to come" : null;
}

/**
 * Why a run does not decide; `null` where it does. A run of the past must not undo what a later one found, and half an
 * import decides nothing.
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
