import type { LookThroughMeasure, ScopeMeasure } from "../../policy/measure.ts";
import type { NameOf } from "../../text/key-name.ts";
import { nameList } from "../../text/name-list.ts";
import { countryName } from "../../values/country-name.ts";
import { oneLine } from "../../values/one-line.ts";
import type { RemedyContext } from "./remedy-context.ts";

/**
 * What makes somebody a taker, to follow its name: `is known to be free of China for bess`. `removals` are, for a loss,
 * those whose stop costs too much.
 */
export function freePhrase(
  context: RemedyContext,
  { item, isOne, removals }: { item: string; isOne: boolean; removals: readonly string[] },
): string {
  const { measure, trustsUnmapped, nameOf, by, group } = context;
  const what = by === "program" && group !== null ? `${oneLine(item)} in ${oneLine(group)}` : oneLine(item);
  const known = isOne ? "is known to" : "are known to";
  // A supplier that declares no inputs is taken as safe by the policy, which is not to know it.
  const free = trustsUnmapped ? (isOne ? "counts as" : "count as") : `${known} be`;
  switch (measure.kind) {
    case "look-through":
      return `${free} free of ${setNames(measure.of, nameOf)} for ${what}`;
    case "loss": {
      const names = removals.map((key) => (measure.of === "country" ? countryName(key) : nameOf(key)));
      return `${free} free of ${nameList(names)} for ${what}`;
    }
    case "direct":
      return `${known} sell ${what} neither made in nor controlled from ${setNames(measure.of, nameOf, "or")}`;
    case "share":
      return `${known} ${sharePhrase(context, measure.of, what)}`;
    default:
      return `${known} sell ${what}`;
  }
}

type ShareSet = Extract<ScopeMeasure, { kind: "share" }>["of"];

function sharePhrase({ side, nameOf }: RemedyContext, of: ShareSet, what: string): string {
  const isOutside = side === "above";
  const set = setNames(of, nameOf, "or");
  if ("suppliers" in of) return isOutside ? `sell ${what} besides ${set}` : `sell ${what}`;
  if ("list" in of) return `sell ${what} and ${isOutside ? "not to stand" : "to stand"} on ${set}`;
  if ("owners" in of) return `sell ${what} and ${isOutside ? "not to belong" : "to belong"} to ${set}`;
  if (of.facet === "origin") return `make ${what} ${isOutside ? "outside" : "within"} ${set}`;
  return `sell ${what} and ${isOutside ? "not to be" : "to be"} controlled from ${set}`;
}

/** `China`, `China or Russia`, `the NDAA-154 list`, `CATL`. */
export function setNames(
  of: LookThroughMeasure["of"] | ShareSet,
  nameOf: NameOf,
  last: "and" | "or" = "and",
): string {
  if ("countries" in of) return nameList(of.countries.map(countryName), last);
  if ("list" in of) return `the ${of.list.toUpperCase()} list`;
  return nameList(("owners" in of ? of.owners : of.suppliers).map(nameOf), last);
}
