import type { Measure } from "../policy/measure.ts";
import { factsOf } from "../policy/measure-facts.ts";
import { countryName } from "../values/country-name.ts";

/** What to call a supplier on one line. */
export type NameOf = (supplierId: string) => string;

/** Parts and givers of a concentration are keys of its facet; else suppliers, owners or countries of manufacture. */
export function keyName(measure: Measure, key: string, nameOf: NameOf): string {
  const facet = factsOf(measure).movedBy;
  return facet === "origin" || facet === "control" ? countryName(key) : nameOf(key);
}
