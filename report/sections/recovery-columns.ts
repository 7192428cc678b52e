import type { NamedRemoval } from "../../shared/assessment/scope-measures.ts";
import { MOST_TIMED } from "../../shared/assessment/timed-removals.ts";
import { daysRange, missingRange } from "../../shared/text/recovery.ts";
import type { Unit } from "../../shared/values/exposure.ts";
import { type Content, html } from "../html.ts";
import { bounded } from "../value.ts";

/** What a table of removals has for a loss until all are back; nothing where no removal has one. */
interface RecoveryColumns {
  heads: { head: string }[];
  cells(removal: NamedRemoval): Content[];
  csvColumns: string[];
  csv(removal: NamedRemoval): (number | null)[];
  note: Content;
}

const NO_COLUMNS: RecoveryColumns = { heads: [], cells: () => [], csvColumns: [], csv: () => [], note: null };

/** The columns for these removals. */
export function recoveryColumns(removals: readonly NamedRemoval[], unit: Unit): RecoveryColumns {
  if (removals.every(({ recovery }) => recovery === undefined)) return NO_COLUMNS;
  return {
    heads: [{ head: "Days missing" }, { head: "Missing until back" }],
    cells: ({ recovery }) =>
      recovery === undefined
        ? ["", ""]
        : [
            bounded(recovery.days, daysRange(recovery.days)),
            bounded(recovery.missing, missingRange(recovery.missing, unit)),
          ],
    csvColumns: ["days lower", "days upper", `missing lower ${unit}`, `missing upper ${unit}`],
    csv: ({ recovery }) =>
      recovery === undefined
        ? [null, null, null, null]
        : [recovery.days.lower, recovery.days.upper, recovery.missing.lower, recovery.missing.upper],
    note: html`<p class="source">Days missing: on how many days some is missing, by <code>stockDays</code> and <code>recoveryDays</code> of suppliers and links, for the ${MOST_TIMED} worst of each kind. Missing until back: all of that, at the pace of the window.</p>
`,
  };
}
