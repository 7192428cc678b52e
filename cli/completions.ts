import type { Argument, Command, Option } from "commander";
import { plainLine } from "../shared/values/one-line.ts";

/** A word that may be written next, and what it means. */
interface Completion {
  word: string;
  means: string;
}

/** The words that may be written next, or that it is a file or folder. */
export type Completions = Completion[] | "files";

/** Where the cursor stands in a command line. */
interface Place {
  command: Command;
  /** The flag whose value is written. */
  option: Option | null;
  /** How many arguments of the command stand before it. */
  args: number;
  flags: ReadonlyMap<string, string>;
}

/** Finds the values of a flag or an argument. Flags of the command line are known by their values. */
export type ValuesOf = (value: Option | Argument, flags: ReadonlyMap<string, string>) => Promise<Completions>;

/** What may stand for the last word of a command line, which has been begun. */
export async function completionsOf(
  program: Command,
  words: readonly string[],
  valuesOf: ValuesOf,
): Promise<Completions> {
  const begun = words.at(-1) ?? "";
  const place = placeIn(program, words.slice(0, -1));
  const all =
    begun.startsWith("-") && place.option === null ? flagsAt(place) : await wordsAt(place, valuesOf);
  return all === "files" ? all : all.filter(({ word }) => word.startsWith(begun));
}

function placeIn(program: Command, words: readonly string[]): Place {
  let command = program;
  let option: Option | null = null;
  let args = 0;
  const flags = new Map<string, string>();
  for (const word of words) {
    if (word.startsWith("-")) {
      const named = optionsOf(command).find(({ long, short }) => long === word || short === word);
      option = named !== undefined && (named.required || named.optional) ? named : null;
      flags.set(word, "");
    } else if (word === "help" && command === program) {
      // What follows is a command.
    } else if (option !== null) {
      flags.set(option.long ?? "", word);
      if (!option.variadic) option = null;
    } else {
      const below = args > 0 ? undefined : command.commands.find((one) => one.name() === word);
      if (below === undefined) args += 1;
      else command = below;
    }
  }
  return { command, option, args, flags };
}

function optionsOf(command: Command): readonly Option[] {
  const own = command.createHelp().visibleOptions(command);
  return command.parent === null ? own : [...own, ...command.parent.options];
}

function flagsAt({ command, flags }: Place): Completion[] {
  return optionsOf(command)
    .filter(({ long, variadic }) => long !== undefined && long !== null && (variadic || !flags.has(long)))
    .map(({ long, description }) => ({ word: long ?? "", means: plainLine(description) }));
}

async function wordsAt({ command, option, args, flags }: Place, valuesOf: ValuesOf): Promise<Completions> {
  const below = args > 0 || option !== null ? [] : command.createHelp().visibleCommands(command);
  if (below.length > 0)
    return below.map((one) => ({ word: one.name(), means: plainLine(one.description()) }));
  const { registeredArguments } = command;
  const value = option ?? registeredArguments[args] ?? registeredArguments.find((one) => one.variadic);
  if (value === undefined) return [];
  if (value.argChoices !== undefined) return value.argChoices.map((word) => ({ word, means: "" }));
  return await valuesOf(value, flags);
}

/** The words as a shell reads them, one on a line with what it means behind a tab. */
export function completionLines(completions: Completions): string {
  if (completions === "files") return ":files\n";
  const unique = new Map(completions.map((one) => [one.word, one.means]));
  return [...unique].map(([word, means]) => `${word}\t${means}\n`).join("");
}
