import { factsOf } from "../../policy/measure-facts.ts";
import { worded } from "../../policy/wording.ts";
import type { Giver, Move } from "../../remedy/remedy.ts";
import { sentence, withCapitalArticle } from "../../text/lines.ts";
import type { RemedyContext } from "../../text/remedy-context.ts";
import type { TakerWords } from "../../text/taker-words.ts";
import { noun } from "../../values/count.ts";
import { oneLine } from "../../values/one-line.ts";
import { becomes, growthLine, holdersText, moneyOf, takenTogether, timesText } from "./holders-text.ts";

// More takers are shown as one sum.
const MOST_ITEMS = 3;

/** Who may take over, by item; how much more that is; and how much needs new sources. One line each. */
export function takerLines(move: Move, words: TakerWords, context: TakersContext): string[] {
  const items = [...new Set(move.givers.map(({ item }) => item ?? ""))];
  const lines = items.slice(0, MOST_ITEMS).map((item) => itemText(item, move, words, context));
  const more = new Set(items.slice(MOST_ITEMS));
  const takes = takenTogether(move.takers.filter(({ item }) => more.has(item ?? "")));
  if (takes > 0)
    lines.push(
      `Of ${more.size} more ${noun(more.size, "item")} holders like these would take ${moneyOf(takes, context)}.`,
    );
  if (move.takers.length > 0) lines.push(growthLine(move.takers, context));
  if (move.newSources > 0) lines.push(restText(move, words, context));
  return lines;
}

interface TakersContext extends RemedyContext {
  newSources: string;
}

/**
 * `Only LG (USD 1.8 M today) is known to be free of China for bess. It would take USD 1.8 M and have 2 times what it has
 * today.`
 */
function itemText(item: string, move: Move, words: TakerWords, context: RemedyContext): string {
  const given = sumGiven(move.givers, item);
  const own = move.takers.filter((taker) => taker.item === item);
  const isOne = own.length <= 1;
  const { by, group } = context;
  const goods = oneLine(context.itemOf(item));
  const what = by === "program" && group !== null ? `${goods} in ${oneLine(group)}` : goods;
  const phrase = words.free(context, { what, isOne, removals: move.removals });
  const takes = takenTogether(own);
  const who = holdersText(own, context);
  const all = move.givers.every((giver) => giver.item === item) ? "all of it" : "all that moves of it";
  if (own.length > 0 && takes === given)
    return `${sentence(`${withCapitalArticle(who)} ${phrase}`)} With ${all}, ${noun(own.length, "it", "they")} would have ${becomes(own)}.`;
  const unsure = unsureText(
    move.unsure.filter((holder) => holder.item === item),
    context,
  );
  if (own.length === 0) {
    const only = words.onlyFrom(context);
    // Others do sell this item: it means that the holders who must give are not among them.
    const nobody = only === null ? `${words.nobody} ${phrase}` : `No ${goods} comes from ${only} now`;
    return `${sentence(nobody)}${unsure}`;
  }
  const they = isOne ? "It" : "They";
  const can =
    takes === 0
      ? `${they} would take none of it`
      : `${they} would take ${moneyOf(takes, context)} and have ${becomes(own)}`;
  return `${sentence(`Only ${who} ${phrase}`)} ${can}.${unsure}`;
}

/** ` Of Tesla (USD 12.0 M today) it is not known: ask before you buy more.` Whom to ask first is told under HOW SURE. */
function unsureText(unsure: Move["unsure"], context: RemedyContext): string {
  return unsure.length === 0
    ? ""
    : ` Of ${holdersText(unsure, context)} it is not known: ask before you buy more.`;
}

function sumGiven(givers: readonly Giver[], item: string): number {
  return givers.reduce((sum, giver) => sum + (giver.item === item ? giver.exposure : 0), 0);
}

function restText(
  { newSources, exposure, newSourceMost, unsure }: Move,
  words: TakerWords,
  context: TakersContext,
): string {
  const { measure, growth } = context;
  const amount = moneyOf(newSources, context);
  // Who is asked first may turn out to be able to take a part.
  const rest = unsure.length > 0 ? `up to ${amount}` : newSources === exposure ? "all of it" : amount;
  const only = words.onlyFrom(context);
  if (only !== null)
    return `For ${rest} it takes more than ${timesText(growth)} what comes from ${only} now.`;
  const each = factsOf(measure).removes ?? "source";
  const most =
    newSourceMost === null || newSources <= newSourceMost
      ? ""
      : `, no ${each} among them with more than ${moneyOf(newSourceMost, context)}`;
  return worded(context.newSources, { amount: `${rest}${most}` });
}
