import { type KnownSupply, knownIds } from "../../shared/assessment/unknown-names.ts";
import { companiesNamed, companyHint } from "../../shared/policy/named-company.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import { quoted } from "../../shared/values/parse.ts";
import { UsageError } from "./usage-error.ts";

/**
 * A rule that measures what was asked for, with the ids of the owners and suppliers that it names.
 * @throws UsageError when nobody has such an id or name, with the nearest one: the measure would be 0 without saying so.
 */
export function withCompanyIds(rule: Rule, supply: KnownSupply): Rule {
  const { measure } = rule;
  if (measure.kind !== "share" && measure.kind !== "look-through") return rule;
  const { of } = measure;
  if ("owners" in of && of.owners !== undefined)
    return withSet({ ...of, owners: of.owners.map((one) => companyId("owner", one, supply)) });
  if ("suppliers" in of && of.suppliers !== undefined)
    return withSet({ ...of, suppliers: of.suppliers.map((one) => companyId("supplier", one, supply)) });
  return rule;

  function withSet(set: typeof of): Rule {
    return { ...rule, measure: { ...measure, of: set } as Rule["measure"] };
  }
}

function companyId(kind: string, name: string, supply: KnownSupply): string {
  const ids = knownIds(supply);
  const nameOf = (id: string) => supply.suppliers.get(id)?.name ?? id;
  const [id, ...others] = companiesNamed(name, ids, nameOf);
  if (id === undefined)
    throw new UsageError(`--measure: there is no ${kind} ${quoted(name)}${companyHint(name, ids, nameOf)}`);
  if (others.length === 0) return id;
  const all = [id, ...others].join(" or ");
  throw new UsageError(`--measure: ${kind} ${quoted(name)} is ${all}: name one of them by its id`);
}
