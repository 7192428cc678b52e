import { countryInText } from "../values/country-in-text.ts";
import { displayName } from "../values/one-line.ts";

/** What is removed, with the name that stands in tables. */
export interface RemovalNamed {
  /** `country`, `owner`, `supplier`, or a kind of place. */
  kind: string;
  key: string;
  name: string;
}

/** What is removed, within a sentence: `if the United States stops`, `if CATL stops`. */
export function removalInText({ kind, key, name }: RemovalNamed): string {
  return kind === "country" ? countryInText(key) : displayName(name, key);
}
