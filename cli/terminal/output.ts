import picocolors from "picocolors";
import type { Level } from "../../shared/policy/level.ts";
import { plainLine, plainText } from "../../shared/values/one-line.ts";
import { safeJson } from "../../shared/values/safe-json.ts";
import { errorText } from "./error-text.ts";
import { wrappedColumns } from "./fit.ts";
import { wrapLine } from "./seen-width.ts";
import { lineWidth } from "./width.ts";

/** Colours for a terminal; plain text in a pipe. */
export const pc = picocolors.createColors(hasColours(process.env, process.stdout));

/** Whether a text may have colours: a `NO_COLOR` that says something wins, then `FORCE_COLOR`, then what the terminal can do. */
export function hasColours(
  { NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv,
  { isTTY }: { isTTY?: boolean },
): boolean {
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTTY === true && TERM !== "dumb";
}

/** Ends the process without an error when the reader of a pipe stops, as in `… | head`. */
export function allowEarlyEnd(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

/** Prints lines for people: each is broken between words where it is wider than the terminal. */
export function print(...lines: string[]): void {
  const width = lineWidth();
  if (width === null) printAsIs(...lines);
  else printAsIs(...lines.flatMap((line) => line.split("\n")).flatMap((line) => wrapLine(line, width)));
}

/** Prints lines for programs, such as CSV or a script: no line is broken. */
export function printAsIs(...lines: string[]): void {
  process.stdout.write(`${lines.map(forTerminal).join("\n")}\n`);
}

// The escape sequences that picocolors writes for our colours, and those that end them.
const COLOURS = new RegExp(`(${String.fromCharCode(27)}\\[(?:0|1|2|22|3[1-9])m)`);

/** A text that is safe for a terminal: it has no other escape sequences than our own colours. */
export function forTerminal(text: string): string {
  return text
    .split(COLOURS)
    .map((part, at) => (at % 2 === 1 ? part : plainText(part)))
    .join("");
}

/** Prints JSON and nothing else. */
export function printJson(value: unknown): void {
  process.stdout.write(`${safeJson(value, 2)}\n`);
}

/** Prints one sentence on stderr. */
export function errorLine(sentence: string): void {
  process.stderr.write(`${errorText(plainLine(sentence.replaceAll(/\s*\n\s*/g, " ")))}\n`);
}

/** A text in the colour of its level, if the terminal has colours. */
export function coloured(level: Level | "no-data", text: string): string {
  if (level === "critical") return pc.bold(pc.red(text));
  if (level === "warning") return pc.yellow(text);
  return level === "none" ? pc.green(text) : pc.cyan(text);
}

/**
 * Rows as columns, each as wide as its widest cell; on a terminal that is narrower, cells have several lines. `indent` is how
 * far `indented` moves them.
 */
export function columns(rows: string[][], indent = 0): string[] {
  const width = lineWidth();
  return wrappedColumns(rows, width === null ? null : width - indent);
}

/** Lines, which may be of several lines each, moved to the right. */
export function indented(lines: readonly string[], by: number): string[] {
  const blanks = " ".repeat(by);
  return lines.map((line) => blanks + line.replaceAll("\n", `\n${blanks}`));
}
