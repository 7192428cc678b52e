import type { Command } from "commander";
import type { Policies } from "../../shared/policy/policies.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import type { Cloud } from "../cloud/cloud.ts";
import type { PolicyUse } from "../cloud/folder-policies.ts";
import { type CloudOptions, dirOption, placeOf, stackOption, withCloud } from "../cloud/open.ts";
import type { PoliciesInUse } from "../cloud/policy-folder.ts";
import { addExamples, type Example } from "../terminal/examples.ts";
import { print, printAsIs, printJson } from "../terminal/output.ts";

/** Adds one or more commands to the command line, or to a parent command. */
export type AddCommand = (
  parent: Command,
  policyFolder: PoliciesInUse,
  setExitCode: (code: number) => void,
) => void;

/** The input of a command. */
export interface Given<Options> {
  options: Options & CloudOptions;
  /** Its argument, the first of several; empty when it has none. */
  argument: string;
  /** All of its arguments. */
  args: readonly string[];
  policies: Policies;
  /** The folder that the policies are in. */
  policyFolder: string;
  /** Where commands that are shown work: on the deployed stack, or in the folder. */
  place: CommandPlace;
  /** Whether nothing but JSON may be printed. */
  isJson: boolean;
  /** Works in the cloud that the options name. */
  inCloud: <Result>(work: (cloud: Cloud) => Promise<Result>) => Promise<Result>;
}

/** A command that shows an answer: as lines for people, or with `--json` as JSON and nothing else. */
export interface AnswerCommand<Options, Answer> {
  name: string;
  description: string;
  examples: readonly Example[];
  /** Adds the command's argument and its own options. */
  accept?: (command: Command) => Command;
  /** Whether it works in the embedded cloud only, and takes no `--stack`. */
  isLocal?: true;
  /** What it does with the policies and the data folder; it reads unless given. */
  use?: (options: Options) => PolicyUse;
  /** Finds the answer. @throws UsageError or PayloadError for wrong input, and every error of the function that it calls. */
  answer: (given: Given<Options>) => Promise<Answer>;
  lines: (answer: Answer, given: Given<Options>) => string[];
  /** What `--json` prints; the answer itself unless given. */
  json?: (answer: Answer, given: Given<Options>) => unknown;
  /** How the command ends after it has shown the answer: an exit code, or an error to throw. 0 unless given. */
  ending?: (answer: Answer) => number | Error;
}

/** Makes the function that adds the described command. */
export function answerCommand<Options, Answer>(description: AnswerCommand<Options, Answer>): AddCommand {
  const { accept = (command: Command) => command, isLocal, use, json, lines, ending } = description;
  return (parent, policyFolder, setExitCode) => {
    const command = accept(parent.command(description.name).description(description.description))
      .option("--json", "print only JSON")
      .addOption(dirOption);
    if (isLocal !== true) command.addOption(stackOption);
    addExamples(command, description.examples);
    command.action(async () => {
      const options = command.opts<Options & CloudOptions & { json?: true; csv?: true }>();
      const given: Given<Options> = {
        options,
        argument: command.args[0] ?? "",
        args: command.args,
        policies: policyFolder.policies,
        policyFolder: policyFolder.folder,
        place: placeOf(options, policyFolder),
        isJson: options.json === true,
        inCloud: (work) => withCloud(options, policyFolder, use?.(options) ?? "reads", work),
      };
      const answer = await description.answer(given);
      if (given.isJson) printJson(json === undefined ? answer : json(answer, given));
      else show(lines(answer, given), options.csv === true);
      const end = ending?.(answer) ?? 0;
      if (end instanceof Error) throw end;
      if (end !== 0) setExitCode(end);
    });
  };
}

function show(lines: string[], isCsv: boolean): void {
  if (lines.length > 0) (isCsv ? printAsIs : print)(...lines);
}

/** The fields without those that are `undefined`, for a payload. */
export function fieldsGiven(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
