import { existsSync } from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { callSchema } from "../../shared/contract/call.ts";
import { readPolicy } from "../../shared/policy/read-policy.ts";
import type { StarterChoices } from "../../shared/policy-tests/starter.ts";
import { starterOf } from "../../shared/policy-tests/starter.ts";
import { USUAL_CALL } from "../../shared/text/command.ts";
import { shellWord } from "../../shared/text/shell-word.ts";
import { quoted } from "../../shared/values/parse.ts";
import { type NewFile, writeNewFiles } from "../input/new-files.ts";
import { jsonText, schemaFiles, starterFiles } from "../input/starter-files.ts";
import { readStarterFlags, type StarterFlags, usualFlags } from "../input/starter-flags.ts";
import { type Asker, askFor, type Question, starterQuestions } from "../input/starter-questions.ts";
import { UsageError } from "../input/usage-error.ts";
import { canAsk } from "../terminal/ask.ts";
import { askText } from "../terminal/ask-text.ts";
import { addExamples } from "../terminal/examples.ts";
import { print, printJson } from "../terminal/output.ts";
import { callIn, saidCall } from "../terminal/program-call.ts";
import { chosenLine, firstCommands, OWN_GITIGNORE, type OwnFolder, ownReadme } from "../text/own-folder.ts";
import { suggestionLines } from "../text/suggestion.ts";
import type { AddCommand } from "./answer-command.ts";
import { suggestionOf } from "./import-suggest.ts";
import { addStarterOptions } from "./starter-options.ts";

interface InitFlags extends StarterFlags {
  email: string;
  table: string;
}

/** Adds `init`. */
export const addInit: AddCommand = (program) => {
  const command = addExamples(program.command("init"), [
    ["init ../battery-watch", "asks on a terminal for what no flag says"],
    [
      "init ../battery-watch --sector grid-storage --unit USD --one-country 50%/65% --countries CN",
      "without being asked",
    ],
    [
      "init ../battery-watch --sector grid-storage --unit kWh --table orders.xlsx",
      "with a first mapping of a table of your own",
    ],
  ])
    .description(
      "write a folder of your own that can stand under git: policies with tests, mapping, README, deployment",
    )
    .argument("[folder]", "where to write, replacing no file", ".")
    .option("--sector <sector>", "the sector, like grid-storage");
  addStarterOptions(command)
    .option("--email <addresses>", "who receives the alerts of a deployment, separated by commas")
    .option("--table <file>", "a table of purchases to write a first mapping.json from")
    .option("--json", "print only JSON")
    .action(async (folder: string, { json, ...flags }: Partial<InitFlags> & { json?: true }) => {
      const written = await init(folder, await allFlags(flags, canAsk() ? askText : null), json === true);
      if (json === true) printJson({ folder, files: written });
    });
};

const QUESTIONS: Question<keyof InitFlags>[] = [
  ...starterQuestions,
  {
    flag: "email",
    question: "Who receives the alerts of a deployment, by e-mail (nobody yet: leave empty)",
    usual: "",
    read: addressesIn,
  },
  {
    flag: "table",
    question: "A table of purchases to make a mapping from (none yet: leave empty)",
    usual: "",
    read: (file) => {
      if (file !== "" && !existsSync(file)) throw new UsageError(`--table: ${quoted(file)} does not exist`);
    },
  },
];

/**
 * What flags say, and the user on a terminal.
 * @throws UsageError when nobody can be asked for what must be said, or the user stops.
 */
export async function allFlags(flags: Partial<InitFlags>, ask: Asker | null): Promise<InitFlags> {
  const answers = ask === null ? flags : await askFor(QUESTIONS, flags, ask);
  const { sector, unit } = answers;
  if (sector === undefined || unit === undefined) {
    const missing = [
      ...(sector === undefined ? ["--sector"] : []),
      ...(unit === undefined ? ["--unit"] : []),
    ];
    throw new UsageError(`say ${missing.join(" and ")}, as in --sector grid-storage --unit USD`);
  }
  return { ...usualFlags, email: "", table: "", ...answers, sector, unit };
}

async function init(folder: string, flags: InitFlags, isQuiet: boolean): Promise<string[]> {
  const choices = readStarterFlags(flags);
  const emails = addressesIn(flags.email);
  const mapping = flags.table === "" ? null : await mappingOf(flags.table, choices, isQuiet);
  const about = aboutFolder(folder, choices, { isMapped: mapping !== null, hasEmail: emails.length > 0 });
  const email = emails.length === 0 ? {} : { email: emails.join(",") };
  const command = about.isCallSet ? { command: about.call } : {};
  const app = `node ${about.home}/infra/app.ts`;
  const policies = join(folder, "policies");
  const inPolicies = [
    ...starterFiles(policies, choices),
    ...schemaFiles(policies, [
      "mapping.schema.json",
      "restricted-lists.schema.json",
      "wording.schema.json",
      "calendar.schema.json",
    ]),
  ];
  const files = [
    ...inPolicies.map(({ name, text }) => ({ name: join("policies", name), text })),
    ...(mapping === null ? [] : [mapping]),
    { name: "chokepoint.json", text: jsonText({ policies: "policies", ...email, ...command }) },
    { name: "cdk.json", text: jsonText({ app, context: { config: "chokepoint.json" } }) },
    { name: ".gitignore", text: OWN_GITIGNORE },
    { name: "README.md", text: ownReadme(about) },
  ];
  writeNewFiles(folder, files);
  if (!isQuiet) print(...whatNext(folder, about, files, flags.table));
  return files.map(({ name }) => name);
}

function addressesIn(text: string): string[] {
  const addresses = text.split(",").flatMap((one) => (one.trim() === "" ? [] : one.trim()));
  for (const address of addresses) {
    if (!z.email().safeParse(address).success)
      throw new UsageError(`--email: ${quoted(address)} is no e-mail address`);
  }
  return addresses;
}

/** The mapping that a table suggests, with the schema beside the policies. */
async function mappingOf(table: string, choices: StarterChoices, isQuiet: boolean): Promise<NewFile> {
  const { sector } = choices;
  const policies = new Map([[sector, readPolicy(starterOf(choices).policy)]]);
  const suggestion = await suggestionOf(table, { sector }, policies);
  if (!isQuiet) print(...suggestionLines(basename(table), suggestion), "");
  const $schema = "./policies/mapping.schema.json";
  return { name: "mapping.json", text: jsonText({ $schema, ...suggestion.mapping }) };
}

const HOME = fileURLToPath(new URL("../../", import.meta.url));

function aboutFolder(
  folder: string,
  choices: StarterChoices,
  known: Pick<OwnFolder, "isMapped" | "hasEmail">,
): OwnFolder {
  const isCloned = existsSync(join(HOME, "infra", "app.ts"));
  const path = relative(resolve(folder), HOME).split(sep).join("/") || ".";
  // What npm installs has no infra: deploying needs a clone, and beside the folder is where one would be.
  const home = isCloned ? shellWord(path) : "../chokepoint";
  const call = saidCall() ?? (isCloned ? `npx --prefix ${home} chokepoint` : callIn(folder));
  const isCallSet = call !== USUAL_CALL && callSchema.safeParse(call).success;
  const { sector, unit, countries } = choices;
  const [first] = starterOf(choices).policy.rules;
  if (first === undefined) throw new Error(`the policy of ${sector} has no rule`);
  return { sector, unit, countries, rule: first.id, home, call, isCallSet, ...known };
}

function whatNext(folder: string, about: OwnFolder, files: NewFile[], table: string): string[] {
  const path = table === "" ? undefined : shellWord(relative(resolve(folder), resolve(table)));
  return [
    ...files.map(({ name }) => `wrote ${join(folder, name)}`),
    chosenLine(about),
    "",
    "Look through them, then (README.md in the folder has these commands, and how to deploy):",
    ...(resolve(folder) === process.cwd() ? [] : [`  cd ${shellWord(folder)}`]),
    ...firstCommands(about, path).map((command) => `  ${command}`),
  ];
}
