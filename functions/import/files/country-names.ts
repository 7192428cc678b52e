import countries from "i18n-iso-countries/index.js";
import english from "i18n-iso-countries/langs/en.json" with { type: "json" };
import { countryCodes } from "../../../shared/values/country-code.ts";
import { countryName } from "../../../shared/values/country-name.ts";

countries.registerLocale(english);

/** Names that official statistics, agencies and people use, by code, where the library does not know them. */
const ALSO_KNOWN: Record<string, readonly string[]> = {
  BN: ["Brunei"],
  BO: ["Bolivia, Plurinational State of"],
  BS: ["The Bahamas", "Bahamas, The"],
  CD: [
    "Congo (Kinshasa)",
    "Congo-Kinshasa",
    "DR Congo",
    "DRC",
    "D.R. Congo",
    "Congo, Dem. Rep.",
    "Congo, Democratic Republic of the",
    "Congo (DRC)",
    "Zaire",
  ],
  CG: ["Congo (Brazzaville)", "Congo-Brazzaville", "Congo, Rep.", "Congo, Republic of the"],
  CI: ["Cote d Ivoire"],
  CN: [
    "PRC",
    "P.R. China",
    "PR China",
    "China (PRC)",
    "China, PRC",
    "China PRC",
    "China, People's Republic of",
    "China (People's Republic of)",
    "China, mainland",
    "China (mainland)",
    "Mainland China",
  ],
  CV: ["Cape Verde"],
  CZ: ["Czechia (Czech Republic)"],
  FM: ["Micronesia, Federated States of", "Micronesia"],
  GB: [
    "United Kingdom of Great Britain and Northern Ireland",
    "England",
    "Scotland",
    "Wales",
    "Northern Ireland",
    "Britain",
  ],
  GM: ["Gambia, The"],
  GR: ["EL"],
  HK: ["Hong Kong SAR", "Hong Kong, China", "China, Hong Kong SAR", "Hong Kong (China)"],
  IR: ["Iran, Islamic Republic of", "Iran (Islamic Republic of)"],
  KP: ["Korea, North", "DPRK", "Korea, Dem. People's Rep.", "Korea, Democratic People's Republic of"],
  // Trade and industry statistics that say only "Korea" mean the Republic.
  KR: [
    "Korea",
    "Korea, South",
    "Korea, Rep.",
    "Korea Rep.",
    "Rep. of Korea",
    "ROK",
    "Republic of South Korea",
  ],
  LA: ["Laos", "Lao PDR"],
  MD: ["Moldova", "Republic of Moldova"],
  MK: ["Macedonia", "Macedonia (Skopje)"],
  MM: ["Burma", "Burma (Myanmar)", "Myanmar (Burma)"],
  MO: ["Macau", "Macao", "Macao SAR", "Macau SAR", "China, Macao SAR", "Macau (China)"],
  NL: ["Holland"],
  PS: ["Palestinian Territories", "West Bank and Gaza"],
  RU: ["Russia (Russian Federation)"],
  SY: ["Syria", "Syria (Syrian Arab Republic)"],
  SZ: ["Swaziland"],
  TL: ["East Timor"],
  TR: ["Turkiye"],
  TW: ["Taiwan (ROC)", "Taiwan, China", "Chinese Taipei", "Taiwan ROC"],
  TZ: ["Tanzania, United Republic of"],
  VA: ["Vatican City", "Holy See", "Vatican"],
  VE: ["Venezuela, Bolivarian Republic of"],
  VN: ["Viet Nam", "Socialist Republic of Vietnam"],
};

/** Names that two countries bear, with both of their codes. */
const OF_TWO: Record<string, readonly [string, string]> = {
  Congo: ["CG", "CD"],
  "Republic of China": ["CN", "TW"],
  "Virgin Islands": ["VG", "VI"],
};

/**
 * A name as names are compared: letters without accents and capitals, words without articles and marks. Ligatures and ß
 * stay what they are: they are letters of no code.
 */
export function plainName(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("&", " and ")
    .replace(/['’.]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/\bthe\b/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Codes by the plain form of every name that is known, those that our own texts write among them: two of them where two countries bear it. */
export const codesByName: ReadonlyMap<string, readonly string[]> = new Map([
  ...[...countryCodes].map((code): [string, string[]] => [plainName(countryName(code)), [code]]),
  ...Object.entries(countries.getNames("en", { select: "all" })).flatMap(([code, names]) =>
    names.map((name): [string, string[]] => [plainName(name), [code]]),
  ),
  ...Object.entries(ALSO_KNOWN).flatMap(([code, names]) =>
    names.map((name): [string, string[]] => [plainName(name), [code]]),
  ),
  ...Object.entries(OF_TWO).map(([name, codes]): [string, string[]] => [plainName(name), [...codes]]),
]);
