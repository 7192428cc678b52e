import type { Cell } from "../../../shared/mapping/cell.ts";
import { faultOf, type TextFault } from "../../../shared/values/parse.ts";

/** Which columns of a table hold amounts, and which hold days. */
export interface TypedColumns {
  amounts: readonly string[];
  days: readonly string[];
}

/** Why nobody can tell what a number means; `null` for any other text. Half of the world writes points between thousands. */
export function unclearAmount(text: string): TextFault | null {
  if (!/^[1-9]\d{0,2}\.\d{3}$/.test(text)) return null;
  const kind = "may have its point before decimals or between thousands";
  const { problem } = faultOf(text, kind);
  return { problem: `${problem}: write ${text.replace(".", "")} or ${text}0`, kind };
}

// What formulas without a result say.
const ERRORS = new Set(["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"]);
const NO_RESULT = "is an error of a formula: correct the formula, or leave the cell empty";
// Programs make days of ids such as 3-15.
const NO_DAY = "is a day in the workbook, and this column holds none: write it as a text";

/** What is wrong with a cell of a workbook, beyond what its text says. */
export function faultOfCell(cell: Cell, column: string, { amounts, days }: TypedColumns): TextFault | null {
  if (typeof cell !== "string")
    return "day" in cell && !days.includes(column) ? faultOf(cell.day, NO_DAY) : null;
  const text = cell.trim();
  if (ERRORS.has(text)) return faultOf(text, NO_RESULT);
  return amounts.includes(column) ? unclearAmount(text) : null;
}
