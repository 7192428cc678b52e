import { companiesNamed, companyHint, type NamesOf } from "../../shared/policy/named-company.ts";
import { quoted } from "../../shared/values/parse.ts";
import { keyAsked } from "./asked-keys.ts";
import { UsageError } from "./usage-error.ts";

/** Finds the one supplier of each id or name, each supplier once. @throws UsageError when one is nobody's, or that of several. */
export function suppliersToAsk(asked: readonly string[]) {
  return (ids: ReadonlySet<string>, namesOf: NamesOf): string[] => [
    ...new Set(asked.map((one) => supplierNamed(one, ids, namesOf))),
  ];
}

function supplierNamed(asked: string, ids: ReadonlySet<string>, namesOf: NamesOf): string {
  const key = keyAsked("supplier", asked, "supplier");
  if (key === null) throw new UsageError("name the supplier that is to be asked, by its id or name");
  const [found, ...others] = companiesNamed(key, ids, namesOf);
  if (found === undefined)
    throw new UsageError(`${quoted(key)} is no supplier that is known${companyHint(key, ids, namesOf)}`);
  if (others.length === 0) return found;
  throw new UsageError(
    `${quoted(key)} is the name of ${[found, ...others].join(", ")}: name one of them by its id`,
  );
}
