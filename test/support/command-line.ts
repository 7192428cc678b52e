import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { resolve as fromHere, join } from "node:path";
import { type Ended, npmStart, runHere } from "./in-process.ts";

export type { Ended } from "./in-process.ts";

/** Runs a script as a user would: its own process, no terminal. */
export function runScript(script: string, args: string[], cwd = process.cwd()): Promise<Ended> {
  return runProgram(process.execPath, [fromHere(script), ...args], cwd);
}

/** Runs a script and kills it after some milliseconds, in the middle of whatever it does. Whether it was in time to. */
export async function killScript(
  script: string,
  args: string[],
  cwd: string,
  afterMs: number,
): Promise<boolean> {
  const child = spawn(process.execPath, [fromHere(script), ...args], { cwd, stdio: "ignore" });
  const timer = setTimeout(() => child.kill("SIGKILL"), afterMs);
  const [, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  clearTimeout(timer);
  return signal === "SIGKILL";
}

/** Runs any program to its end, without a terminal. */
export function runProgram(
  program: string,
  args: string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** A folder to work in, with the command line at hand. */
export interface Workplace {
  folder: string;
  /** Runs a command in the process of the test: all of it but the start of Node. */
  chokepoint(...args: string[]): Promise<Ended>;
  /** Runs `npm start -- ARGS` in the process of the test. */
  start(...args: string[]): Promise<Ended>;
  /** Runs a command in a process of its own, as a user does. */
  spawned(...args: string[]): Promise<Ended>;
  /** Writes a file into the folder and gives its path. */
  file(name: string, content: string | Uint8Array): string;
  remove(): void;
}

/** A fresh folder, in which `chokepoint` keeps its data, with the shipped policies or those of another folder. */
export function workplace(policies?: string): Workplace {
  const folder = mkdtempSync(join(tmpdir(), "chokepoint-cli-"));
  return {
    folder,
    chokepoint: (...args) => runHere(args, folder, policies),
    start: (...args) => runHere(args, folder, policies, npmStart),
    spawned: (...args) => runScript("cli/chokepoint.ts", args, folder),
    file(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
