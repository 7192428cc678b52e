import { leastBlocks, leastTopBlocks } from "./concentration.ts";
import type { CellTest } from "./dependency.ts";
import type { Block } from "./least-world.ts";
import { countedBy, observe, type ScopeMeasure } from "./measure.ts";
import type { AffiliatedCell, Scope } from "./scope.ts";

/**
 * What one key adds to the certain value of a measure: `part` in the measure's unit, `exposure` in minor units. The
 * parts of a measure add up to its lower bound. The key `null` is unknown: what certainly belongs together though it is
 * not certain to whom, less what positions of unknown program take away.
 */
export interface Part {
  key: string | null;
  part: number;
  exposure: number;
}

/** The parts of a measure within a scope, largest first; `null` for a measure that is no sum over keys. */
export function partsOf(scope: Scope, measure: ScopeMeasure): Part[] | null {
  switch (measure.kind) {
    case "hhi":
      return blockParts(scope, measure, leastBlocks(scope.facets[measure.facet]), (e) => 10_000 * e * e);
    case "top":
      return blockParts(scope, measure, leastTopBlocks(scope.facets[measure.facet], measure.n), (e) => e);
    case "direct":
    case "share":
      return addingUpTo(
        observe(scope, measure)?.lower ?? 0,
        countedParts(scope, countedBy(measure), keyOfParts(measure)),
        scope,
      );
    default:
      return null;
  }
}

/**
 * The same parts, adding up to a value that is smaller than theirs where positions of unknown program may belong to the
 * scope: these take away from it, as the part of the key `null`.
 */
export function addingUpTo(lower: number, parts: readonly Part[], { optional }: Scope): Part[] {
  if (optional.length === 0) return [...parts];
  const unknown = parts.find(({ key }) => key === null) ?? { key: null, part: 0, exposure: 0 };
  const known = parts.filter(({ key }) => key !== null);
  const rest = known.reduce((left, { part }) => left - part, lower);
  return [...known, { ...unknown, part: rest }];
}

/** Parts of exposure by key, as fractions of a total. */
export function exposureParts(byKey: Iterable<readonly [string | null, number]>, total: number): Part[] {
  return [...byKey]
    .map(([key, exposure]) => ({ key, exposure, part: exposure / total }))
    .sort((a, b) => b.part - a.part || ((a.key ?? "") < (b.key ?? "") ? -1 : 1));
}

function blockParts(
  scope: Scope,
  measure: ScopeMeasure,
  blocks: readonly Block[],
  value: (share: number) => number,
): Part[] {
  const named = blocks.flatMap(({ key, certain }): Part[] => {
    return key === null ? [] : [{ key, exposure: certain, part: value(certain / scope.total) }];
  });
  const unsure = blocks.reduce((sum, { key, certain }) => (key === null ? sum + certain : sum), 0);
  const lower = observe(scope, measure)?.lower ?? 0;
  const rest = named.reduce((left, { part }) => left - part, lower);
  const isMore = unsure > 0 || scope.optional.length > 0;
  const parts = isMore ? [...named, { key: null, exposure: unsure, part: rest }] : named;
  return parts.sort((a, b) => b.part - a.part || ((a.key ?? "") < (b.key ?? "") ? -1 : 1));
}

/** What is counted, by the key that names it best: the countries themselves, else who owns the seller. */
function countedParts(scope: Scope, counts: CellTest, keyOf: KeyOf): Part[] {
  const byKey = new Map<string | null, number>();
  for (const cell of scope.cells) {
    if (counts(cell) !== "yes" || cell.exposure === 0) continue;
    byKey.set(keyOf(cell), (byKey.get(keyOf(cell)) ?? 0) + cell.exposure);
  }
  return exposureParts(byKey, scope.total);
}

type KeyOf = (cell: AffiliatedCell) => string | null;

function keyOfParts(measure: Extract<ScopeMeasure, { kind: "share" | "direct" }>): KeyOf {
  if (measure.kind === "share" && "countries" in measure.of && measure.of.facet === "origin") {
    return ({ originCountry }) => originCountry;
  }
  if (measure.kind === "share" && "suppliers" in measure.of) return ({ supplierId }) => supplierId;
  return ({ affiliation }) => affiliation.owner;
}
