import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What a process has cost. */
export interface ProcessCost {
  cpuSeconds: number;
  peakMb: number;
}

const WITNESS = fileURLToPath(new URL("cost-at-exit.cjs", import.meta.url));

/**
 * Runs Node with some arguments, and says what that has cost: the CPU of its process and of those that it starts, and the
 * memory of the largest. @throws Error when it fails.
 */
export function costOfNode(
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
  cwd = process.cwd(),
): ProcessCost {
  const { status, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    cwd,
    env: { ...env, NODE_OPTIONS: `${env.NODE_OPTIONS ?? ""} --require=${JSON.stringify(WITNESS)}` },
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`);
  const costs = stderr.split("\n").filter((line) => line.startsWith('{"cpuSeconds":'));
  return costs.map((line) => JSON.parse(line) as ProcessCost).reduce(together);
}

function together(a: ProcessCost, b: ProcessCost): ProcessCost {
  return { cpuSeconds: a.cpuSeconds + b.cpuSeconds, peakMb: Math.max(a.peakMb, b.peakMb) };
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
