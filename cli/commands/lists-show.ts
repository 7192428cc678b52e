import type { Command } from "commander";
import type { PolicyFolder } from "../../functions/runtime/policy-folder.ts";
import { commonTitles, type ItemOf } from "../../shared/policy/item-names.ts";
import { holdsOn, type ListEntry } from "../../shared/policy/list-entry.ts";
import { isOfGoods } from "../../shared/policy/listed-goods.ts";
import { titleWithCode } from "../../shared/policy/named-group.ts";
import { withShipped } from "../../shared/policy/own-lists.ts";
import { type RestrictedLists, shippedLists } from "../../shared/policy/restricted-lists.ts";
import { goodsPhrase } from "../../shared/text/listed-goods.ts";
import { listedPeriod } from "../../shared/text/listed-period.ts";
import { type Day, dayOf } from "../../shared/values/day.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { isShippedFolder } from "../cloud/policy-folder.ts";
import { restrictedListAsked } from "../input/asked-list.ts";
import { dayAsked } from "../input/day-flag.ts";
import { readListsFile } from "../input/lists-file.ts";
import { addExamples } from "../terminal/examples.ts";
import { columns, print, printJson } from "../terminal/output.ts";

interface ShowOptions {
  on?: string;
  json?: true;
}

/** Adds `lists show`. */
export function addListsShow(parent: Command, policyFolder: PolicyFolder): void {
  addExamples(parent.command("show"), [
    ["lists show 1260h --on 2026-06-08", "who was on a list on a day"],
    ["lists show --json", "every list with all of its periods, for a script"],
  ])
    .description("show who is on the restricted lists, since when and until when")
    .argument("[list]", "one list; every list unless given")
    .option("--on <day>", "the day; today unless given", dayAsked("--on"))
    .option("--json", "print only JSON")
    .action((list: string | undefined, { on = dayOf(new Date()), json }: ShowOptions) => {
      const { folder, policies } = policyFolder;
      const all = isShippedFolder(folder) ? shippedLists : withShipped(readListsFile(folder));
      const shown = list === undefined ? [...all.lists.keys()] : [restrictedListAsked(list, all, "")];
      const titles = commonTitles(policies);
      const itemOf = (item: string) => titleWithCode(item, titles);
      if (json === true) printJson(shown.map((one) => documentOf(one, all, on)));
      else
        print(...shown.flatMap((one, at) => [...(at === 0 ? [] : [""]), ...linesOf(one, all, on, itemOf)]));
    });
}

function documentOf(list: string, { lists, entries }: RestrictedLists, day: Day) {
  const ofList = entries.filter((one) => one.list === list);
  return { ...lists.get(list), on: day, entries: ofList.map((one) => ({ ...one, isOn: holdsOn(one, day) })) };
}

function linesOf(list: string, { lists, entries }: RestrictedLists, day: Day, itemOf: ItemOf): string[] {
  const ofList = entries.filter((one) => one.list === list);
  const rows = ofList.map((one) => [
    `  ${holdsOn(one, day) ? "on" : "-"}`,
    oneLine(one.entity),
    listedPeriod(one),
    standing(one, itemOf),
  ]);
  return [
    `${list}  ${oneLine(lists.get(list)?.title ?? list)}, on ${day}`,
    ...(rows.length === 0 ? ["  nobody"] : columns(rows)),
  ];
}

function standing(entry: ListEntry, itemOf: ItemOf): string {
  const { status, names } = entry;
  const goods = isOfGoods(entry) ? `goods: ${goodsPhrase(entry, itemOf)}` : "";
  const also = names.length === 0 ? "" : `also ${names.map(oneLine).join(", ")}`;
  return [status === "listed" ? "" : status, goods, also].filter((text) => text !== "").join(", ");
}
