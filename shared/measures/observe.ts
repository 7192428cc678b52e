import type { MeasureOf, ScopeMeasure } from "../policy/measure.ts";
import type { Scope } from "../supply/scope.ts";
import type { Interval } from "../values/interval.ts";
import { effectiveNumber, herfindahl, topShare, unknownShare } from "./concentration.ts";
import {
  among,
  type CellTest,
  controlledFromAny,
  directlyOn,
  eitherOf,
  madeInAny,
  NEVER,
  onList,
  ownedByAny,
  type Sides,
  shareOfCells,
} from "./counted-share.ts";

/** The value of a measure in a scope, or `null` in a scope without exposure, which has no measures. */
export function observe(scope: Scope, measure: ScopeMeasure): Interval | null {
  if (scope.total === 0) return null;
  switch (measure.kind) {
    case "hhi":
      return herfindahl(scope.facets[measure.facet]);
    case "top":
      return topShare(scope.facets[measure.facet], measure.n);
    case "effective":
      return effectiveNumber(scope.facets[measure.facet]);
    case "unknown":
      return unknownShare(scope.facets[measure.facet]);
    case "direct":
    case "share":
      return shareOfCells(scope, countedBy(measure));
  }
}

/** The test for what a share or a direct dependency counts. */
export function countedBy(measure: MeasureOf<"share" | "direct">): CellTest {
  return eitherOf(sidesOf(measure));
}

/** What a share or a direct dependency counts: by who sells it, and by where it is made. */
export function sidesOf(measure: MeasureOf<"share" | "direct">): Sides {
  if (measure.kind === "direct") return directlyOn(measure.of.countries);
  const { of } = measure;
  if ("list" in of) return { seller: onList(of.list), origin: NEVER };
  if ("owners" in of) return { seller: ownedByAny(of.owners), origin: NEVER };
  if ("suppliers" in of)
    return { seller: among(of.suppliers, ({ supplierId }) => supplierId), origin: NEVER };
  if (of.facet === "origin") return { seller: NEVER, origin: madeInAny(of.countries) };
  return { seller: controlledFromAny(of.countries), origin: NEVER };
}
