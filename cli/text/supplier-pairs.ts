import type { SupplierName } from "../../shared/resemblance/supplier-pairs.ts";
import { callOf, placeFlag } from "../../shared/text/command.ts";
import { shellWord } from "../../shared/text/shell-word.ts";
import { counted, noun } from "../../shared/values/count.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { quoted } from "../../shared/values/parse.ts";
import { comparisonNotes } from "./comparison-notes.ts";
import { scoreText } from "./resemblance.ts";
import type { DecisionPlace, SupplierSuggestions, ToldPair } from "./supplier-suggestions.ts";

const MOST_PAIRS = 50;
// An id has at most 256 characters.
const LONGEST_TYPED = 256;

/** Suggestions for a terminal. */
export function pairLines(found: SupplierSuggestions, place: DecisionPlace): string[] {
  const { toDecide } = found;
  const more = toDecide.length - MOST_PAIRS;
  return [
    ...toDecide.slice(0, MOST_PAIRS).flatMap((pair) => linesOf(pair, place)),
    ...(more > 0 ? [`and ${counted(more)} more; --csv gives all of them`] : []),
    ...(toDecide.length > 0 ? [""] : []),
    ...comparisonNotes(found, place),
  ];
}

function linesOf({ name, other, score, reason }: ToldPair, place: DecisionPlace): string[] {
  return [
    `${scoreText(score)}  ${quoted(name.name)} ${standing(name)}`,
    `      ${quoted(other.name)} ${standing(other)}`,
    `      ${reason}`,
    ...commandsFor(name, other, place).map((line) => `      ${line}`),
  ];
}

/** The commands that accept or refuse a pair. */
function commandsFor(name: SupplierName, other: SupplierName, place: DecisionPlace): string[] {
  const names = [
    // A stored name may be that of several suppliers.
    name.rows === null && name.hasRow ? name.supplierId : name.name,
    other.hasRow ? other.supplierId : other.name,
  ];
  if (names.some(({ length }) => length > LONGEST_TYPED))
    return ["it is too long to type: --json shows it, and supplierId in the mapping takes it"];
  const flags = `--map ${shellWord(place.map)}${placeFlag(place.place)}`;
  const end = names.some((one) => one.startsWith("-"))
    ? `${flags} -- ${names.map(shellWord).join(" ")}`
    : `${names.map(shellWord).join(" ")} ${flags}`;
  return (place.ofTable ? ["accept", "refuse"] : ["refuse"]).map(
    (verb) => `${callOf(place.place)} suppliers ${verb} ${end}`,
  );
}

function standing({ supplierId, rows, hasRow, country }: SupplierName): string {
  const inTable = rows === null ? "" : `${counted(rows)} ${noun(rows, "row")}; `;
  const id = oneLine(supplierId);
  return `(${inTable}${hasRow ? `supplier ${id}, ${country ?? "country unknown"}` : `id ${id}, no supplier row`})`;
}
