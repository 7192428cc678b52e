import { expect, it } from "vitest";
import { holdingsChangeOn } from "../../../shared/ahead/holdings-ahead.ts";
import { reachSupply } from "../../../shared/ahead/reached-supply.ts";
import { listingsOf } from "../../../shared/policy/listings.ts";
import type { Holding } from "../../../shared/supply/holding.ts";
import { dateAheadText } from "../../../shared/text/date-ahead.ts";
import { policyOf, suppliersOf } from "../../support/builders.ts";
import { supplierOf } from "../../support/samples.ts";

const LAST = "2026-08-31";
const DAY = "2026-09-01";

/** What is told of the day on which these holdings of Acme begin, or have just ended. Only Acme has a supplier row. */
function toldOf(...holdings: (Partial<Holding> & Pick<Holding, "holderId">)[]): string {
  const usual = { supplierId: "acme", minShare: 0.6, maxShare: 0.6, kind: "equity" as const, source: null };
  const all = holdings.map((one) => ({ from: null, to: null, ...usual, ...one }));
  const suppliers = suppliersOf(supplierOf({ supplierId: "acme", name: "Acme", holdings: all }));
  const listings = listingsOf(suppliers, { lists: new Map(), entries: [] });
  const change = holdingsChangeOn(DAY, reachSupply(["acme"], suppliers, listings), 0.5);
  return change === null ? "nothing" : dateAheadText({ ...change, sector: "ai", rules: [] }, policyOf());
}

it.each<[string, string, Parameters<typeof toldOf>]>([
  [
    "stops holding",
    "geely no longer holds 60.0 % of Acme (equity); who owns Acme is not known before or after",
    [{ holderId: "geely", to: LAST }],
  ],
  [
    "stops holding, and nobody holds enough",
    "geely no longer holds 60.0 % of Acme (equity); Acme belongs to itself, until then to nobody who is known for certain",
    [
      { holderId: "geely", to: LAST },
      { holderId: null, minShare: 0.1, maxShare: 0.3 },
    ],
  ],
  [
    "gives its part to another one without a row",
    "geely no longer holds 60.0 % of Acme (equity), saic holds 60.0 % of Acme (equity); who owns Acme is not known before or after",
    [
      { holderId: "geely", to: LAST },
      { holderId: "saic", from: DAY },
    ],
  ],
  [
    "holds more than before",
    "geely holds 70.0 % of Acme (equity), until then 60.0 %; no owner changes by it",
    [
      { holderId: "geely", to: LAST },
      { holderId: "geely", from: DAY, minShare: 0.7, maxShare: 0.7 },
    ],
  ],
  [
    "goes on, and another small holder stops",
    "saic no longer holds 10.0 % of Acme (equity); no owner changes by it",
    [{ holderId: "geely" }, { holderId: "saic", minShare: 0.1, maxShare: 0.1, to: LAST }],
  ],
])("where a holder without a supplier row %s, the day says: %s", (_what, told, holdings) => {
  expect(toldOf(...holdings)).toBe(told);
});
