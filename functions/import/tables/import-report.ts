import type { Day } from "../../../shared/values/day.ts";
import type { Rejections } from "./rejections.ts";

/** What an import did to one file. `rejected` counts the rejected rows of the file. */
export interface ImportReport extends Rejections {
  file: string;
  /** What was found out about the form of a file that is no plain CSV: `UTF-16`, `columns apart by tabs`. */
  readAs?: string[];
  /** Rows of the file that are stored now, also those that were stored before. */
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  /** How many of the stored positions are dated after the day of the import: they do not count yet. */
  waiting: number;
  warnings: string[];
  /** The newest date of the stored positions; `null` where nothing is dated. */
  newestDate: Day | null;
}

/** The report of a file of which nothing was read yet. */
export function emptyReport(file: string): ImportReport {
  return {
    file,
    rows: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    removed: 0,
    rejected: 0,
    waiting: 0,
    rejections: [],
    reasons: [],
    otherFaults: 0,
    warnings: [],
    newestDate: null,
  };
}

const MOST_WARNINGS = 1000;

/** Adds warnings to a report, in place. When there are too many, the last one says how many more there were. */
export function warn(report: ImportReport, warnings: readonly string[]): void {
  for (const warning of warnings) {
    if (report.warnings.length < MOST_WARNINGS) report.warnings.push(warning);
    else if (report.warnings.length === MOST_WARNINGS)
      report.warnings.push("and there is more of which to warn");
    else return;
  }
}
