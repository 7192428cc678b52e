import { type Basis, basisForm } from "../../../shared/imports/basis.ts";
import type { Day } from "../../../shared/values/day.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import type { ReadStored } from "../../../shared/values/stored.ts";
import type { Item } from "./attributes.ts";
import { compress } from "./compressed.ts";
import { isBetween, type KeyCondition } from "./conditions.ts";
import { readCompressed, versionAttribute } from "./stored-item.ts";

// Less than the 400 kB of DynamoDB, to leave room for keys.
const MOST_BASIS_BYTES = 350_000;

/** Where the basis of an assessment is stored. */
export function basisKey({ sector, asOf, assessment }: Pick<Basis, "sector" | "asOf" | "assessment">): Item {
  return { sector: { S: sector }, assessmentKey: { S: `basis#${asOf}#${assessment}` } };
}

/** Where the first trusted basis of a day is stored. */
export function dailyKey({ sector, asOf }: Pick<Basis, "sector" | "asOf">): Item {
  return { sector: { S: sector }, assessmentKey: { S: dailyName(asOf) } };
}

/** Where the newest trusted basis of a sector is stored, however old it is. */
export function newestKey(sector: SectorId): Item {
  return { sector: { S: sector }, assessmentKey: { S: "baseline-newest" } };
}

/** The first trusted bases of the days from one to another, both included. */
export function dailyFrom(sector: SectorId, from: string, upTo: string): KeyCondition {
  return isBetween(sector, dailyName(from), dailyName(upTo));
}

function dailyName(day: Day): string {
  return `baseline#${day}`;
}

/** The attributes of a basis. When it is too large for one item, its largest parts are left out. */
export function basisAttributes(basis: Basis): Item {
  return { ...versionAttribute(basisForm), body: { B: bodyOf(basis) } };
}

function bodyOf(basis: Basis): Uint8Array {
  const whole = compress(basis);
  if (whole.length <= MOST_BASIS_BYTES) return whole;
  const withoutSupply = compress({ ...basis, suppliers: null, links: null });
  return withoutSupply.length <= MOST_BASIS_BYTES
    ? withoutSupply
    : compress({ ...basis, cells: null, suppliers: null, links: null });
}

/** The basis that an item holds. */
export function readBasis(item: Item): ReadStored<Basis> {
  return readCompressed(basisForm, item, "body");
}
