import { Command } from "commander";

/** A command line that throws where it would end the process. */
export function createCommand(name: string): Command {
  return new Command(name)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({ outputError: (text, write) => write(`chokepoint: ${text.replace(/^error: /, "")}`) });
}

/** The command `chokepoint` itself, without the commands below it. */
export function createProgram(version: string): Command {
  return createCommand("chokepoint")
    .description(
      "Watches how much of a sector's battery supply hangs on too few suppliers, owners or countries.",
    )
    .version(version)
    .option(
      "--policies <folder>",
      "the folder of your own policies, in place of those that ship; also CHOKEPOINT_POLICIES, or policies in chokepoint.json",
    );
}
