import type { Level } from "../shared/alert.ts";
import { pc } from "./colours.ts";

/** Lets whoever reads our output stop when they have seen enough: `… | head`. */
export function allowEarlyEnd(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

/** Prints lines for people. */
export function print(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** Prints JSON and nothing else. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** One sentence on stderr. */
export function errorLine(sentence: string): void {
  process.stderr.write(`chokepoint: ${sentence.replaceAll(/\s*\n\s*/g, " ")}\n`);
}

/** A level in its colour, where the terminal has colours. */
export function coloured(level: Level | "no-data", text: string): string {
  if (level === "critical") return pc.bold(pc.red(text));
  if (level === "warning") return pc.yellow(text);
  return level === "none" ? pc.green(text) : pc.cyan(text);
}

/** Rows as columns, each as wide as its widest cell. */
export function columns(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
