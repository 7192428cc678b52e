import type { Acknowledgement } from "../alerts/acknowledgement.ts";
import type { Day } from "../values/day.ts";
import { oneLine } from "../values/one-line.ts";

/** Who knows of an alert, until when and why: `acknowledged by ada until 2026-08-15: a second source is coming`. */
export function acknowledgedText(
  { by, until, reason }: Pick<Acknowledgement, "by" | "until" | "reason">,
  dayText: (day: Day) => string = (day) => day,
): string {
  const end = until === null ? "" : ` until ${dayText(until)}`;
  return `acknowledged by ${oneLine(by)}${end}: ${oneLine(reason)}`;
}
