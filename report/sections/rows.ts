import { partId } from "../../shared/contract/page-place.ts";
import { itemsWithCodes } from "../../shared/policy/item-names.ts";
import type { AffiliatedCell } from "../../shared/supply/affiliated-cell.ts";
import { callOf, placeFlag } from "../../shared/text/command.ts";
import { dayText } from "../../shared/text/day-text.ts";
import { counted, noun } from "../../shared/values/count.ts";
import { countryName } from "../../shared/values/country-name.ts";
import type { Cell } from "../../shared/values/csv.ts";
import { asMinor, toUnit } from "../../shared/values/exposure.ts";
import { csvLink } from "../figure.ts";
import { type Content, html } from "../html.ts";
import { assessedOf, type SectorView } from "../sector-view.ts";
import { table } from "../table.ts";
import { amount, share } from "../value.ts";

const MOST_ROWS = 100;
const MOST_IN_FILE = 2000;

/** What the figures are made of: the positions of the window, added up by item, supplier and country of manufacture. */
export function rowsSection(view: SectorView): Content {
  const assessed = assessedOf(view);
  if (assessed === null || assessed.view.sector.total === 0) return null;
  const { sector, label } = view.policy;
  const { asOf, unit, positions } = view.assessment;
  const { total } = assessed.view.sector;
  const cells = [...assessed.view.sector.cells].sort(
    (a, b) => b.exposure - a.exposure || (keyOf(a) < keyOf(b) ? -1 : 1),
  );
  const itemOf = itemsWithCodes(view.policy);
  const inUnit = (exposure: number) => toUnit(asMinor(exposure), unit);
  const shown = cells.slice(0, MOST_ROWS);
  const caption = `The largest of ${counted(cells.length)} ${noun(cells.length, "sum", "sums")} of ${counted(positions)} ${noun(positions, "position")} of ${label}, by item, supplier and country of manufacture, as of ${dayText(asOf)}`;
  const columns = ["item", "supplierId", "supplier", "owner", "originCountry", unit, "share"];
  const rows = cells.slice(0, MOST_IN_FILE).map((cell): Cell[] => {
    const { item, supplierId, originCountry, exposure, affiliation } = cell;
    return [
      item,
      supplierId,
      supplierId && view.nameOf(supplierId),
      affiliation.owner,
      originCountry,
      inUnit(exposure),
      exposure / total,
    ];
  });
  const file = csvLink({ columns, rows });
  return html`<h3 id="${partId(sector, "rows")}">The rows behind it</h3>
<p>Every position, with its date, program and source: <code>${callOf(view.place)} list positions --sector ${sector} --csv${placeFlag(view.place)}</code>
<a class="csv" download="${sector}-rows-${asOf}.csv" href="${file}">Download CSV</a>${cells.length > MOST_IN_FILE && ` of the ${counted(MOST_IN_FILE)} largest`}</p>
<details><summary>The sums</summary>
${table(
  partId(sector, "sums"),
  caption,
  [
    { head: "Item", is: "text" },
    { head: "Supplier", is: "text" },
    { head: "Owner", is: "text" },
    { head: "Made in" },
    { head: "Amount", is: "number" },
    { head: "Share", is: "number" },
  ],
  shown.map(({ item, supplierId, originCountry, exposure, affiliation: { owner } }) => ({
    cells: [
      itemOf(item),
      supplierId === null ? "unknown" : view.nameOf(supplierId),
      owner === null ? "unknown" : view.nameOf(owner),
      originCountry === null ? "unknown" : countryName(originCountry),
      amount(inUnit(exposure), unit),
      share(exposure / total),
    ],
  })),
)}
</details>`;
}

function keyOf({ item, supplierId, originCountry }: AffiliatedCell): string {
  return [item, supplierId ?? "", originCountry ?? ""].join("\u0000");
}
