import type { Moved } from "../../shared/assessment/moved-supply.ts";
import { itemNames, itemsWithCodes } from "../../shared/policy/item-names.ts";
import type { Wording } from "../../shared/policy/wording.ts";
import { money } from "../../shared/text/money.ts";
import { shareText } from "../../shared/text/share.ts";
import { countryInText } from "../../shared/values/country-in-text.ts";
import type { Unit } from "../../shared/values/exposure.ts";
import { displayName } from "../../shared/values/one-line.ts";

/** A move: `USD 4.3 M of lithium-ion cells (850760) from CATL (20.0 % of its lithium-ion cells) to LG`. */
export function movedText(
  { item, part, exposure, newSource, ...parties }: Moved,
  unit: Unit,
  words: { wording?: Wording },
): string {
  const from = displayName(parties.fromName, parties.from);
  const to = displayName(parties.toName, parties.to);
  const [goods, again] = [itemsWithCodes(words)(item), itemNames(words)(item)];
  const source = newSource === undefined ? "" : `, a new source in ${sourceText(newSource)}`;
  const whole = part === 1 ? "all" : shareText(part);
  return `${money(exposure, unit)} of ${goods} from ${from} (${whole} of its ${again}) to ${to}${source}`;
}

function sourceText({ country, inputs }: NonNullable<Moved["newSource"]>): string {
  return `${countryInText(country)} ${inputs === "none" ? "whose own inputs do not matter" : "with undeclared inputs"}`;
}
