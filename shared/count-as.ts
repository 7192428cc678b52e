import type { Fold } from "./fold.ts";
import { countriesNamed, type Measure } from "./measure.ts";
import type { Suppliers } from "./supplier.ts";
import type { Links } from "./supply-graph.ts";

/** Countries that count as others: `{"HK": "CN"}`. Without it each country counts apart, as customs statistics do. */
export type CountAs = Readonly<Record<string, string>>;

/** A country as it counts. */
export function countedAs(country: string, countAs: CountAs = {}): string {
  return countAs[country] ?? country;
}

/** The positions that were folded, with their countries of manufacture as they count. */
export function foldCountedAs(fold: Fold, countAs: CountAs | undefined): Fold {
  if (countAs === undefined) return fold;
  const counted = (cells: Fold["cells"]) =>
    new Map([...cells].map(([key, cell]) => [key, madeAs(cell, countAs)]));
  return { ...fold, cells: counted(fold.cells), common: counted(fold.common) };
}

/** Suppliers and links, with their countries as they count. */
export function supplyCountedAs<Supply extends { suppliers: Suppliers; links: Links }>(
  supply: Supply,
  countAs: CountAs | undefined,
): Supply {
  if (countAs === undefined) return supply;
  const suppliers = new Map(
    [...supply.suppliers].map(([id, supplier]) => {
      const { country } = supplier;
      return [id, { ...supplier, country: country && countedAs(country, countAs) }];
    }),
  );
  const links = new Map([...supply.links].map(([id, own]) => [id, own.map((link) => madeAs(link, countAs))]));
  return { ...supply, suppliers, links };
}

/** What is made somewhere, if it says where, as made where that counts. */
function madeAs<Made extends object>(made: Made, countAs: CountAs): Made {
  if (!("originCountry" in made) || typeof made.originCountry !== "string") return made;
  return { ...made, originCountry: countedAs(made.originCountry, countAs) };
}

/** What is wrong with a policy's `countAs`: a country that counts as one that counts as a third, or that a rule names. */
export function countAsProblems(
  countAs: CountAs,
  rules: readonly { measure: Measure }[],
): { path: (string | number)[]; message: string }[] {
  const chained = Object.entries(countAs).flatMap(([from, to]) =>
    countAs[to] === undefined
      ? []
      : { path: ["countAs", from], message: `${to} counts as ${countAs[to]} itself` },
  );
  const named = rules.flatMap(({ measure }, at) =>
    countriesNamed(measure).flatMap((country) =>
      countAs[country] === undefined
        ? []
        : {
            path: ["rules", at, "measure"],
            message: `names ${country}, which counts as ${countAs[country]} here`,
          },
    ),
  );
  return [...chained, ...named];
}
