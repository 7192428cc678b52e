import { type ByKind, entryOf, type Measure } from "../policy/measure.ts";
import type { CountryCode } from "../values/identifier.ts";

const nothing = () => null;
const byOrigin = <One extends Measure & { facet: string }>(measure: One) =>
  measure.facet === "origin" ? measure : null;

/**
 * What of each measure can be compared with another sector: what needs only the countries where goods are made. Who sells,
 * owns or controls, lists and tiers are not known of a whole market, and an unknown share says something about the records.
 */
const comparedByKind: ByKind<Measure | null> = {
  hhi: byOrigin,
  top: byOrigin,
  effective: byOrigin,
  share: (measure) => ("facet" in measure.of && measure.of.facet === "origin" ? measure : null),
  direct: ({ of }) => madeIn(of.countries),
  "look-through": ({ of }) => ("countries" in of ? madeIn(of.countries) : null),
  unknown: nothing,
  influenced: nothing,
  loss: nothing,
  change: nothing,
};

/**
 * The measure that is compared for a rule: its own one, or of a `direct` or `look-through` on countries the part that is made
 * there; `null` where nothing can be compared.
 */
export function comparedOf(measure: Measure): Measure | null {
  return entryOf(comparedByKind, measure);
}

function madeIn(countries: CountryCode[]): Measure {
  return { kind: "share", of: { facet: "origin", countries } };
}
