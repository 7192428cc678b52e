import { Command, CommanderError } from "commander";
import { PAYLOAD_PROBLEM, PayloadError } from "../functions/payload.ts";
import type { PolicyFolder } from "../functions/policy-folder.ts";
import { BrokenPolicyError } from "../functions/usable-policy.ts";
import { brokenPolicies } from "../shared/policies.ts";
import { addAlerts } from "./commands/alerts.ts";
import { addBacktest } from "./commands/backtest.ts";
import { addDigest } from "./commands/digest.ts";
import { addImport } from "./commands/import.ts";
import { addInbox } from "./commands/inbox.ts";
import { addRecompute } from "./commands/recompute.ts";
import { addSilence } from "./commands/silence.ts";
import { addSimulate } from "./commands/simulate.ts";
import { addWatchdog } from "./commands/watchdog.ts";
import { inFlags } from "./in-flags.ts";
import { errorLine } from "./output.ts";
import { shippedPolicies } from "./policy-folder.ts";
import { UsageError } from "./usage-error.ts";
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
  program.hook("preAction", () => {
    for (const { sector, problem } of brokenPolicies(policyFolder.policies)) {
      errorLine(`warning: ${sector} is not watched: ${problem}`);
    }
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    errorLine(error instanceof Error ? inFlags(error.message.replace(PAYLOAD_PROBLEM, "")) : String(error));
    return WRONG_INPUT.some((kind) => error instanceof kind) ? 2 : 1;
  }
}

const WRONG_INPUT = [UsageError, PayloadError, BrokenPolicyError];

function createProgram(policyFolder: PolicyFolder, setExitCode: (code: number) => void): Command {
  const program = new Command("chokepoint")
    .description(
      "Watches how much of a sector's battery supply hangs on too few suppliers, owners or countries.",
    )
    .version(version)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({ outputError: (text, write) => write(`chokepoint: ${text.replace(/^error: /, "")}`) });
  addImport(program, policyFolder, setExitCode);
  addRecompute(program, policyFolder);
  addSimulate(program, policyFolder);
  addBacktest(program, policyFolder);
  addAlerts(program, policyFolder);
  addSilence(program, policyFolder);
  addDigest(program, policyFolder);
  addWatchdog(program, policyFolder, setExitCode);
  addInbox(program);
  return program;
}
