import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What a process has cost. */
export interface ProcessCost {
  cpuSeconds: number;
  peakMb: number;
}

const WITNESS = fileURLToPath(new URL("cost-at-exit.cjs", import.meta.url));

/** Runs Node with some arguments, and says what that has cost. @throws Error when it fails. */
export function costOfNode(args: string[], env: NodeJS.ProcessEnv = process.env): ProcessCost {
  const { status, stderr } = spawnSync(process.execPath, ["--require", WITNESS, ...args], {
    encoding: "utf8",
    env,
  });
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`);
  return JSON.parse(stderr.trim().split("\n").at(-1) ?? "") as ProcessCost;
}

/** The CPU seconds of several processes, each the middle one of some rounds in which all take their turn. */
export function cpuInTurn<Name extends string>(
  rounds: number,
  processes: Record<Name, () => ProcessCost>,
): Record<Name, number> {
  const names = Object.keys(processes) as Name[];
  const seconds = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) seconds.get(name)?.push(processes[name]().cpuSeconds);
  }
  return Object.fromEntries(names.map((name) => [name, median(seconds.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}

/** The middle one of some numbers. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new Error("nothing was measured");
  return middle;
}
