import type { Mapping } from "../../../shared/mapping/mapping.ts";
import type { Policies } from "../../../shared/policy/policies.ts";
import type { Position } from "../../../shared/supply/position.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import type { RowLedger } from "./row-ledger.ts";
import type { SupplierNames } from "./supplier-names.ts";
import type { TableFindings } from "./table-findings.ts";
import type { TableHeader } from "./table-rows.ts";

/** A line of a table as a position, whose exposure is the size of the amount. */
export interface MappedLine {
  line: number;
  position: Position;
  /** The amount in minor units: negative for a credit. */
  amount: number;
}

/** How a table is mapped. */
export interface MappedReading {
  mapping: Mapping;
  /** The sector of all rows, whatever the mapping says. */
  sector: SectorId | null;
  policies: Policies;
  names: SupplierNames;
  ledger: RowLedger;
  findings?: TableFindings;
  onHeader?(header: TableHeader): void;
}
