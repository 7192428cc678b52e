import type { LookThroughMeasure, MeasureOf } from "../policy/measure.ts";
import { countryInText } from "../values/country-in-text.ts";
import { nameList } from "./name-list.ts";
import type { RemedyContext } from "./remedy-context.ts";
import { setNames } from "./set-names.ts";

/** How somebody is told of who takes over what moves. */
export interface TakerWords {
  /** What makes somebody a taker, to follow its name: `is known to be free of China for bess`. */
  free: (context: RemedyContext, taker: TakerAsked) => string;
  /** Who there is none of, where nobody can take. */
  nobody: "Nobody" | "No country";
  /** The suppliers that alone may take more, so that no new source helps: `CATL or BYD`; `null` where others may. */
  onlyFrom: (context: RemedyContext) => string | null;
}

/** Of whom, and for what, it is said that they can take. */
interface TakerAsked {
  /** The item, and its program where that matters: `bess in DDG-51`. */
  what: string;
  isOne: boolean;
  /** For a loss: those whose stop costs too much. */
  removals: readonly string[];
}

const anybody: Pick<TakerWords, "nobody" | "onlyFrom"> = { nobody: "Nobody", onlyFrom: () => null };

export function freeOfLookThrough(of: LookThroughMeasure["of"]): TakerWords {
  return {
    ...anybody,
    free: (context, taker) =>
      `${takerCounts(context, taker)} free of ${setNames(of, context.nameOf)} for ${taker.what}`,
  };
}

export function freeOfLoss(of: "owner" | "country"): TakerWords {
  return {
    ...anybody,
    free: (context, taker) => {
      const nameOf = of === "country" ? countryInText : context.nameOf;
      return `${takerCounts(context, taker)} free of ${nameList(taker.removals.map(nameOf))} for ${taker.what}`;
    },
  };
}

export function freeOfDirect(of: MeasureOf<"direct">["of"]): TakerWords {
  return {
    ...anybody,
    free: ({ nameOf }, taker) =>
      `${known(taker)} sell ${taker.what} neither made in nor controlled from ${setNames(of, nameOf, "or")}`,
  };
}

export function freeOfInfluence(of: MeasureOf<"influenced">["of"]): TakerWords {
  return {
    ...anybody,
    free: ({ nameOf, side }, taker) =>
      `${known(taker)} sell ${taker.what} and ${side === "above" ? "not to be" : "to be"} influenced from ${setNames(of, nameOf, "or")}`,
  };
}

export function freeOfShare(of: MeasureOf<"share">["of"]): TakerWords {
  return {
    free: (context, taker) => `${known(taker)} ${freeOfSet(of, context, taker.what)}`,
    nobody: "facet" in of && of.facet === "origin" ? "No country" : "Nobody",
    onlyFrom: ({ side, nameOf }) =>
      "suppliers" in of && side === "below" ? setNames(of, nameOf, "or") : null,
  };
}

function freeOfSet(of: MeasureOf<"share">["of"], { side, nameOf }: RemedyContext, what: string): string {
  const isOutside = side === "above";
  const set = setNames(of, nameOf, "or");
  if ("suppliers" in of) return isOutside ? `sell ${what} besides ${set}` : `sell ${what}`;
  if ("list" in of) return `sell ${what} and ${isOutside ? "not to stand" : "to stand"} on ${set}`;
  if ("owners" in of) return `sell ${what} and ${isOutside ? "not to belong" : "to belong"} to ${set}`;
  if (of.facet === "origin") return `make ${what} ${isOutside ? "outside" : "within"} ${set}`;
  return `sell ${what} and ${isOutside ? "not to be" : "to be"} controlled from ${set}`;
}

/** A supplier that declares no inputs is taken as safe by some policies, which is not to know it. */
function takerCounts({ trustsUnmapped }: RemedyContext, taker: TakerAsked): string {
  if (trustsUnmapped) return taker.isOne ? "counts as" : "count as";
  return `${known(taker)} be`;
}

function known({ isOne }: TakerAsked): string {
  return isOne ? "is known to" : "are known to";
}
