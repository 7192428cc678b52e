import { type Command, CommanderError } from "commander";
import { PayloadError } from "../functions/runtime/payload.ts";
import { BrokenPolicyError } from "../functions/runtime/usable-policy.ts";
import { brokenPolicies, type Policies } from "../shared/policy/policies.ts";
import { flagProblem } from "./input/flag-names.ts";
import { UsageError } from "./input/usage-error.ts";
import { Interrupted } from "./terminal/interrupted.ts";
import { errorLine } from "./terminal/output.ts";

/**
 * Runs a command line, prints one sentence about an error, and returns 0 for done, 1 for failed, 2 for wrong usage or input,
 * and after a signal what a program that ends by it has (130 after Ctrl-C).
 * At the end it warns of each policy that cannot be used, unless the error was about it: as it was at the start, or as `after`
 * reads it then; and, where the command was done, of what `unused` says.
 */
export async function exitCodeOf(
  program: Command,
  args: string[],
  told: { policies: Policies; after?: () => Policies; unused?: () => string[] },
): Promise<number> {
  // Read first: where there are none, nothing is run.
  const { policies, after = () => policies, unused = () => [] } = told;
  try {
    await program.parseAsync(args, { from: "user" });
    warnOfBroken(after(), []);
    for (const sentence of unused()) errorLine(`warning: ${sentence}`);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    errorLine(sentenceOf(error));
    if (error instanceof Interrupted) return error.exitCode;
    warnOfBroken(policies, sectorsIn(error));
    return WRONG_INPUT.some((kind) => error instanceof kind) ? 2 : 1;
  }
}

/** The sentence about an error. It names fields by their flags. */
function sentenceOf(error: unknown): string {
  if (error instanceof PayloadError) return flagProblem(error.problem);
  return error instanceof Error ? error.message : String(error);
}

/** The sectors whose broken policy an error tells of, itself or in its causes. */
function sectorsIn(error: unknown): string[] {
  if (error instanceof BrokenPolicyError) return error.sector === null ? [] : [error.sector];
  if (error instanceof PayloadError) return [error.problem.brokenPolicy ?? []].flat();
  if (!(error instanceof Error)) return [];
  const causes = error instanceof AggregateError ? error.errors : [error.cause];
  return causes.flatMap(sectorsIn);
}

function warnOfBroken(policies: Policies, told: string[]): void {
  for (const { sector, problem } of brokenPolicies(policies)) {
    if (!told.includes(sector)) errorLine(`warning: ${sector} is not watched: ${problem}`);
  }
}

const WRONG_INPUT = [UsageError, PayloadError, BrokenPolicyError];
