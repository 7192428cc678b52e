import { Command, CommanderError } from "commander";
import { PAYLOAD_PROBLEM, PayloadError } from "../functions/payload.ts";
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
import { UsageError } from "./usage-error.ts";
import { version } from "./version.ts";

/** Runs a command line and returns its exit code: 0 done, 1 failed, 2 wrong usage or input. */
export async function run(args: string[]): Promise<number> {
  let exitCode = 0;
  const program = createProgram((code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    errorLine(error instanceof Error ? inFlags(error.message.replace(PAYLOAD_PROBLEM, "")) : String(error));
    return error instanceof UsageError || error instanceof PayloadError ? 2 : 1;
  }
}

function createProgram(setExitCode: (code: number) => void): Command {
  const program = new Command("chokepoint")
    .description(
      "Watches how much of a sector's battery supply hangs on too few suppliers, owners or countries.",
    )
    .version(version)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({ outputError: (text, write) => write(`chokepoint: ${text.replace(/^error: /, "")}`) });
  addImport(program, setExitCode);
  addRecompute(program);
  addSimulate(program);
  addBacktest(program);
  addAlerts(program);
  addSilence(program);
  addDigest(program);
  addWatchdog(program, setExitCode);
  addInbox(program);
  return program;
}
