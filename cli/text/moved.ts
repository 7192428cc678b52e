import type { Moved } from "../../shared/assessment/moved-supply.ts";
import type { ItemOf } from "../../shared/policy/item-names.ts";
import { money } from "../../shared/text/money.ts";
import { shareText } from "../../shared/text/share.ts";
import { countryInText } from "../../shared/values/country-in-text.ts";
import type { Unit } from "../../shared/values/exposure.ts";
import { displayName } from "../../shared/values/one-line.ts";

/** A move: `USD 4.3 M of bess from CATL (20.0 % of its bess) to LG`. */
export function movedText(
  { item, part, exposure, newSource, ...parties }: Moved,
  unit: Unit,
  itemOf: ItemOf,
): string {
  const from = displayName(parties.fromName, parties.from);
  const to = displayName(parties.toName, parties.to);
  const goods = itemOf(item);
  const source = newSource === undefined ? "" : `, a new source in ${sourceText(newSource)}`;
  const whole = part === 1 ? "all" : shareText(part);
  return `${money(exposure, unit)} of ${goods} from ${from} (${whole} of its ${goods}) to ${to}${source}`;
}

function sourceText({ country, inputs }: NonNullable<Moved["newSource"]>): string {
  return `${countryInText(country)} ${inputs === "none" ? "whose own inputs do not matter" : "with undeclared inputs"}`;
}
