/** Whether the answer is one JSON object: then all text for people goes to standard error. */
export const isJson = process.argv.includes("--json");

/** Shows a line to people. */
export function say(line: string): void {
  (isJson ? process.stderr : process.stdout).write(`${line}\n`);
}

/** Ends a benchmark with its sections, as the last line of `--json`. */
export function answer(sections: Record<string, Record<string, number>>): void {
  if (isJson) process.stdout.write(`${JSON.stringify(sections, rounded)}\n`);
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toPrecision(4)) : value;
}
