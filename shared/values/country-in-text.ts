import { countryName } from "./country-name.ts";

/**
 * The countries that English names with "the" within a sentence. The rule of grammars: names that are plural (the Netherlands, the
 * Bahamas) or end in a common noun (the United Kingdom, the Marshall Islands, the Isle of Man), and the Gambia by custom. ISO 3166-1 marks most of
 * them, as in "Philippines (the)"; what it marks besides (Niger, Sudan, Congo) has another name here, or none with "the" in the press of today.
 */
const WITH_ARTICLE = new Set([
  ...["AE", "BS", "CF", "DO", "GB", "GM", "KM", "MV", "NL", "PH", "SC", "US"],
  ...["AX", "BQ", "CC", "CK", "FK", "FO", "HM", "IM", "IO", "KY", "MH", "MP", "PN", "PS", "SB", "TC", "TF"],
  ...["UM", "VG", "VI"],
]);

/** The English name of a country within a sentence: `the United States`, `China`. Tables and lists use `countryName`. */
export function countryInText(code: string): string {
  const name = countryName(code);
  return WITH_ARTICLE.has(code) ? `the ${name}` : name;
}
