import type { EqualPositions } from "../../shared/imports/equal-positions.ts";
import { money } from "../../shared/text/money.ts";
import { counted } from "../../shared/values/count.ts";
import { toUnit, type Unit } from "../../shared/values/exposure.ts";
import { quoted } from "../../shared/values/parse.ts";

const LONGEST_ID = 40;

/** That new positions may be purchases that are stored already. */
export function equalSentence(
  { sector, positions, of, exposure, example }: EqualPositions,
  unit: Unit,
  isDry: boolean,
): string {
  const [fresh, stored] = example.map((id) => quoted(id, LONGEST_ID));
  const which = `${counted(positions)} of ${counted(of)} new positions of ${sector} (${money(toUnit(exposure, unit), unit)})`;
  const twice = `${isDry ? "would count" : "count"} twice`;
  return `${which} equal stored ones in supplier, item, origin, day and exposure, under other ids (${fresh} and ${stored}): if they are the same purchases, they ${twice}`;
}
