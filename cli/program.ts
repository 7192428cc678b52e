import { Command, CommanderError } from "commander";
import { PAYLOAD_PROBLEM, PayloadError } from "../functions/payload.ts";
import { BrokenPolicyError } from "../functions/usable-policy.ts";
import { inFlags } from "./in-flags.ts";
import { errorLine } from "./output.ts";
import { UsageError } from "./usage-error.ts";

/** A command line that leaves it to `exitCodeOf` how it ends. */
export function createCommand(name: string): Command {
  return new Command(name)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({ outputError: (text, write) => write(`chokepoint: ${text.replace(/^error: /, "")}`) });
}

/** Runs a command line, tells in one sentence what went wrong, and returns 0 for done, 1 for failed, 2 for wrong usage or input. */
export async function exitCodeOf(program: Command, args: string[]): Promise<0 | 1 | 2> {
  try {
    await program.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    errorLine(error instanceof Error ? inFlags(error.message.replace(PAYLOAD_PROBLEM, "")) : String(error));
    return WRONG_INPUT.some((kind) => error instanceof kind) ? 2 : 1;
  }
}

const WRONG_INPUT = [UsageError, PayloadError, BrokenPolicyError];
