import type { Command } from "commander";
import type { PolicyFolder } from "../functions/policy-folder.ts";
import { addAlerts } from "./commands/alerts.ts";
import { addBacktest } from "./commands/backtest.ts";
import { addDigest } from "./commands/digest.ts";
import { addImport } from "./commands/import.ts";
import { addInbox } from "./commands/inbox.ts";
import { addList } from "./commands/list.ts";
import { addRecompute } from "./commands/recompute.ts";
import { addSilence } from "./commands/silence.ts";
import { addSimulate } from "./commands/simulate.ts";
import { addWatchdog } from "./commands/watchdog.ts";
import { shippedPolicies } from "./policy-folder.ts";
import { createCommand, exitCodeOf } from "./program.ts";
import { version } from "./version.ts";

/**
 * Runs a command line and returns its exit code: 0 done, 1 failed, 2 wrong usage or input. A policy that cannot be used
 * is told of on stderr, whatever the command is about.
 */
export async function run(args: string[], policyFolder: PolicyFolder = shippedPolicies()): Promise<number> {
  let exitCode = 0;
  const program = createProgram(policyFolder, (code) => {
    exitCode = code;
  });
  const failed = await exitCodeOf(program, args, policyFolder.policies);
  return failed === 0 ? exitCode : failed;
}

function createProgram(policyFolder: PolicyFolder, setExitCode: (code: number) => void): Command {
  const program = createCommand("chokepoint")
    .description(
      "Watches how much of a sector's battery supply hangs on too few suppliers, owners or countries.",
    )
    .version(version);
  addImport(program, policyFolder, setExitCode);
  addRecompute(program, policyFolder);
  addSimulate(program, policyFolder);
  addBacktest(program, policyFolder);
  addAlerts(program, policyFolder);
  addSilence(program, policyFolder);
  addDigest(program, policyFolder);
  addWatchdog(program, policyFolder, setExitCode);
  addInbox(program);
  addList(program, policyFolder);
  return program;
}
