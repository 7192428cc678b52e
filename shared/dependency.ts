import { fraction, type Interval } from "./interval.ts";
import type { AffiliatedCell, Scope } from "./scope.ts";

/** Whether a cell belongs to something: certainly, possibly (an answer is missing), or certainly not. */
type Belongs = "yes" | "maybe" | "no";

/**
 * Direct dependency on countries: the share made there **or** controlled from there. The upper bound adds the
 * share where neither answer rules it out.
 */
export function directDependency(scope: Scope, countries: Iterable<string>): Interval {
  const wanted = new Set(countries);
  return shareOfCells(scope, ({ originCountry, affiliation: { control } }) => {
    if ((originCountry !== null && wanted.has(originCountry)) || (control !== null && wanted.has(control))) {
      return "yes";
    }
    return originCountry === null || control === null ? "maybe" : "no";
  });
}

/**
 * Share bought from suppliers that stand on a restricted list, themselves or through whoever controls them. The
 * upper bound adds suppliers whose chain of control is not known to its end.
 */
export function listedShare(scope: Scope, list: string): Interval {
  return shareOfCells(scope, ({ affiliation }) => {
    if (affiliation.lists.has(list)) return "yes";
    return affiliation.owner === null ? "maybe" : "no";
  });
}

function shareOfCells(scope: Scope, belongs: (cell: AffiliatedCell) => Belongs): Interval {
  let certain = 0;
  let unsure = 0;
  for (const cell of scope.cells) {
    const answer = belongs(cell);
    if (answer === "yes") certain += cell.exposure;
    else if (answer === "maybe") unsure += cell.exposure;
  }
  return fraction(certain, certain + unsure, scope.total);
}
