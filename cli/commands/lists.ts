import { type Command, Option } from "commander";
import type { PolicyFolder } from "../../functions/runtime/policy-folder.ts";
import { addEntry, endEntry, type ListEdit } from "../../shared/policy/list-edit.ts";
import { listedPeriod } from "../../shared/text/listed-period.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { isShippedFolder } from "../cloud/policy-folder.ts";
import { itemCode } from "../input/asked-item.ts";
import { dayAsked } from "../input/day-flag.ts";
import { readListsFile, writeListsFile } from "../input/lists-file.ts";
import { UsageError } from "../input/usage-error.ts";
import { addExamples } from "../terminal/examples.ts";
import { print, printJson } from "../terminal/output.ts";
import type { AddCommand } from "./answer-command.ts";
import { addListsShow } from "./lists-show.ts";

/** Adds `lists` with its commands. */
export const addLists: AddCommand = (program, policyFolder) => {
  const lists = addExamples(program.command("lists"), [
    ["lists show 1260h", "who is on a list today"],
    [
      'lists add suspects "Maker Co., Ltd." --title "Under review" --from 2026-07-01 --source Minutes --policies own',
      "a list of your own, in your folder of policies",
    ],
  ]).description("show restricted lists, and put companies on them or end that");
  addListsAdd(lists, policyFolder);
  addListsEnd(lists, policyFolder);
  addListsShow(lists, policyFolder);
};

interface AddOptions {
  from: string;
  source: string;
  name: string[];
  country?: string;
  supplier: string[];
  item?: string[];
  madeIn?: string[];
  madeOutside?: string[];
  title?: string;
  json?: true;
}

function addListsAdd(parent: Command, policyFolder: PolicyFolder): void {
  addExamples(parent.command("add"), [
    [
      'lists add 1260h "Maker Co., Ltd." --from 2026-07-01 --country CN --source "edition of 2026-07-01" --policies own',
      "a company that a new edition of a list names",
    ],
    [
      'lists add fcc-covered "power inverters" --item inverter --made-outside US --from 2026-07-28 --source "FCC notice" --policies own',
      "goods, whoever sells them",
    ],
  ])
    .description(
      "put a company, or goods, on a restricted list from a day on, in restricted-lists.json of your own folder of policies",
    )
    .argument("<list>", "the id of the list, as rules name it: 1260h")
    .argument("<company>", "the company as the list writes it, or what the list calls the goods")
    .requiredOption("--from <day>", "the first day on the list: 2026-06-08", dayAsked("--from"))
    .requiredOption("--source <text>", "where this is written, for whoever asks later")
    .option(
      "--name <name>",
      "another name of the company, exactly as suppliers have it; may be repeated",
      more,
      [],
    )
    .option("--country <code>", "where it is: a supplier of the same name in another country does not count")
    .option("--supplier <id>", "the id of a supplier that is this company; may be repeated", more, [])
    .option(
      "--item <item...>",
      "the list names goods, and no company: these items, by code or title, whoever sells them",
    )
    .option("--made-in <country...>", "with --item: those made in one of these countries")
    .option("--made-outside <country...>", "with --item: those made anywhere but in these countries")
    .option("--title <text>", "what the list is called; makes the list when there is none with this id")
    .option("--json", "print only JSON")
    .action((list: string, entity: string, { json, name, supplier, country, ...rest }: AddOptions) => {
      const { from, source, title, item, madeIn, madeOutside } = rest;
      const wanted = {
        list,
        entity,
        names: name,
        country: country ?? null,
        suppliers: supplier,
        ...(item === undefined
          ? {}
          : { items: item.map((one) => itemCode("--item", one, policyFolder.policies)) }),
        ...(madeIn === undefined ? {} : { origins: madeIn }),
        ...(madeOutside === undefined ? {} : { originsExcept: madeOutside }),
        from,
        source,
        title,
      };
      edit(policyFolder, (own) => addEntry(own, wanted), json);
    });
}

interface EndOptions {
  on: string;
  status: "removed" | "enjoined";
  source: string;
  json?: true;
}

function addListsEnd(parent: Command, policyFolder: PolicyFolder): void {
  addExamples(parent.command("end"), [
    [
      'lists end 1260h "Maker Co., Ltd." --on 2026-09-01 --source "edition of 2026-09-01" --policies own',
      "a company that a new edition no longer names",
    ],
    [
      'lists end 1260h "Maker Co., Ltd." --on 2026-09-01 --status enjoined --source "order of the court" --policies own',
      "a court has stopped the entry",
    ],
  ])
    .description(
      "say that a company is no longer on a restricted list from a day on; its entry stays, with its end",
    )
    .argument("<list>", "the id of the list: 1260h")
    .argument("<company>", "the company, by one of its names on the list or a supplier's id in its entry")
    .requiredOption(
      "--on <day>",
      "the first day on which it is no longer on the list: 2026-02-17",
      dayAsked("--on"),
    )
    .requiredOption("--source <text>", "where this is written, for whoever asks later")
    .addOption(
      new Option("--status <status>", "removed from the list, or enjoined: stopped by a court")
        .choices(["removed", "enjoined"])
        .default("removed"),
    )
    .option("--json", "print only JSON")
    .action((list: string, entity: string, { on, status, source, json }: EndOptions) => {
      edit(policyFolder, (own) => endEntry(own, { list, entity, to: on, status, source }), json);
    });
}

function edit(
  { folder }: PolicyFolder,
  change: (own: ReturnType<typeof readListsFile>) => ListEdit,
  json: true | undefined,
): void {
  if (isShippedFolder(folder))
    throw new UsageError(
      "the shipped lists are not edited: name a folder of your own with --policies (policy init makes one)",
    );
  const edited = change(readListsFile(folder));
  if ("problem" in edited) throw new UsageError(edited.problem);
  const { entry, document } = edited;
  const file = writeListsFile(folder, document);
  if (json === true) printJson({ file, entry });
  else print(`${oneLine(entry.entity)}: on ${entry.list} ${listedPeriod(entry)}`, `wrote ${file}`);
}

function more(value: string, before: string[]): string[] {
  return [...before, value];
}
