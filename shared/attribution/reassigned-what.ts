import type { ReassignedChange } from "./reassigned-change.ts";

/** What became of a supplier or an origin: another one, a known one of an unknown one, or the other way round. */
type ReassignedKind = "another" | "known" | "unknown";

/** The suppliers or origins that gave and got positions, the most exposure first. */
export interface ReassignedPair {
  from: string | null;
  to: string | null;
  exposure: number;
}

/** Which positions got another supplier or origin. Exposures are in the unit of the contributions. */
export interface ReassignedWhat {
  supplier: { kind: ReassignedKind; pairs: ReassignedPair[] } | null;
  origin: { kind: ReassignedKind; pairs: ReassignedPair[] } | null;
  positions: number;
  exposure: number;
}

/** Changes of one kind have the same one. */
export function kindKey(one: ReassignedChange): string {
  return `${kindOf(one, "supplierId")} ${kindOf(one, "originCountry")}`;
}

function kindOf(
  { from, to }: ReassignedChange,
  field: "supplierId" | "originCountry",
): ReassignedKind | null {
  if (from[field] === to[field]) return null;
  if (from[field] === null) return "known";
  return to[field] === null ? "unknown" : "another";
}

/** What reassignments of one kind did. */
export function describeReassigned(ones: readonly ReassignedChange[]): ReassignedWhat {
  return {
    supplier: pairsOf(ones, "supplierId"),
    origin: pairsOf(ones, "originCountry"),
    positions: ones.reduce((sum, { positions }) => sum + positions, 0),
    exposure: ones.reduce((sum, one) => sum + exposureOf(one), 0),
  };
}

function pairsOf(ones: readonly ReassignedChange[], field: "supplierId" | "originCountry") {
  const [first] = ones;
  const kind = first === undefined ? null : kindOf(first, field);
  if (kind === null) return null;
  const byPair = Map.groupBy(ones, ({ from, to }) => JSON.stringify([from[field], to[field]]));
  const pairs = [...byPair.values()].map((same): ReassignedPair => {
    const { from, to } = same[0] as ReassignedChange;
    return {
      from: from[field],
      to: to[field],
      exposure: same.reduce((sum, one) => sum + exposureOf(one), 0),
    };
  });
  return { kind, pairs: pairs.sort((a, b) => b.exposure - a.exposure) };
}

/** In the unit: what the key that got it was given. */
function exposureOf({ keys }: ReassignedChange): number {
  return keys.reduce((most, { exposure }) => Math.max(most, exposure), 0);
}
