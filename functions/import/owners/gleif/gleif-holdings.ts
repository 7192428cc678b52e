import type { Holding } from "../../../../shared/supply/holding.ts";
import { GLEIF } from "../../../../shared/supply/holding-source.ts";
import type { MadeHolding } from "../known-holdings.ts";
import type { Controls } from "./controls.ts";
import type { ExceptionsFound } from "./exceptions.ts";
import type { ParentClaim } from "./parents.ts";

/** The ids of a company: those of the suppliers that it is, or its LEI. */
export type IdsOf = (lei: string) => readonly [string, ...string[]];

/** A holding of kind control for each claim. What is only possible is a control from nothing to all. */
export function controlHoldings({ certain, possible }: Controls, idsOf: IdsOf): MadeHolding<ParentClaim>[] {
  const made = (claim: ParentClaim, minShare: 0 | null) => {
    const { child, parent, from, to } = claim;
    const [holderId = null] = parent === null ? [] : idsOf(parent);
    return idsOf(child).map((supplierId) => ({
      of: claim,
      holding: holdingOf(supplierId, "control", {
        holderId,
        minShare: holderId === null ? null : minShare,
        from,
        to,
      }),
    }));
  };
  return [...certain.flatMap((claim) => made(claim, null)), ...possible.flatMap((claim) => made(claim, 0))];
}

const KNOWN_REASONS = new Set([
  "NATURAL_PERSONS",
  "NON_CONSOLIDATING",
  "NO_KNOWN_PERSON",
  "NO_LEI",
  "NON_PUBLIC",
  "BINDING_LEGAL_COMMITMENTS",
  "LEGAL_OBSTACLES",
  "DISCLOSURE_DETRIMENTAL",
  "DETRIMENT_NOT_EXCLUDED",
  "CONSENT_NOT_OBTAINED",
]);

/**
 * That the parent of a company is not known, for each company with an exception. Where nobody is known to control it
 * (`NO_KNOWN_PERSON`), its holders are not named; after any other reason, somebody who is not named may control it.
 */
export function unknownParents(exceptions: ExceptionsFound, idsOf: IdsOf): MadeHolding<string>[] {
  return [...exceptions].flatMap(([lei, { reasons }]) => {
    const nobody = [...reasons].filter((reason) => reason === "NO_KNOWN_PERSON");
    const somebody = [...reasons].filter((reason) => reason !== "NO_KNOWN_PERSON");
    return idsOf(lei).flatMap((supplierId) =>
      [
        ...(nobody.length > 0 ? [unnamed(supplierId, "equity", nobody)] : []),
        ...(somebody.length > 0 ? [unnamed(supplierId, "control", somebody)] : []),
      ].map((holding) => ({ of: lei, holding })),
    );
  });
}

/** That nothing is told of who holds a company. Without it, a new supplier row would say that nobody does. */
export function untoldParent(supplierId: string): Holding {
  return unnamed(supplierId, "equity", ["nothing told of a parent"]);
}

function unnamed(supplierId: string, kind: Holding["kind"], reasons: string[]): Holding {
  const told = reasons.map((reason) => (KNOWN_REASONS.has(reason) ? reason : shortened(reason))).sort();
  return { ...holdingOf(supplierId, kind, {}), source: `${GLEIF}: ${told.join(", ")}` };
}

const LONGEST_REASON = 60;

function shortened(reason: string): string {
  return reason.replace(/\p{Cc}/gu, " ").slice(0, LONGEST_REASON);
}

function holdingOf(supplierId: string, kind: Holding["kind"], more: Partial<Holding>): Holding {
  const empty = { holderId: null, minShare: null, maxShare: null, from: null, to: null };
  return { supplierId, kind, ...empty, source: GLEIF, ...more };
}
