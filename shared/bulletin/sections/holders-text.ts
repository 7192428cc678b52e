import type { Measure } from "../../policy/measure.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import type { Giver, Taker } from "../../remedy/remedy.ts";
import { facetNouns } from "../../text/facet-nouns.ts";
import { keyName } from "../../text/key-name.ts";
import { money } from "../../text/money.ts";
import { nameList } from "../../text/name-list.ts";
import type { RemedyContext } from "../../text/remedy-context.ts";
import { countryInText } from "../../values/country-in-text.ts";
import { upToDecimals } from "../../values/decimals.ts";
import { asMinor, toUnit } from "../../values/exposure.ts";

/** The holders that give, largest first. Those whose name is not known may be one or several, so they are told as supply. */
export function giverNames(givers: readonly Giver[], { measure, nameOf }: RemedyContext): string {
  return nameList(
    givers.map(({ key, madeIn }) => {
      const name = key === null ? `goods of unknown ${nounOf(measure)}` : keyName(measure, key, nameOf);
      return madeIn === null ? name : `${name} (made in ${countryInText(madeIn)})`;
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

/** How much more of today's holders is counted on: that they can deliver it is not known. */
export function growthLine(takers: readonly Pick<Taker, "key">[], context: RemedyContext): string {
  const { growth, measure, nameOf } = context;
  if (growth === 1) return "This assumes that nobody can deliver more than today.";
  const [only, ...others] = takers;
  const isOne = only !== undefined && others.length === 0;
  const who = isOne ? keyName(measure, only.key, nameOf) : "each";
  return `This assumes that ${who} can deliver up to ${timesText(growth)} today's amount: ask ${isOne ? "first" : "them"}.`;
}
