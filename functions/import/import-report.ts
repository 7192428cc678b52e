import type { Rejection } from "./rows.ts";

/** What an import did to one file. `rejected` counts every rejection; the first thousand are listed. */
export interface ImportReport {
  file: string;
  /** Rows that were read and are now stored, whether they were before or not. */
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  rejected: number;
  /** How many of the stored positions are dated after the day of the import: they do not count yet. */
  waiting: number;
  rejections: Rejection[];
  warnings: string[];
  /** The newest date of the stored positions; `null` where nothing is dated. */
  newestDate: string | null;
}

const MOST_LISTED = 1000;

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
    warnings: [],
    newestDate: null,
  };
}

/** Counts a rejection, in place, and lists it while there is room. */
export function reject(report: ImportReport, { line, column, reason }: Rejection): void {
  report.rejected += 1;
  if (report.rejections.length < MOST_LISTED) report.rejections.push({ line, column, reason });
}
