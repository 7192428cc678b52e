import type { Measure } from "../policy/measure.ts";
import { factsOf, type MeasureUnit } from "../policy/measure-facts.ts";
import type { Decided } from "../unknowns/rank-unknowns.ts";
import { withDecimals } from "../values/decimals.ts";
import { percentNumber } from "./share.ts";

type DecidedRange = Pick<Decided, "decidesLeast" | "decides">;

const NUMBER: Record<MeasureUnit, (value: number) => string> = {
  fraction: (value) => percentNumber(value),
  points: (value) => withDecimals(value, 0),
  number: (value) => withDecimals(value, 2),
};
const OF: Record<MeasureUnit, string> = {
  fraction: "points",
  points: "points of the HHI",
  number: "of the effective number",
};
// Less cannot be seen in the figure.
const LEAST_SEEN: Record<MeasureUnit, number> = { fraction: 0.0005, points: 0.5, number: 0.005 };

/** What answers decide, whatever they are: `16.0 points`, `3.0 to 16.0 points`, `up to 340 points of the HHI`. */
export function decidedText(measure: Measure, decided: DecidedRange): string {
  return `${decidedRange(measure, decided)} ${OF[factsOf(measure).unit]}`;
}

/** The same without its unit: `16.0`, `3.0 to 16.0`, `up to 340`. */
export function decidedRange(measure: Measure, { decidesLeast, decides }: DecidedRange): string {
  const text = NUMBER[factsOf(measure).unit];
  const [least, most] = [text(decidesLeast), text(decides)];
  if (least === most) return most;
  return isSeen(measure, decidesLeast) ? `${least} to ${most}` : `up to ${most}`;
}

/** Whether so much can be seen in the figure. */
export function isSeen(measure: Measure, decides: number): boolean {
  return decides >= LEAST_SEEN[factsOf(measure).unit];
}

/** Whether what is decided is a part of the exposure. A change compares shares of two totals. */
export function isDecidedShare(measure: Measure): boolean {
  const { unit, daysBefore } = factsOf(measure);
  return unit === "fraction" && daysBefore === null;
}

/** An amount that answers decide, as text: `USD 2.6 M`, `up to USD 2.6 M` where other answers decide less. */
export function mostDecided(measure: Measure, decided: DecidedRange, amount: string): string {
  const isSame =
    decidedRange(measure, decided) === decidedRange(measure, { ...decided, decidesLeast: decided.decides });
  return isSame ? amount : `up to ${amount}`;
}
