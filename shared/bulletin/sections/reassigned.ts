import type { ReassignedExposure } from "../../attribution/caused-exposure.ts";
import type { ReassignedPair, ReassignedWhat } from "../../attribution/reassigned-what.ts";
import type { NameOf } from "../../text/key-name.ts";
import { money } from "../../text/money.ts";
import { nameList } from "../../text/name-list.ts";
import { counted, noun } from "../../values/count.ts";
import { countryName } from "../../values/country-name.ts";
import type { Unit } from "../../values/exposure.ts";
import { oneLine } from "../../values/one-line.ts";

type Context = { unit: Unit; nameOf: NameOf };
type Changed = NonNullable<ReassignedWhat["supplier"]>;

const MOST_PAIRS = 2;

/** `12 positions got another supplier (X → Y): USD 1.2 M`. */
export function reassignedText(move: ReassignedWhat, { unit, nameOf }: Context): string {
  const supplierName = (id: string) => oneLine(nameOf(id));
  const what = [
    ...(move.supplier === null ? [] : [changedText(move.supplier, "supplier", supplierName, move.positions)]),
    ...(move.origin === null ? [] : [changedText(move.origin, "origin", countryName, move.positions)]),
  ];
  return `${positionsText(move.positions)} ${nameList(what)}: ${money(move.exposure, unit)}`;
}

function changedText(
  { kind, pairs }: Changed,
  what: "supplier" | "origin",
  nameOf: (key: string) => string,
  positions: number,
) {
  const named = pairs.slice(0, MOST_PAIRS).map((pair) => pairText(pair, nameOf));
  const more = pairs.length > MOST_PAIRS ? [`${pairs.length - MOST_PAIRS} more`] : [];
  const names = nameList([...named, ...more]);
  switch (kind) {
    case "another":
      return `got another ${what} (${names})`;
    case "known":
      return `got a known ${what} (${names})`;
    case "unknown":
      return `${noun(positions, "has", "have")} no known ${what} now (before: ${names})`;
  }
}

function pairText({ from, to }: ReassignedPair, nameOf: (key: string) => string): string {
  if (from === null) return nameOf(to ?? "");
  return to === null ? nameOf(from) : `${nameOf(from)} → ${nameOf(to)}`;
}

/** `12 positions of USD 1.2 M with another supplier`, as a part of what an import did. */
export function reassignedByImport({ positions, exposure, fields }: ReassignedExposure, unit: Unit): string {
  const what = nameList([...fields].sort().reverse(), fields.size > 1 ? "or" : "and");
  return `another ${what} for ${positionsText(positions)} (${money(exposure, unit)})`;
}

function positionsText(positions: number): string {
  return `${counted(positions)} ${noun(positions, "position")}`;
}
