import type { Suppliers } from "../supply/supplier.ts";
import { displayName } from "../values/one-line.ts";
import type { NameOf, NamesOf } from "./named-company.ts";
import { type Wording, wordingOf } from "./wording.ts";

/** What readers call a supplier or owner: by its short name in `wording.json`, else by its own, else by its id. Not made safe for one line. */
export function companyNames(suppliers: Suppliers, policy: { wording?: Wording }): NameOf {
  const { names } = wordingOf(policy);
  return (id) => names.get(id) ?? suppliers.get(id)?.name ?? id;
}

/** The same for one line. */
export function shownCompanies(suppliers: Suppliers, policy: { wording?: Wording }): NameOf {
  const nameOf = companyNames(suppliers, policy);
  return (id) => displayName(nameOf(id), id);
}

/** The names that a supplier or owner may be asked for by: the one that readers see, and its own. */
export function askedNames(suppliers: Suppliers, policy: { wording?: Wording }): NamesOf {
  const nameOf = companyNames(suppliers, policy);
  return (id) => [nameOf(id), suppliers.get(id)?.name ?? id];
}
