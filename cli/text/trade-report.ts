import type { TradeReport } from "../../functions/import/public/trade-import.ts";
import { counted, noun } from "../../shared/values/count.ts";
import { withDecimals } from "../../shared/values/decimals.ts";
import { type Unit, unitDecimals } from "../../shared/values/exposure.ts";
import { listed } from "./contracts-report.ts";

/** What was found in trade statistics beside their positions, for a terminal. */
export function tradeLines(
  { leftOut, unknownOrigin, consigned }: TradeReport["trade"],
  unit: Unit,
): string[] {
  const { rows, amount } = consigned;
  const sent = `${counted(rows)} ${noun(rows, "row")} (${unit} ${withDecimals(amount, unitDecimals[unit])})`;
  return [
    ...listed("left out:", leftOut, "", unit),
    ...listed("partners that are no country, so the origin is unknown:", unknownOrigin, "not said", unit),
    ...(rows > 0
      ? [
          `  note: ${sent} of trade within the EU: the partner is where goods were sent from, not always where they were made`,
        ]
      : []),
  ];
}
