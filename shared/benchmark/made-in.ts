import type { Assessment } from "../assessment/assessment.ts";
import { effectiveNumber, herfindahl, topShare } from "../measures/concentration.ts";
import { type CountAs, countedAs } from "../policy/count-as.ts";
import type { Measure } from "../policy/measure.ts";
import type { FacetTotals } from "../supply/facet-totals.ts";
import { asMinor, type Minor, type Unit, unitDecimals } from "../values/exposure.ts";
import { type Bounds, toBounds } from "../values/interval.ts";
import { shareOf } from "../values/ratio.ts";

const NO_OPTIONAL: FacetTotals["optional"] = { known: new Map(), unknown: 0, total: 0 };

/** Which goods of an assessment are looked at, and how their countries count. */
export interface LookedAt {
  items: ReadonlySet<string>;
  /** Countries whose goods are left out. */
  except: ReadonlySet<string>;
  countAs: CountAs | undefined;
}

/**
 * The exposure of goods of a stored assessment by country of manufacture, in minor units; `null` where the assessment lists
 * only the largest countries of an item. Goods of unknown origin, which may be from a country that is left out, are in
 * `unknown`: so each bound of a measure holds whether they are or not.
 */
export function madeIn(
  { scopes, unit }: Pick<Assessment, "scopes" | "unit">,
  { items, except, countAs }: LookedAt,
): FacetTotals | null {
  const known = new Map<string, number>();
  let unknown = 0;
  let total = 0;
  for (const scope of scopes) {
    if (scope.item === null || !items.has(scope.item) || "empty" in scope) continue;
    const { keys, more } = scope.facets.origin;
    if (more !== undefined) return null;
    let left: number = toMinor(scope.exposure, unit);
    for (const { key, exposure } of keys) {
      const country = countedAs(key, countAs);
      const minor = toMinor(exposure, unit);
      left -= minor;
      if (except.has(country)) continue;
      known.set(country, (known.get(country) ?? 0) + minor);
      total += minor;
    }
    unknown += left;
    total += left;
  }
  return { known, unknown, total, groups: [], optional: NO_OPTIONAL };
}

/** The stored exposure is a quotient of an integer, so rounding gives this integer back. */
function toMinor(exposure: number, unit: Unit): Minor {
  return asMinor(Math.round(exposure * 10 ** unitDecimals[unit]));
}

/** The value of a measure that needs only countries of manufacture, as a rule computes it. The total is more than 0. */
export function measuredIn(measure: Measure, totals: FacetTotals): Bounds | null {
  switch (measure.kind) {
    case "hhi":
      return herfindahl(totals);
    case "top":
      return topShare(totals, measure.n);
    case "effective":
      return toBounds(effectiveNumber(totals));
    case "share":
      return "facet" in measure.of ? shareFrom(measure.of.countries, totals) : null;
    default:
      return null;
  }
}

function shareFrom(countries: readonly string[], { known, unknown, total }: FacetTotals): Bounds {
  const certain = [...new Set(countries)].reduce((sum, country) => sum + (known.get(country) ?? 0), 0);
  return { lower: shareOf(certain, total), upper: shareOf(certain + unknown, total) };
}
