import { LONGEST_TEXT } from "../../policy/bounds.ts";
import { itemNames } from "../../policy/item-names.ts";
import { holdsOn } from "../../policy/list-entry.ts";
import { countsGoods, isOfGoods } from "../../policy/listed-goods.ts";
import { listDayOf } from "../../policy/listings.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import { listsFor } from "../../policy/own-lists.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Rule } from "../../policy/rule.ts";
import { wordingOf } from "../../policy/wording.ts";
import { capitalized, indent } from "../../text/lines.ts";
import { listTitle } from "../../text/list-title.ts";
import { goodsPhrase } from "../../text/listed-goods.ts";
import { listedPeriod } from "../../text/listed-period.ts";
import { setPhrase } from "../../text/set-names.ts";
import type { Day } from "../../values/day.ts";
import { lineOf, oneLine } from "../../values/one-line.ts";
import { quoted } from "../../values/parse.ts";
import type { News } from "../news.ts";

/** Why the rule of the worst news exists, and its source; of others `policy explain` tells. */
export function whySection(policy: Policy, news: News[], asOf: Day): string[] {
  const told = news.find(({ scope }) => scope === "rule");
  const rule = told?.scope === "rule" ? policy.rules.find(({ id }) => id === told.rule) : undefined;
  if (rule === undefined) return [];
  const lines = [
    `${oneLine(rule.title)} [${rule.id}]`,
    lineOf(rule.why, LONGEST_TEXT.why),
    `Source: ${lineOf(rule.source, LONGEST_TEXT.source)}`,
    ...listLine(policy, rule),
    ...goodsLines(policy, rule, asOf),
  ];
  return [wordingOf(policy).why, ...lines.map(indent)];
}

/** What the list is called that a rule names by its id. */
function listLine(policy: Policy, { measure }: Rule): string[] {
  const { list } = factsOf(measure).names;
  return list === null ? [] : [`${capitalized(setPhrase({ list }))}: ${listTitle(list, policy)}`];
}

const MOST_GOODS = 3;

/** The goods that the list of a rule names: what is bought counts by what it is, and not by who sells it. */
function goodsLines(policy: Policy, rule: Rule, asOf: Day): string[] {
  const { list } = factsOf(rule.measure).names;
  if (list === null || !countsGoods(rule.measure)) return [];
  const day = listDayOf(rule, asOf);
  return listsFor(policy)
    .entries.filter((entry) => entry.list === list && holdsOn(entry, day))
    .filter(isOfGoods)
    .slice(0, MOST_GOODS)
    .map(
      (entry) =>
        `By category, whoever sells it: ${goodsPhrase(entry, itemNames(policy))} (${quoted(entry.entity)}, ${listedPeriod(entry)})`,
    );
}
