import picocolors from "picocolors";
import type { Level } from "../../shared/policy/level.ts";
import { plainLine, plainText, seenLength } from "../../shared/values/one-line.ts";
import { safeJson } from "../../shared/values/safe-json.ts";

// The library also colours wherever CI is set, although nobody's terminal reads that.
const isRead = process.stdout.isTTY === true || process.env.FORCE_COLOR !== undefined;

/** Colours for a terminal; in a pipe, plain text. NO_COLOR and FORCE_COLOR are kept to. */
export const pc = picocolors.createColors(picocolors.isColorSupported && isRead);

/** Lets whoever reads our output stop when they have seen enough: `… | head`. */
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

// What picocolors writes for the colours of this folder, and what ends them.
const COLOURS = new RegExp(`(${String.fromCharCode(27)}\\[(?:0|1|2|22|3[1-9])m)`);

/** A text in which nothing but our own colours is more than text to a terminal. */
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

/** One sentence on stderr. */
export function errorLine(sentence: string): void {
  process.stderr.write(`chokepoint: ${plainLine(sentence.replaceAll(/\s*\n\s*/g, " "))}\n`);
}

/** A level in its colour, where the terminal has colours. */
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
