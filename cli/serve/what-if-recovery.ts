import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import { type Content, html } from "../../report/html.ts";
import { table } from "../../report/table.ts";
import type { ItemOf } from "../../shared/policy/item-names.ts";
import { capitalized } from "../../shared/text/lines.ts";
import { daysRange, missingRange, RECOVERY_MEANS, RECOVERY_OPEN } from "../../shared/text/recovery.ts";

/** What each scope loses until all are back; nothing where nobody says how long stock lasts or when they are back. */
export function recoveryTable({ scopes, unit }: SimulateResult, itemOf: ItemOf): Content {
  const told = scopes.flatMap(({ item, recovery }) => (recovery === undefined ? [] : [{ item, recovery }]));
  if (told.length === 0) return null;
  return html`<h3>What is missing until all are back</h3>
<p class="faint">${capitalized(RECOVERY_MEANS)}.${told.some(({ recovery }) => recovery.days.upper === null) && ` ${RECOVERY_OPEN}`}</p>
${table(
  "recovery",
  "What is missing until all are back",
  [
    { head: "Of", is: "text" },
    { head: "Days", is: "text" },
    { head: "Missing", is: "text" },
  ],
  told.map(({ item, recovery }) => ({
    cells: [
      item === null ? "the whole sector" : itemOf(item),
      daysRange(recovery.days),
      missingRange(recovery.missing, unit),
    ],
  })),
)}`;
}
