import type { Command } from "commander";
import type { PolicyFolder } from "../../functions/runtime/policy-folder.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { type CloudOptions, dirOption, stackOption, withCloud } from "../cloud/open.ts";
import { print, printJson } from "../terminal/output.ts";

/** Adds a command, or several, to the command line or to the command above it. */
export type AddCommand = (
  parent: Command,
  policyFolder: PolicyFolder,
  setExitCode: (code: number) => void,
) => void;

/** What a command was given. */
export interface Given<Options> {
  options: Options & CloudOptions;
  /** Its argument; empty where it takes none. */
  argument: string;
  policies: Policies;
  /** The name of the deployed stack that it works on; `null` for the embedded cloud. */
  stack: string | null;
  /** Works in the cloud that the options name. */
  inCloud: <Result>(work: (cloud: Cloud) => Promise<Result>) => Promise<Result>;
}

/** A command that finds an answer and shows it: as lines for people, or with `--json` as JSON and nothing else. */
export interface AnswerCommand<Options, Answer> {
  name: string;
  description: string;
  /** Adds the argument and the options that no other command has. */
  accept?: (command: Command) => Command;
  /** Whether it works in the embedded cloud only, and takes no `--stack`. */
  isLocal?: true;
  /** @throws UsageError, PayloadError for wrong input, and whatever the function throws that it asks. */
  answer: (given: Given<Options>) => Promise<Answer>;
  lines: (answer: Answer, given: Given<Options>) => string[];
  /** What `--json` prints; the answer itself unless given. */
  json?: (answer: Answer, given: Given<Options>) => unknown;
  /** Ends the command once the answer is shown: with an exit code, or an error that is thrown. 0 unless given. */
  ending?: (answer: Answer) => number | Error;
}

/** How a command is added that is described so. */
export function answerCommand<Options, Answer>(description: AnswerCommand<Options, Answer>): AddCommand {
  const { accept = (command: Command) => command, isLocal, json, lines, ending } = description;
  return (parent, policyFolder, setExitCode) => {
    const command = accept(parent.command(description.name).description(description.description))
      .option("--json", "print only JSON")
      .addOption(dirOption);
    if (isLocal !== true) command.addOption(stackOption);
    command.action(async () => {
      const options = command.opts<Options & CloudOptions & { json?: true }>();
      const given: Given<Options> = {
        options,
        argument: command.args[0] ?? "",
        policies: policyFolder.policies,
        stack: options.stack ?? null,
        inCloud: (work) => withCloud(options, policyFolder, work),
      };
      const answer = await description.answer(given);
      if (options.json === true) printJson(json === undefined ? answer : json(answer, given));
      else show(lines(answer, given));
      const end = ending?.(answer) ?? 0;
      if (end instanceof Error) throw end;
      if (end !== 0) setExitCode(end);
    });
  };
}

function show(lines: string[]): void {
  if (lines.length > 0) print(...lines);
}

/** The fields that were given: a payload leaves the others out. */
export function fieldsGiven(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
