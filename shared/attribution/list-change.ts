import { listDayOf } from "../policy/listings.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Rule } from "../policy/policy.ts";
import type { Supplier, Suppliers } from "../supply/supplier.ts";
import type { Evidence, ListMove } from "./evidence.ts";
import { listsThen } from "./kept-listings.ts";

/** What a restricted list itself changed for a rule since an earlier assessment. */
export interface ListChange {
  list: string;
  /** The suppliers that came on the list or went off it, in the order of their ids. */
  moves: ListMove[];
  /** The suppliers of now, on the lists as they were then. */
  suppliersThen: Suppliers;
}

/** The suppliers of now, with the restricted lists as a rule sees them. */
export function suppliersFor(rule: Rule, { listings, asOf }: Pick<Evidence, "listings" | "asOf">): Suppliers {
  return listings.on(listDayOf(rule, asOf));
}

/**
 * Who came on the list of a rule, or went off it, although the supplier's row says the same as before. What
 * changed by an edit of the row is not included. `null` when there is nobody, when the rule names no list, or
 * when the earlier assessment did not store it.
 */
export function listChange(rule: Rule, evidence: Evidence): ListChange | null {
  const { list } = factsOf(rule.measure).names;
  const { basis, supply } = evidence;
  const then = list === null ? null : listsThen(basis, listDayOf(rule, basis.asOf));
  if (list === null || then === null) return null;
  const now = suppliersFor(rule, evidence);
  const changed = (basis.suppliers ?? []).flatMap((before) => {
    const row = supply.suppliers.get(before.supplierId);
    const listed = now.get(before.supplierId);
    if (row === undefined || listed === undefined || !saysTheSame(before, row, list)) return [];
    const isOn = listed.lists.includes(list);
    return isOn === then.get(before.supplierId)?.includes(list) ? [] : [{ listed, isOn }];
  });
  if (changed.length === 0) return null;
  const suppliersThen = new Map(now);
  for (const { listed, isOn } of changed) {
    const lists = isOn ? listed.lists.filter((one) => one !== list) : [...listed.lists, list];
    suppliersThen.set(listed.supplierId, { ...listed, lists });
  }
  const moves = changed.map(({ listed: { supplierId }, isOn }) => ({ supplierId, isOn }));
  return { list, moves: moves.sort((a, b) => (a.supplierId < b.supplierId ? -1 : 1)), suppliersThen };
}

/** Whether a row still gives what a list is compared with: name, country, and whether it names the list. */
function saysTheSame(before: Supplier, row: Supplier, list: string): boolean {
  const isStated = ({ lists }: Supplier) => lists.includes(list);
  return before.name === row.name && before.country === row.country && isStated(before) === isStated(row);
}
