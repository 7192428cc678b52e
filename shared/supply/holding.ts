import * as z from "zod";
import { type Day, daySchema } from "../values/day.ts";
import { identifierSchema } from "../values/identifier.ts";

/** What a holder holds: capital, votes, what the company owes, or the right to decide whatever the capital. */
export const holdingKinds = ["equity", "votes", "debt", "control"] as const;

const shareSchema = z.number().min(0, "must be between 0 and 1").max(1, "must be between 0 and 1").nullable();

/**
 * Who holds how much of a supplier, as a fraction from `minShare` to `maxShare`, from the first day to the last, both included.
 * `null` is: of `minShare` and `maxShare` not known, of `from` always, of `to` until further notice. A `holderId` of `null`
 * stands for holders who are not named: no single one of them holds more than `maxShare`.
 */
export const holdingSchema = z.strictObject({
  supplierId: identifierSchema,
  holderId: identifierSchema.nullable(),
  minShare: shareSchema,
  maxShare: shareSchema,
  kind: z.enum(holdingKinds),
  from: daySchema.nullable(),
  to: daySchema.nullable(),
  source: z.string().min(1).max(1000, "is longer than 1000 characters").nullable(),
});
export type Holding = z.infer<typeof holdingSchema>;

/** What identifies a holding. */
export type HoldingKey = Pick<Holding, "supplierId" | "holderId" | "kind" | "from">;

/** The identity of a holding as text. */
export function holdingKey({ supplierId, holderId, kind, from }: HoldingKey): string {
  return JSON.stringify([supplierId, holderId, kind, from]);
}

/**
 * The holdings as of a day, in the order given. Where several rows tell of one holder and kind, the one that began last
 * counts.
 */
export function holdingsOn(holdings: readonly Holding[], day: Day): Holding[] {
  const newest = new Map<string, Holding>();
  for (const holding of holdings) {
    if (!isOn(holding, day)) continue;
    const name = JSON.stringify([holding.supplierId, holding.holderId, holding.kind]);
    const other = newest.get(name);
    if (other === undefined || (other.from ?? "") < (holding.from ?? "")) newest.set(name, holding);
  }
  return [...newest.values()];
}

function isOn({ from, to }: Holding, day: Day): boolean {
  return (from === null || from <= day) && (to === null || day <= to);
}

/** The facts of holdings as text, independent of their order. Where they were told is no fact of theirs. */
export function canonicalHoldings(holdings: readonly Holding[]): string {
  const facts = holdings.map(({ holderId, minShare, maxShare, kind, from, to }) =>
    JSON.stringify([holderId, kind, from, to, minShare, maxShare]),
  );
  return JSON.stringify(facts.sort());
}
