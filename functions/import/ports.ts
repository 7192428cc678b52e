import type { Policies } from "../../shared/policy/policies.ts";
import type { RefusalRows, StrayRows } from "../ports/feeds.ts";
import type { ImportRecords, MarkerRows } from "../ports/imports.ts";
import type { ObjectStore, RecomputeStarter } from "../ports/objects.ts";
import type { HoldingRows, LinkRows, PositionRows, SupplierRows } from "../ports/rows.ts";

/** What an import needs from the world. */
export interface ImportPorts {
  /** The sectors that rows may have, and the unit of each. */
  policies: Policies;
  positions: PositionRows;
  suppliers: SupplierRows;
  links: LinkRows;
  /** Absent on a stack of an earlier version, which has no table of holdings. */
  holdings?: HoldingRows;
  refusals: RefusalRows;
  imports: ImportRecords;
  markers: MarkerRows;
  now: () => Date;
}

/** What an import through the bucket needs from the world. */
export interface ObjectImportPorts extends ImportPorts {
  strays: StrayRows;
  objects: ObjectStore;
  recompute: RecomputeStarter;
  /** The same for an invocation and its retries; a new one for each import unless given. */
  runner?: string;
}
