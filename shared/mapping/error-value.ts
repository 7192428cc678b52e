const ERRORS =
  /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|NV|WERT!|BEZUG!)$/i;

/** Whether a text is what a workbook shows where a formula fails: `#N/A`, `#REF!`. */
export function isErrorValue(text: string): boolean {
  return ERRORS.test(text.trim());
}
