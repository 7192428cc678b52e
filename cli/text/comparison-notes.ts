import { counted, noun } from "../../shared/values/count.ts";
import type { DecisionPlace, SupplierSuggestions } from "./supplier-suggestions.ts";

/** What was compared, and what is not told of it. */
export function comparisonNotes(found: SupplierSuggestions, { ofTable }: DecisionPlace): string[] {
  const { toDecide, names, refused, unread, crowded } = found;
  const isToAccept = !ofTable && toDecide.length > 0;
  return [
    ...(names > 0 ? comparedLines(found) : [nothingToCompare(ofTable)]),
    ...(isToAccept
      ? ["To accept one, name the table that has the names: suppliers suggest FILE --map M.json"]
      : []),
    ...(refused > 0
      ? [
          `${counted(refused)} ${noun(refused, "pair was", "pairs were")} refused before, and ${noun(refused, "is", "are")} not told again`,
        ]
      : []),
    ...(unread > 0
      ? [`${counted(unread)} ${noun(unread, "row")} could not be read: import map --dry-run says why`]
      : []),
    ...(crowded > 0
      ? [
          `${counted(crowded)} times very many names have something in common: by that, each was compared with the first of them only`,
        ]
      : []),
  ];
}

function nothingToCompare(ofTable: boolean): string {
  const none = ofTable ? "no supplier was read from the table, and none" : "no supplier";
  return `${none} is stored: there is nothing to compare`;
}

function comparedLines({ pairs, toDecide, threshold, names }: SupplierSuggestions): string[] {
  const told = toDecide.length;
  const implied = pairs.length - told;
  const alike =
    told === 0 ? "no two look alike" : `${counted(told)} ${noun(told, "pair looks", "pairs look")} alike`;
  const left = `${noun(implied, "pair", "pairs")} of the same names ${noun(implied, "is", "are")} left out here`;
  return [
    `${counted(names)} ${noun(names, "name")} compared: ${alike}, at a score of ${threshold} or more. Nothing is merged unless you accept it.`,
    ...(implied > 0 ? [`${counted(implied)} more ${left}: decide these first; --csv gives all of them`] : []),
  ];
}
