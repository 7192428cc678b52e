import { alertKey } from "../policy/level.ts";
import type { Bounds } from "../values/interval.ts";
import type { AssessmentSummary } from "./summary.ts";

type Figures = Pick<AssessmentSummary, "exposure" | "rules">;

// Figures through rings are exact to this.
const EXACT_TO = 1e-9;

/** Whether two assessments of a sector have the same exposure, and observed the same for the same rules. */
export function isSameFigures(a: Figures, b: Figures): boolean {
  const others = new Map(b.rules.map((finding) => [alertKey(finding), finding.observed]));
  return (
    isClose(a.exposure, b.exposure) &&
    a.rules.length === b.rules.length &&
    a.rules.every((finding) => isSameObserved(finding.observed, others.get(alertKey(finding))))
  );
}

function isSameObserved(a: Bounds | null, b: Bounds | null | undefined): boolean {
  if (a === null || b === null || b === undefined) return a === b;
  const isSameUpper = a.upper === null || b.upper === null ? a.upper === b.upper : isClose(a.upper, b.upper);
  return isClose(a.lower, b.lower) && isSameUpper;
}

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= EXACT_TO * Math.max(1, Math.abs(a), Math.abs(b));
}
