import { factsOf } from "../../policy/measure-facts.ts";
import { worded } from "../../policy/wording.ts";
import type { Move } from "../../remedy/remedy.ts";
import { facetNouns } from "../../text/facet-nouns.ts";
import { capitalized, withCapitalArticle } from "../../text/lines.ts";
import type { RemedyContext } from "../../text/remedy-context.ts";
import { asMinor, toUnit } from "../../values/exposure.ts";
import {
  becomes,
  giverNames,
  growthLine,
  holdersText,
  moneyOf,
  takenTogether,
  timesText,
} from "./holders-text.ts";

/** Who takes what the largest holders give, sentence by sentence. */
export function spreadLines(move: Move, takers: "few" | "many", context: SpreadContext): string[] {
  const level =
    move.downTo === null ? "" : `That leaves ${moneyOf(move.downTo, context)}${eachText(move, context)}`;
  if (takers === "few") return [...(level === "" ? [] : [`${level}.`]), ...topLines(move, context)];
  const spread = `many new ${keysOf(context)} take a little each`;
  return [level === "" ? `${capitalized(spread)}.` : `${level}; ${spread}.`, ...amongLines(move, context)];
}

interface SpreadContext extends RemedyContext {
  /** Whether the name of any of today's holders is known. */
  hasKnown: boolean;
  newSources: string;
}

/** Givers whose name is not known stand together in the list, but come down each by itself. */
function eachText({ givers }: Move, { measure }: RemedyContext): string {
  if (givers.length > 1) return " each";
  const [facet] = factsOf(measure).shownBy;
  return givers[0]?.key === null ? ` for each ${facetNouns[facet].one}` : "";
}

/** The same, only among today's holders; nothing where none of them is known. */
function amongLines({ amongKnown: among, givers }: Move, context: SpreadContext): string[] {
  const many = keysOf(context);
  if (!context.hasKnown) return [];
  if (among === null) {
    return [
      `Today's known ${many} alone cannot bring it there, if none may have more than ${timesText(context.growth)} what it has now.`,
    ];
  }
  const from = giverNames(among.givers, context);
  const where = from === giverNames(givers, context) ? "" : ` from ${from}`;
  const to = holdersText(among.takers, context);
  return [
    `Among today's known ${many} it takes ${moneyOf(among.exposure, context)}${where}: ${to} would have ${becomes(among.takers)}.`,
    growthLine(among.takers, context),
  ];
}

function topLines(move: Move, context: SpreadContext): string[] {
  const { takers, exposure, newSources, newSourceMost } = move;
  const who = takers.length === 0 ? "" : withCapitalArticle(holdersText(takers, context));
  if (newSources === 0) return [`${who} would have ${becomes(takers)}.`, growthLine(takers, context)];
  const known =
    takers.length === 0
      ? []
      : [`${who} would take ${moneyOf(takenTogether(takers), context)}.`, growthLine(takers, context)];
  const rest = newSources === exposure ? "all of it" : moneyOf(newSources, context);
  const most = newSourceMost ?? 1;
  // When fewer than n holders are known, each new one counts among the n largest.
  const each =
    toUnit(asMinor(most), context.unit) < 1
      ? "a little to each"
      : `none with more than ${moneyOf(most, context)}`;
  return [...known, worded(context.newSources, { amount: `${rest}, ${each}` })];
}

/** The word for the keys whose concentration is measured. */
function keysOf({ measure }: RemedyContext): string {
  const [facet] = factsOf(measure).shownBy;
  return facetNouns[facet].many;
}
