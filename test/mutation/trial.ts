import { spawn } from "node:child_process";
import { mkdirSync, rmSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Mutant, mutate } from "./mutants.ts";
import type { Progress } from "./progress.ts";

/** What became of the mutants of one module. */
export interface Trial {
  mutants: Mutant[];
  progress: Progress;
}

/** One mutant that takes longer never ends. */
const ENDLESS_MS = 300_000;

/** Tries every mutant of a module against the tests. */
export async function tryModule(module: string, tests: string): Promise<Trial> {
  const folder = resolve("node_modules", ".mutation", module.replaceAll("/", "-"));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { mutants } = await mutate([module]);
  const environment = {
    CI: "true",
    MUTATION_FOLDER: folder,
    MUTATION_MODULES: module,
    MUTATION_TESTS: tests,
  };
  let code = await runTests(environment, [], () => isStuck(folder));
  while (code === null) code = await runTests(environment, [], () => isStuck(folder));
  if (code !== 0) throw new Error(`the tests of ${module} fail without any mutant`);
  const progress = await readProgressOf(folder);
  for (const { id } of mutants) {
    const files = progress.onLoad[id] ?? [];
    if (files.length === 0 || progress.noticed[id] !== undefined) continue;
    if (await failsFromTheStart(id, files, environment))
      progress.noticed[id] = "a test as its file is loaded";
  }
  return { mutants, progress };
}

/** Whether a test fails when the mutant is on before its file is loaded. */
async function failsFromTheStart(id: string, files: string[], environment: Record<string, string>) {
  const began = Date.now();
  const all = { ...environment, __STRYKER_ACTIVE_MUTANT__: id };
  return (await runTests(all, ["--bail", "1", ...files], () => Date.now() - began > ENDLESS_MS)) !== 0;
}

/** Runs the tests with the mutants; `null` when it was ended since one of them never ended by itself. */
function runTests(
  environment: Record<string, string>,
  more: string[],
  isEndless: () => boolean,
): Promise<number | null> {
  const args = [
    "run",
    "--root",
    ".",
    "--config",
    "test/mutation/vitest.config.ts",
    "--reporter",
    "dot",
    ...more,
  ];
  const child = spawn(resolve("node_modules/.bin/vitest"), args, {
    env: { ...process.env, ...environment },
    stdio: "ignore",
    detached: true,
  });
  return new Promise((done, fail) => {
    let isEnded = false;
    const watch = setInterval(() => {
      if (isEnded || !isEndless() || child.pid === undefined) return;
      isEnded = true;
      process.kill(-child.pid, "SIGKILL");
    }, 5000);
    child.on("error", fail);
    child.on("close", (code) => {
      clearInterval(watch);
      done(isEnded ? null : (code ?? 1));
    });
  });
}

function isStuck(folder: string): boolean {
  const trying = statSync(join(folder, "trying.txt"), { throwIfNoEntry: false });
  return trying !== undefined && trying.size > 0 && Date.now() - trying.mtimeMs > ENDLESS_MS;
}

async function readProgressOf(folder: string): Promise<Progress> {
  return JSON.parse(await readFile(join(folder, "progress.json"), "utf8")) as Progress;
}
