import type { MeasuredSector } from "../../../shared/policy/policies.ts";
import { UnusableFile } from "./row.ts";

/** The units that a public table may have its amounts in, as sentences name them. */
const AMOUNTS = { USD: "US dollars", EUR: "euros" } as const;
export type TableUnit = keyof typeof AMOUNTS;

/** @throws UnusableFile when a sector is measured in another unit than the amounts of a table. */
export function checkUnit(amounts: TableUnit, { sector, unit }: MeasuredSector): void {
  if (unit !== amounts)
    throw new UnusableFile(
      `holds ${AMOUNTS[amounts]}, and ${sector} is measured in ${unit}: make a sector for them with policy init DIR --sector SECTOR --unit ${amounts}`,
    );
}

/**
 * The rows of a table, once its unit is that of the sector. What is read first says whether it is such a table at all: a file of
 * another kind is refused as that, and not for its unit.
 */
export async function* rowsInUnit<Row>(
  rows: AsyncIterable<Row>,
  amounts: TableUnit,
  policy: MeasuredSector,
): AsyncGenerator<Row> {
  for await (const row of rows) {
    checkUnit(amounts, policy);
    yield row;
  }
  checkUnit(amounts, policy);
}
