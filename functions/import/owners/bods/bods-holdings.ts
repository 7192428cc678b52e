import type { Holding } from "../../../../shared/supply/holding.ts";
import { BODS } from "../../../../shared/supply/holding-source.ts";
import { lineOf } from "../../../../shared/values/one-line.ts";
import type { MadeHolding } from "../known-holdings.ts";
import type { Claim } from "./claims.ts";
import type { Interval } from "./interests.ts";
import { type Share, sharesInPeriods } from "./periods.ts";

/** Holdings of claims, with the claims that each is made of. */
export function holdingsOfClaims(claims: readonly Claim[]): MadeHolding<Claim[]>[] {
  return [...grouped(claims).values()].flatMap(({ supplierId, holderId, kind, of }) => {
    const source = sourceOf(of);
    const shares = holderId === null ? [ANYTHING] : sharesInPeriods(of.map((claim) => ofKind(claim, kind)));
    return shares.map((share) => ({ of, holding: holdingOf({ supplierId, holderId, kind, source }, share) }));
  });
}

/** Of holders who are not known, nothing else is either. */
const ANYTHING: Share = { min: 0, max: 1, from: null, to: null };

interface Group extends Pick<Holding, "supplierId" | "holderId" | "kind"> {
  of: Claim[];
}

/**
 * That nothing is told of the holders of a company, for each company that holds something and of which nothing is told.
 * `isCompany` says of which ids somebody may be the owner: a person and a state have none.
 */
export function untoldHolders(
  holdings: readonly Holding[],
  isCompany: (id: string) => boolean,
): MadeHolding<string>[] {
  const told = new Set(holdings.map(({ supplierId }) => supplierId));
  const untold = new Map<string, MadeHolding<string>>();
  for (const { holderId: id, source } of holdings) {
    if (id === null || told.has(id) || !isCompany(id)) continue;
    const holding = holdingOf({ supplierId: id, holderId: null, kind: "equity", source }, ANYTHING);
    untold.set(id, { of: id, holding });
  }
  return [...untold.values()];
}

/** Claims by who is held, by whom and how. */
function grouped(claims: readonly Claim[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const claim of claims) {
    const { subjects, holder: holderId } = claim;
    const kinds = holderId === null ? ["equity" as const] : new Set(claim.intervals.map(({ kind }) => kind));
    for (const supplierId of subjects) {
      for (const kind of kinds) {
        const name = JSON.stringify([supplierId, holderId, kind]);
        const group = groups.get(name) ?? { supplierId, holderId, kind, of: [] };
        groups.set(name, group);
        group.of.push(claim);
      }
    }
  }
  return groups;
}

function ofKind({ intervals }: Claim, kind: Holding["kind"]): Interval[] {
  return intervals.filter((one) => one.kind === kind);
}

function holdingOf(
  { supplierId, holderId, kind, source }: Pick<Holding, "supplierId" | "holderId" | "kind" | "source">,
  { min, max, from, to }: Share,
): Holding {
  const isNamedControl = kind === "control" && holderId !== null;
  // A right to control without shares is certain: one that is only possible says so by a share of nothing.
  const minShare = isNamedControl ? (min === 1 ? null : min) : min === 0 ? null : min;
  return { supplierId, holderId, minShare, maxShare: max === 1 ? null : max, kind, from, to, source };
}

const LONGEST_PUBLISHER = 200;

/** The publisher whose newer files replace what this one says. */
function sourceOf([first]: Claim[]): string {
  const publisher = lineOf(first?.publisher ?? "", LONGEST_PUBLISHER);
  return publisher === "" ? BODS : `${BODS}: ${publisher}`;
}
