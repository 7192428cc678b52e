import { Command, Option } from "commander";
import { errorText } from "./terminal/error-text.ts";
import { oneSentence } from "./terminal/usage-sentence.ts";
import { lineWidth, USUAL_WIDTH } from "./terminal/width.ts";

/** How help is laid out: what a flag does is wrapped also where little stands beside the flag. */
export const helpForm = { minWidthToWrap: 20 };

/** A command line that throws where it would end the process. */
export function createCommand(name: string): Command {
  return new Command(name)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      outputError: (text, write) => write(`${errorText(oneSentence(text))}\n`),
      getOutHelpWidth: () => lineWidth() ?? USUAL_WIDTH,
      getErrHelpWidth: () => lineWidth(process.stderr) ?? USUAL_WIDTH,
    })
    .configureHelp(helpForm);
}

/** Agrees in advance to other policies than a data folder was last recomputed with. */
export const otherPoliciesOption = new Option(
  "--other-policies",
  "go on, although the data folder was last recomputed with other policies",
);

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
    )
    .addOption(otherPoliciesOption);
}
