import type { Measure } from "../../policy/measure.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import { worded } from "../../policy/wording.ts";
import type { Giver, Move, Taker } from "../../remedy/remedy.ts";
import { facetNouns } from "../../text/facet-nouns.ts";
import { keyName } from "../../text/key-name.ts";
import { sentence } from "../../text/lines.ts";
import { money } from "../../text/money.ts";
import { nameList } from "../../text/name-list.ts";
import type { RemedyContext } from "../../text/remedy-context.ts";
import type { TakerWords } from "../../text/taker-words.ts";
import { noun } from "../../values/count.ts";
import { countryName } from "../../values/country-name.ts";
import { upToDecimals } from "../../values/decimals.ts";
import { asMinor, toUnit } from "../../values/exposure.ts";
import { oneLine } from "../../values/one-line.ts";

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
  if (move.takers.length > 0) lines.push(growthLine(context));
  if (move.newSources > 0) lines.push(restText(move, words, context));
  return lines;
}

interface TakersContext extends RemedyContext {
  newSources: string;
}

/** How much more of today's holders is counted on: that they can deliver it is not known. */
export function growthLine({ growth }: RemedyContext): string {
  return growth === 1
    ? "Nobody is counted on for more than today's."
    : `Each is counted on for at most ${timesText(growth)} today's amount: ask them.`;
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
  const what = by === "program" && group !== null ? `${oneLine(item)} in ${oneLine(group)}` : oneLine(item);
  const phrase = words.free(context, { what, isOne, removals: move.removals });
  const takes = takenTogether(own);
  const who = holdersText(own, context);
  const all = move.givers.every((giver) => giver.item === item) ? "all of it" : "all that moves of it";
  if (own.length > 0 && takes === given)
    return `${sentence(`${who} ${phrase}`)} With ${all}, ${noun(own.length, "it", "they")} would have ${becomes(own)}.`;
  const unsure = unsureText(
    move.unsure.filter((holder) => holder.item === item),
    context,
  );
  if (own.length === 0) {
    const only = words.onlyFrom(context);
    // Others do sell this item: it means that the holders who must give are not among them.
    const nobody = only === null ? `${words.nobody} ${phrase}` : `No ${oneLine(item)} comes from ${only} now`;
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

/** The holders that give, largest first. Those whose name is not known may be one or several, so they are told as supply. */
export function giverNames(givers: readonly Giver[], { measure, nameOf }: RemedyContext): string {
  return nameList(
    givers.map(({ key, madeIn }) => {
      const name = key === null ? `goods of unknown ${nounOf(measure)}` : keyName(measure, key, nameOf);
      return madeIn === null ? name : `${name} (made in ${countryName(madeIn)})`;
    }),
  );
}

/** The name of a holder whose exposure moves. */
function nounOf(measure: Measure): string {
  return facetNouns[factsOf(measure).movedBy].one;
}

/** `LG and Samsung (USD 30.0 M today)`. */
export function holdersText(takers: readonly Pick<Taker, "key" | "holds">[], context: RemedyContext): string {
  const names = takers.map(({ key }) => keyName(context.measure, key, context.nameOf));
  const holds = takers.reduce((sum, taker) => sum + taker.holds, 0);
  return `${nameList(names)} (${moneyOf(holds, context)} today)`;
}

/** `1.4 times what it has today`, `together 1.4 times what they have today`. */
export function becomes(takers: readonly Taker[]): string {
  const holds = takers.reduce((sum, taker) => sum + taker.holds, 0);
  const times = `${timesText((holds + takenTogether(takers)) / holds)} what`;
  return takers.length === 1 ? `${times} it has today` : `together ${times} they have today`;
}

/** `2 times`, `1.04 times`, `little more than 1 times`. */
export function timesText(times: number): string {
  const shown = upToDecimals(times, 2);
  return shown === "1" && times > 1 ? "little more than" : `${shown} times`;
}

export function takenTogether(takers: readonly Taker[]): number {
  return takers.reduce((sum, { takes }) => sum + takes, 0);
}

/** Minor units as an amount of money. */
export function moneyOf(exposure: number, { unit }: RemedyContext): string {
  return money(toUnit(asMinor(exposure), unit), unit);
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
