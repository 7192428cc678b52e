import { type KnownSupply, knownIds } from "../../shared/assessment/unknown-names.ts";
import { askedNames } from "../../shared/policy/company-names.ts";
import { companiesNamed, companyHint } from "../../shared/policy/named-company.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import { quoted } from "../../shared/values/parse.ts";
import { UsageError } from "./usage-error.ts";

/**
 * A rule that measures what was asked for, with the ids of the owners and suppliers that it names.
 * @throws UsageError when nobody has such an id or name, with the nearest one: the measure would be 0 without saying so.
 */
export function withCompanyIds(rule: Rule, supply: KnownSupply, policy: Policy): Rule {
  const { measure } = rule;
  if (measure.kind !== "share" && measure.kind !== "look-through") return rule;
  const { of } = measure;
  if ("owners" in of && of.owners !== undefined)
    return withSet({ ...of, owners: of.owners.map((one) => companyId("owner", one, supply, policy)) });
  if ("suppliers" in of && of.suppliers !== undefined)
    return withSet({
      ...of,
      suppliers: of.suppliers.map((one) => companyId("supplier", one, supply, policy)),
    });
  return rule;

  function withSet(set: typeof of): Rule {
    return { ...rule, measure: { ...measure, of: set } as Rule["measure"] };
  }
}

function companyId(kind: string, name: string, supply: KnownSupply, policy: Policy): string {
  const ids = knownIds(supply);
  const namesOf = askedNames(supply.suppliers, policy);
  const [id, ...others] = companiesNamed(name, ids, namesOf);
  if (id === undefined)
    throw new UsageError(`--measure: there is no ${kind} ${quoted(name)}${companyHint(name, ids, namesOf)}`);
  if (others.length === 0) return id;
  const all = [id, ...others].join(" or ");
  throw new UsageError(`--measure: ${kind} ${quoted(name)} is ${all}: name one of them by its id`);
}
