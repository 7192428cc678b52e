import { spawn } from "node:child_process";
import { openSync } from "node:fs";
import { join, resolve } from "node:path";

/** One run of the tests with the mutants of a module in it. */
export interface TestRun {
  /** Where what the run prints and finds is kept. */
  folder: string;
  environment: Record<string, string>;
  /** More arguments for vitest. */
  more: readonly string[];
  /** Called every few seconds: the run is ended when it says so. */
  isToEnd: () => boolean;
}

const EVERY_MS = 2000;

/** Runs the tests: gives the exit code, or `null` when the run was ended from here. */
export function runTests({ folder, environment, more, isToEnd }: TestRun): Promise<number | null> {
  const config = ["--root", ".", "--config", "test/mutation/vitest.config.ts", "--reporter", "dot"];
  const output = openSync(join(folder, "vitest.txt"), "w");
  const child = spawn(resolve("node_modules/.bin/vitest"), ["run", ...config, ...more], {
    env: { ...process.env, CI: "true", ...environment },
    stdio: ["ignore", output, output],
    detached: true,
  });
  return new Promise((done, fail) => {
    let isEnded = false;
    const watch = setInterval(() => {
      if (isEnded || child.pid === undefined || !isToEnd()) return;
      isEnded = true;
      process.kill(-child.pid, "SIGKILL");
    }, EVERY_MS);
    child.on("error", fail);
    child.on("close", (code) => {
      clearInterval(watch);
      done(isEnded ? null : (code ?? 1));
    });
  });
}
