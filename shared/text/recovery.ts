import { noun } from "../values/count.ts";
import type { Unit } from "../values/exposure.ts";
import type { Bounds } from "../values/interval.ts";
import { money, moneyRange } from "./money.ts";

/** A number of days in a table: `130`, `60 to 130`, `60 or more`, or that nothing is known of it. */
export function daysRange(days: Bounds): string {
  return rangeOf(days, String, (lower, upper) => (lower === upper ? `${lower}` : `${lower} to ${upper}`));
}

/** What is missing until all are back: `USD 1.2 M`, `USD 1.2 M to 3.0 M`, `USD 1.2 M or more`. */
export function missingRange(missing: Bounds, unit: Unit): string {
  return rangeOf(
    missing,
    (amount) => money(amount, unit),
    (lower, upper) => moneyRange(lower, upper, unit),
  );
}

/** Both in the cells of a table; empty where they were not computed. */
export function recoveryCells(
  recovery: { days: Bounds; missing: Bounds } | undefined,
  unit: Unit,
): [days: string, missing: string] {
  return recovery === undefined ? ["", ""] : [daysRange(recovery.days), missingRange(recovery.missing, unit)];
}

function rangeOf(
  { lower, upper }: Bounds,
  one: (value: number) => string,
  both: (lower: number, upper: number) => string,
): string {
  if (upper !== null) return upper === 0 ? "none" : both(lower, upper);
  return lower === 0 ? "not known" : `${one(lower)} or more`;
}

/** `130 days, USD 6.5 k`, `60 or more days, USD 1.2 M or more`; `null` where nothing is known. */
export function recoveryText(
  { days, missing }: { days: Bounds; missing: Bounds },
  unit: Unit,
): string | null {
  if (days.upper === 0) return "nothing";
  if (days.upper === null && days.lower === 0) return null;
  return `${daysRange(days)} ${noun(days.upper ?? days.lower, "day")}, ${missingRange(missing, unit)}`;
}

/** What the days and amounts of a loss until all are back mean, for whoever reads them. */
export const RECOVERY_MEANS =
  "days on which some is missing, by stockDays and recoveryDays, and what is missing over these days, at the pace of the window";

/** Why a loss until all are back may have no upper bound. */
export const RECOVERY_OPEN =
  "Without an upper bound, something on the way is not known: recoveryDays, a seller, an owner, an origin, a place or inputs.";
