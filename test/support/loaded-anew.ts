import { relative } from "node:path";
import type { WorkerGlobalState } from "vitest";

/** What has a state as it is loaded: the command line, and handlers, which read the environment once. */
const STATEFUL = /^(cli\/.*|functions\/[a-z]+\/handler\.ts)$/;

/**
 * Forgets the modules that have a state, so that the next import loads them anew, as a new process would. Unlike
 * `vi.resetModules()` it keeps the other ones: to load several hundred modules for each command costs more than the command.
 */
export function forgetStatefulModules(): void {
  const { evaluatedModules } = (globalThis as unknown as { __vitest_worker__: WorkerGlobalState })
    .__vitest_worker__;
  for (const module of evaluatedModules.idToModuleMap.values()) {
    if (!STATEFUL.test(relative(process.cwd(), module.file))) continue;
    module.promise = undefined;
    module.exports = undefined;
    module.evaluated = false;
    module.importers.clear();
  }
}
