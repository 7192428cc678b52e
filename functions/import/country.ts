import countries from "i18n-iso-countries";
import english from "i18n-iso-countries/langs/en.json" with { type: "json" };

countries.registerLocale(english);

/** Names that official statistics use and the library does not know. */
const ALSO_KNOWN = new Map([
  ["burma", "MM"],
  ["czechia (czech republic)", "CZ"],
  ["korea, north", "KP"],
  ["korea, south", "KR"],
  ["laos", "LA"],
  ["macau", "MO"],
]);

/** The ISO 3166-1 alpha-2 code of a code or a well-known English name, or `null` when it is neither. */
export function countryCode(text: string): string | null {
  const upper = text.toUpperCase();
  if (/^[A-Z]{2}$/.test(upper) && countries.isValid(upper)) return upper;
  return (
    ALSO_KNOWN.get(text.toLowerCase()) ??
    countries.getAlpha2Code(text, "en") ??
    countries.alpha3ToAlpha2(upper) ??
    null
  );
}
