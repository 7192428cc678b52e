import picocolors from "picocolors";
import type { Level } from "../../shared/policy/level.ts";
import { plainLine, plainText, seenLength } from "../../shared/values/one-line.ts";
import { safeJson } from "../../shared/values/safe-json.ts";

// The library also uses colours when CI is set, but there is no terminal then.
const isRead = process.stdout.isTTY === true || process.env.FORCE_COLOR !== undefined;

/** Colours for a terminal; plain text in a pipe. It respects NO_COLOR and FORCE_COLOR. */
export const pc = picocolors.createColors(picocolors.isColorSupported && isRead);

/** Ends the process without an error when the reader of a pipe stops, as in `… | head`. */
export function allowEarlyEnd(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

/** Prints lines for people. */
export function print(...lines: string[]): void {
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
  process.stderr.write(`chokepoint: ${plainLine(sentence.replaceAll(/\s*\n\s*/g, " "))}\n`);
}

/** A text in the colour of its level, if the terminal has colours. */
export function coloured(level: Level | "no-data", text: string): string {
  if (level === "critical") return pc.bold(pc.red(text));
  if (level === "warning") return pc.yellow(text);
  return level === "none" ? pc.green(text) : pc.cyan(text);
}

/** Rows as columns, each as wide as its widest cell. */
export function columns(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => seenLength(row[column] ?? ""))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell + " ".repeat(Math.max(0, (widths[column] ?? 0) - seenLength(cell))))
      .join("  ")
      .trimEnd(),
  );
}
