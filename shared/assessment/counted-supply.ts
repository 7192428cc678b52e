import { type CountAs, countedAs } from "../policy/count-as.ts";
import type { Fold } from "../supply/fold.ts";
import type { Links } from "../supply/link.ts";
import type { Suppliers } from "../supply/supplier.ts";

/** The folded positions, with their countries of manufacture replaced according to `countAs`. */
export function foldCountedAs(fold: Fold, countAs: CountAs | undefined): Fold {
  if (countAs === undefined) return fold;
  const counted = (cells: Fold["cells"]) =>
    new Map([...cells].map(([key, cell]) => [key, madeAs(cell, countAs)]));
  return { ...fold, cells: counted(fold.cells), common: counted(fold.common) };
}

/** Suppliers and links, with their countries replaced according to `countAs`. */
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

/** Something with its country of manufacture, if it has one, replaced according to `countAs`. */
function madeAs<Made extends object>(made: Made, countAs: CountAs): Made {
  if (!("originCountry" in made) || typeof made.originCountry !== "string") return made;
  return { ...made, originCountry: countedAs(made.originCountry, countAs) };
}
