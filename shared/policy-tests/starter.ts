import { readPolicy } from "../policy/read-policy.ts";
import type { Unit } from "../values/exposure.ts";
import type { CountryCode, SectorId } from "../values/identifier.ts";
import type { StarterLimits } from "./starter-limits.ts";
import { rulesOf, type StarterRule } from "./starter-rules.ts";
import { testOf } from "./starter-tests.ts";

/** What the owner of a new sector decides. */
export interface StarterChoices {
  sector: SectorId;
  unit: Unit;
  limits: StarterLimits;
  /** Countries to watch, with the limit `countries`; none leaves these rules out. */
  countries: CountryCode[];
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
  readPolicy(policy);
  const tests = rules.map(testOf);
  return { policy, tests: { $schema: "./policy-test.schema.json", policy: sector, tests } };
}

// What opens a subject is short.
const LONGEST_LABEL = 24;
