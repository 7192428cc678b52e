import { join } from "node:path";
import type { Command } from "commander";
import type { StarterChoices } from "../../shared/policy-tests/starter.ts";
import { shellWord } from "../../shared/text/shell-word.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { writeNewFiles } from "../input/new-files.ts";
import { starterFiles } from "../input/starter-files.ts";
import { readFlag, readStarterFlags, type StarterFlags, usualFlags } from "../input/starter-flags.ts";
import { askFor, starterQuestions } from "../input/starter-questions.ts";
import { canAsk } from "../terminal/ask.ts";
import { askText } from "../terminal/ask-text.ts";
import { addExamples } from "../terminal/examples.ts";
import { print, printJson } from "../terminal/output.ts";
import { ownCall } from "../terminal/program-call.ts";
import { chosenLine } from "../text/own-folder.ts";
import { addStarterOptions } from "./starter-options.ts";

type InitOptions = Partial<StarterFlags> & { sector: SectorId; json?: true };

/** Adds `policy init`. */
export function addPolicyInit(parent: Command): void {
  const command = addExamples(parent.command("init"), [
    [
      "policy init own --sector grid-storage --unit USD",
      "a first policy with its tests, in a folder of your own",
    ],
    [
      "policy init own --sector eu-imports --unit EUR --countries CN,RU --one-country 50%/65%",
      "with countries to watch, and two levels of a limit",
    ],
  ])
    .description("write a first policy of a sector with its tests; asks on a terminal for what no flag says")
    .argument("<folder>")
    .requiredOption("--sector <sector>", "the sector, like grid-storage");
  addStarterOptions(command)
    .option("--json", "print only JSON")
    .action(async (folder: string, { json, ...flags }: InitOptions) => {
      const written = await init(folder, flags);
      if (json === true) printJson({ folder, files: written.files });
      else print(...whatNext(folder, written));
    });
}

interface Written {
  files: string[];
  choices: StarterChoices;
}

async function init(folder: string, flags: Omit<InitOptions, "json">): Promise<Written> {
  const sector = readFlag.sector(flags.sector);
  const answers = canAsk() ? await askFor(starterQuestions, flags, askText) : flags;
  const { unit = "USD" } = answers;
  const choices = readStarterFlags({ ...usualFlags, ...answers, sector, unit });
  const files = starterFiles(folder, choices);
  writeNewFiles(folder, files);
  return { files: files.map(({ name }) => name), choices };
}

function whatNext(folder: string, { files, choices }: Written): string[] {
  const { sector } = choices;
  const named = shellWord(folder);
  const call = ownCall();
  return [
    ...files.map((name) => `wrote ${join(folder, name)}`),
    chosenLine(choices),
    "",
    `Edit ${join(folder, `${sector}.json`)}, then:`,
    `  ${call} policy test ${named}`,
    `  ${call} import positions FILE --policies ${named}`,
    `  ${call} recompute --sector ${sector} --policies ${named}`,
  ];
}
