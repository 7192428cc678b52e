import { facetsShowing, isConcentration, type Measure } from "../policy/measure.ts";
import { countryName } from "../values/country-name.ts";

/** What to call a supplier on one line. */
export type NameOf = (supplierId: string) => string;

/** Parts and givers of a concentration are keys of its facet; else suppliers, owners or countries of manufacture. */
export function keyName(measure: Measure, key: string, nameOf: NameOf): string {
  const [facet] = facetsShowing(measure);
  const isCountry = isConcentration(measure) && (facet === "origin" || facet === "control");
  const isOrigin = measure.kind === "share" && facet === "origin" && /^[A-Z]{2}$/.test(key);
  return isCountry || isOrigin ? countryName(key) : nameOf(key);
}
