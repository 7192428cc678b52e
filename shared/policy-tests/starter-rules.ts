import { LONGEST_TEXT } from "../policy/bounds.ts";
import type { Measure } from "../policy/measure.ts";
import { factsOf } from "../policy/measure-facts.ts";
import { nameList } from "../text/name-list.ts";
import { countryInText } from "../values/country-in-text.ts";
import type { CountryCode } from "../values/identifier.ts";
import { isSame, type LevelLimits, levelsOf, publicLimits, type StarterLimits } from "./starter-limits.ts";

/** A rule of a starter as its file holds it. */
export interface StarterRule {
  id: string;
  title: string;
  measure: Measure;
  above: LevelLimits;
  margin: number;
  remindEveryDays: number;
  possible?: "quiet";
  why: string;
  source: string;
}

const MERGERS = "US DOJ and FTC, Merger Guidelines (2023), Guideline 1";
const EU = "Regulation (EU) 2024/1252 (Critical Raw Materials Act), Article 5";

/** The rules of a starter: one for each limit, and two for the watched countries. */
export function rulesOf({
  limits,
  countries,
}: {
  limits: StarterLimits;
  countries: CountryCode[];
}): StarterRule[] {
  const { ownerHhi, oneOwner, oneCountry } = limits;
  const eu = (what: string) =>
    `The EU's benchmark for 2030 is at most 65 % of a strategic raw material from a single third country. It is a yardstick for ${what} here.`;
  return [
    ...ruleOf("ownerHhi", ownerHhi, {
      id: "owner-concentration",
      title: "Concentration of owners",
      measure: { kind: "hhi", facet: "owner" },
      why: "The US Merger Guidelines call a market highly concentrated above 1,800 points. They were made for mergers in a market, and are a yardstick for what is bought here.",
      source: MERGERS,
    }),
    ...ruleOf("oneOwner", oneOwner, {
      id: "one-owner-lost",
      title: "Lost if one owner stops",
      measure: { kind: "loss", of: "owner" },
      possible: "quiet",
      why: "The US Merger Guidelines look at mergers after which a firm has more than 30 % of a market. Here the 30 % are a yardstick for what stops if one owner stops, through all suppliers.",
      source: MERGERS,
    }),
    ...ruleOf("oneCountry", oneCountry, {
      id: "one-country",
      title: "Made in one country",
      measure: { kind: "top", facet: "origin", n: 1 },
      why: eu("what is made in one country, at home or not,"),
      source: EU,
    }),
    ...(countries.length === 0 ? [] : watched(countries, limits.countries, eu)),
  ];
}

function watched(
  countries: CountryCode[],
  limit: LevelLimits | null,
  eu: (what: string) => string,
): StarterRule[] {
  const isOne = countries.length === 1;
  return [
    ...ruleOf("countries", limit, {
      id: "watched-countries-look-through",
      title: titleOf(countries, "and", (who) => `Supply at risk if ${who} ${isOne ? "stops" : "stop"}`),
      measure: { kind: "look-through", of: { countries } },
      possible: "quiet",
      why: eu("what depends on the watched countries through any tier"),
      source: EU,
    }),
    ...ruleOf("countries", limit, {
      id: "watched-countries-direct",
      title: titleOf(countries, "or", (who) => `Made in or controlled from ${who}`),
      measure: { kind: "direct", of: { countries } },
      why: eu("what is made in the watched countries or controlled from there"),
      source: EU,
    }),
  ];
}

/** A title that names countries, or counts them where their names are too long for it. */
function titleOf(countries: CountryCode[], last: "and" | "or", title: (who: string) => string): string {
  const named = title(nameList(countries.map(countryInText), last));
  if (named.length <= LONGEST_TEXT.title) return named;
  const [code = ""] = countries;
  return title(countries.length === 1 ? code : `${countries.length} watched countries`);
}

const REMIND_EVERY_DAYS = 30;

/** A rule of a limit; none without one. */
function ruleOf(
  name: keyof StarterLimits,
  above: LevelLimits | null,
  { id, title, measure, why, source, ...possible }: Omit<StarterRule, "above" | "margin" | "remindEveryDays">,
): StarterRule[] {
  if (above === null) return [];
  const isPublic = isSame(above, publicLimits[name]);
  const margin = marginOf(measure, above);
  const rule = {
    ...{ id, title, measure, above, margin, remindEveryDays: REMIND_EVERY_DAYS },
    ...possible,
    why: isPublic ? why : `Our own limit. ${why}`,
    source: isPublic ? source : `Our own limit; the yardstick is ${source}`,
  };
  return [rule];
}

/** How far inside its limit a value must be before the alert ends: never more than a tenth of a small limit. */
function marginOf(measure: Measure, above: LevelLimits): number {
  const usual = factsOf(measure).unit === "points" ? 100 : 0.02;
  const lowest = Math.min(...levelsOf(above).map(({ limit }) => limit));
  return lowest >= 10 * usual ? usual : Number((lowest / 10).toFixed(6));
}
