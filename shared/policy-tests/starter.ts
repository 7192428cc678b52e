import type { Measure } from "../policy/measure.ts";
import { factsOf } from "../policy/measure-facts.ts";
import { readPolicy } from "../policy/policies.ts";
import type { Policy } from "../policy/policy.ts";
import type { Unit } from "../values/exposure.ts";
import type { CountryCode, SectorId } from "../values/identifier.ts";

/** What the owner of a new sector decides; the limits are fractions, and points for the HHI. */
export interface StarterChoices {
  sector: SectorId;
  unit: Unit;
  limits: StarterLimits;
  /** Countries to watch, with the limit `countries`; none leaves these rules out. */
  countries: CountryCode[];
}

/** The limits of a starter policy, by what they limit. */
export interface StarterLimits {
  /** HHI by owner, in points. */
  ownerHhi: number;
  /** What stops if one owner stops. */
  oneOwner: number;
  /** What one country makes. */
  oneCountry: number;
  /** What stops if the watched countries stop. */
  countries: number;
}

/** Limits with a public source. */
export const publicLimits: StarterLimits = {
  ownerHhi: 1800,
  oneOwner: 0.3,
  oneCountry: 0.65,
  countries: 0.65,
};

/** A rule of a starter as its file holds it. */
interface StarterRule {
  id: string;
  title: string;
  measure: Measure;
  above: { warning: number } | { critical: number };
  margin: number;
  remindEveryDays: number;
  possible?: "quiet";
  why: string;
  source: string;
}

/** A starter policy and its tests, as documents for their files. */
export interface Starter {
  policy: { $schema: string; sector: SectorId; rules: StarterRule[] };
  tests: { $schema: string; policy: SectorId; tests: object[] };
}

/** A first policy for a sector, with a test of each rule. @throws Error when the choices make no policy. */
export function starterOf(choices: StarterChoices): Starter {
  const { sector, unit } = choices;
  const rules = rulesOf(choices);
  const title = sector.replaceAll("-", " ");
  const label = title.slice(0, LONGEST_LABEL);
  const policy = {
    $schema: "./policy.schema.json",
    ...{ sector, label, title, unit, windowDays: 365, controlStake: 0.5 },
    rules,
  };
  const tests = readPolicy(policy).rules.map(testOf);
  return { policy, tests: { $schema: "./policy-test.schema.json", policy: sector, tests } };
}

// What opens a subject is short.
const LONGEST_LABEL = 24;

const MERGERS = "US DOJ and FTC, Merger Guidelines (2023), Guideline 1";
const EU = "Regulation (EU) 2024/1252 (Critical Raw Materials Act), Article 5";

function rulesOf({ limits, countries }: StarterChoices): StarterRule[] {
  const { ownerHhi, oneOwner, oneCountry } = limits;
  const eu = (what: string) =>
    `The EU's benchmark for 2030 is at most 65 % of a strategic raw material from a single third country. It is a yardstick for ${what} here.`;
  return [
    ruleOf("ownerHhi", ownerHhi, {
      id: "owner-concentration",
      title: "Concentration of owners",
      measure: { kind: "hhi", facet: "owner" },
      why: "The US Merger Guidelines call a market highly concentrated above 1,800 points. They were made for mergers in a market, and are a yardstick for what is bought here.",
      source: MERGERS,
    }),
    ruleOf("oneOwner", oneOwner, {
      id: "one-owner-lost",
      title: "Lost if one owner stops",
      measure: { kind: "loss", of: "owner" },
      possible: "quiet",
      why: "The US Merger Guidelines look at mergers after which a firm has more than 30 % of a market. Here the 30 % are a yardstick for what stops if one owner stops, through all suppliers.",
      source: MERGERS,
    }),
    ruleOf("oneCountry", oneCountry, {
      id: "one-country",
      title: "Made in one country",
      measure: { kind: "top", facet: "origin", n: 1 },
      why: eu("what is made in one country, at home or not,"),
      source: EU,
    }),
    ...(countries.length === 0 ? [] : watched(countries, limits.countries, eu)),
  ];
}

function watched(countries: CountryCode[], limit: number, eu: (what: string) => string): StarterRule[] {
  const [code = ""] = countries;
  const isOne = countries.length === 1;
  const stops = isOne ? `${code} stops` : `${countries.length} watched countries stop`;
  const made = isOne ? code : `${countries.length} watched countries`;
  return [
    ruleOf("countries", limit, {
      id: "watched-countries-look-through",
      title: `Supply at risk if ${stops}`,
      measure: { kind: "look-through", of: { countries } },
      possible: "quiet",
      why: eu("what depends on the watched countries through any tier"),
      source: EU,
    }),
    ruleOf("countries", limit, {
      id: "watched-countries-direct",
      title: `Made in or controlled from ${made}`,
      measure: { kind: "direct", of: { countries } },
      why: eu("what is made in the watched countries or controlled from there"),
      source: EU,
    }),
  ];
}

const REMIND_EVERY_DAYS = 30;

function ruleOf(
  name: keyof StarterLimits,
  limit: number,
  { id, title, measure, why, source, ...possible }: Omit<StarterRule, "above" | "margin" | "remindEveryDays">,
): StarterRule {
  const isPublic = limit === publicLimits[name];
  const above = name === "ownerHhi" || name === "oneOwner" ? { warning: limit } : { critical: limit };
  return {
    ...{ id, title, measure, above, margin: marginOf(measure, limit), remindEveryDays: REMIND_EVERY_DAYS },
    ...possible,
    why: isPublic ? why : `Our own limit. ${why}`,
    source: isPublic ? source : `Our own limit; the yardstick is ${source}`,
  };
}

/** How far inside its limit a value must be before the alert ends: never more than a tenth of a small limit. */
function marginOf(measure: Measure, limit: number): number {
  const usual = factsOf(measure).unit === "points" ? 100 : 0.02;
  return limit >= 10 * usual ? usual : Number((limit / 10).toFixed(6));
}

/** A test of a rule: at its limit, beyond it, inside it by less than its margin, and well inside. */
function testOf(rule: Policy["rules"][number]): object {
  const { id, above, margin, measure } = rule;
  const limit = above?.critical ?? above?.warning;
  if (limit === undefined) throw new Error(`the rule ${id} has no limit above`);
  const level = above?.critical === undefined ? "warning" : "critical";
  const largest = factsOf(measure).unit === "points" ? 10_000 : 1;
  const [beyond, near, inside] = [(limit + largest) / 2, limit - margin / 2, limit / 2].map(tidy);
  return {
    name: `${id}: beyond its limit it is ${level}, and well inside it is over`,
    rule: id,
    runs: [
      { asOf: "2026-01-31", observed: limit, expect: "nothing" },
      { asOf: "2026-02-07", observed: beyond, expect: `raised ${level}` },
      ...(margin === 0 ? [] : [{ asOf: "2026-02-14", observed: near, expect: "nothing" }]),
      { asOf: "2026-02-21", observed: [inside, beyond], expect: "eased possible" },
      { asOf: "2026-02-28", observed: inside, expect: "resolved" },
    ],
  };
}

function tidy(value: number): number {
  return Number(value.toFixed(6));
}
