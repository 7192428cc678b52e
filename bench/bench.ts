import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { answer, isJson, say } from "./answer.ts";

// Runs every benchmark, one after the other, each in a process of its own: `npm run bench`, or some of them by name:
// `npm run bench -- reader window`. With --json the last line is one object with the figures of all.

const ALL = [
  "reader",
  "window",
  "import",
  "cold-start",
  "ranking",
  "pairs",
  "wide",
  "backtest",
  "cli",
  "influence",
  "report",
  "opening",
];

const chosen = process.argv.slice(2).filter((word) => word !== "--json");
const unknown = chosen.find((name) => !ALL.includes(name));
if (unknown !== undefined) {
  process.stderr.write(`${unknown} is no benchmark; they are ${ALL.join(", ")}\n`);
  process.exit(2);
}
const sections: Record<string, Record<string, number>> = {};
for (const name of chosen.length === 0 ? ALL : chosen) {
  say(`\n${name}`);
  Object.assign(sections, run(name));
}
if (isJson) answer(sections);
else say(`\n${JSON.stringify(sections)}`);

/** The sections of one benchmark. What it says to people goes to standard error, and is shown while it runs. */
function run(name: string): Record<string, Record<string, number>> {
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [file, "--json"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`the benchmark ${name} ended with ${status}`);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Record<string, Record<string, number>>;
}
