import { factsOf } from "../../policy/measure-facts.ts";
import type { Move, Transfer } from "../../remedy/remedy.ts";
import { facetNouns } from "../../text/facet-nouns.ts";
import type { RemedyContext } from "../../text/remedy-context.ts";
import { noun } from "../../values/count.ts";
import { asMinor, toUnit } from "../../values/exposure.ts";
import { becomes, giverNames, holdersText, moneyOf, takenTogether, timesText } from "./takers.ts";

/** Who takes what the largest holders give: the end of a sentence, and what follows it. */
export function spreadText(move: Move, takers: "few" | "many", context: RemedyContext): string {
  const level =
    move.downTo === null ? "" : `, down to ${moneyOf(move.downTo, context)}${eachText(move, context)}`;
  return takers === "few"
    ? `${level}. ${topText(move, context)}`
    : `${level}, to many new ${keysOf(context)}, a little to each. With fewer of them it may take more. ${amongText(move.amongKnown, context)}`;
}

/** Givers whose name is not known stand together in the list, but come down each by itself. */
function eachText({ givers }: Move, { measure }: RemedyContext): string {
  if (givers.length > 1) return " each";
  const [facet] = factsOf(measure).shownBy;
  return givers[0]?.key === null ? ` for each ${facetNouns[facet].one}` : "";
}

/** The same, only among today's holders. */
function amongText(among: Transfer | null, context: RemedyContext): string {
  const many = keysOf(context);
  if (among === null) {
    return `Today's known ${many} alone cannot bring it there, if none may hold more than ${timesText(context.growth)} what it holds now.`;
  }
  const they = noun(among.takers.length, "it becomes", "they become");
  return `Today's known ${many} alone can do it with ${moneyOf(among.exposure, context)}, from ${giverNames(among.givers, context)} to ${holdersText(among.takers, context)}: ${they} ${becomes(among.takers)}.`;
}

function topText({ takers, exposure, newSources, newSourceMost }: Move, context: RemedyContext): string {
  const they = takers.length === 0 ? "" : holdersText(takers, context);
  if (newSources === 0) return `${they} can take all of it: ${becomes(takers)}.`;
  const known =
    takers.length === 0
      ? ""
      : `${they} can take ${moneyOf(takenTogether(takers), context)} (${becomes(takers)}). `;
  const rest = newSources === exposure ? "all of it" : moneyOf(newSources, context);
  const most = newSourceMost ?? 1;
  // When fewer than n holders are known, each new one counts among the n largest.
  const each =
    toUnit(asMinor(most), context.unit) < 1
      ? "a little to each"
      : `none with more than ${moneyOf(most, context)}`;
  return `${known}New ${keysOf(context)} are needed for ${rest}, ${each}.`;
}

/** The word for the keys whose concentration is measured. */
function keysOf({ measure }: RemedyContext): string {
  const [facet] = factsOf(measure).shownBy;
  return facetNouns[facet].many;
}
