import fc from "fast-check";
import { kindOf } from "../../shared/assessment/kinds/measure-kinds.ts";
import { type Attribution, attribute, type BoundFound } from "../../shared/attribution/attribution.ts";
import type { Contribution, StoredContributions } from "../../shared/measures/contribution.ts";
import type { Measure } from "../../shared/policy/measure.ts";
import type { Bound } from "../../shared/values/interval.ts";

/** A key's contribution: how much of its exposure counts in the two bounds; all of it unless given. */
function contributionOf(
  key: string | null,
  exposure: number,
  [lower, upper]: [number, number] = key === null ? [0, exposure] : [exposure, exposure],
): Contribution<number> {
  return { key, isKnown: key !== null, isLoose: key === null, exposure, lower, upper };
}

/** StoredContributions of which every key is told apart. */
function contributionsTold(...keys: Contribution<number>[]): StoredContributions {
  return { keys, rest: null };
}

/** The value of a bound that is made of contributions, without those that are not told apart. */
export function boundOf(measure: Measure, bound: Bound, { keys }: StoredContributions): number {
  const whole = keys.reduce((sum, { exposure }) => sum + exposure, 0);
  const toLeader = kindOf(measure).looseWithLeader === bound;
  const loose = keys.filter(({ isLoose }) => toLeader && isLoose);
  const counted = keys.filter((key) => !loose.includes(key)).map((key) => key[bound]);
  const point = { counted, loose: loose.reduce((sum, { exposure }) => sum + exposure, 0), whole };
  return kindOf(measure).boundModel?.(point).value ?? Number.NaN;
}

/** What moved a bound from one list of contributions to another. */
export function attributionOf(
  measure: Measure,
  bound: Bound,
  then: StoredContributions,
  now: StoredContributions,
): Attribution {
  const found = (contributions: StoredContributions): BoundFound => {
    return { value: boundOf(measure, bound, contributions), contributions };
  };
  return attribute(measure, bound, found(then), found(now));
}

/** StoredContributions of up to six known keys and of unknown exposure: to a share, or to a concentration. */
export function contributionsArbitrary(isConcentration: boolean): fc.Arbitrary<StoredContributions> {
  const known = fc.constantFrom("a", "b", "c", "d", "e", "f");
  const exposure = fc.integer({ min: 1, max: 1000 });
  const fractions = fc
    .tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 }))
    .map((pair) => pair.sort((a, b) => a - b));
  const key = fc.tuple(fc.option(known), exposure, fractions).map(([id, value, [low = 0, high = 0]]) => {
    return isConcentration
      ? contributionOf(id, value)
      : contributionOf(id, value, [(value * low) / 4, (value * high) / 4]);
  });
  const keys = fc.uniqueArray(key, { selector: (one) => one.key, minLength: 1, maxLength: 7 });
  // Something is known: else an effective number has no bound.
  return keys.filter((all) => all.some(({ isKnown }) => isKnown)).map((all) => contributionsTold(...all));
}
