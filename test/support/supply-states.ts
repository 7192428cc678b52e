import type { Assessed } from "../../shared/assessment/assess.ts";
import { keptListings } from "../../shared/attribution/kept-listings.ts";
import { type Basis, keptCells } from "../../shared/imports/basis.ts";
import type { ImportRecord } from "../../shared/imports/record.ts";
import type { SupplyNow } from "../../shared/imports/supply-edits.ts";
import type { Listings } from "../../shared/policy/listings.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { emptyFold, type Fold } from "../../shared/supply/fold.ts";
import { type FoldedPosition, foldPositions } from "../../shared/supply/fold-positions.ts";
import { type Link, linkKey } from "../../shared/supply/link.ts";
import type { Supplier } from "../../shared/supply/supplier.ts";
import { type Window, windowEnding } from "../../shared/values/day.ts";
import { asMinor } from "../../shared/values/exposure.ts";
import { assessed, suppliersOf, undatedListings } from "./builders.ts";

/** What stands in a sector's tables. */
export interface SupplyState {
  positions: FoldedPosition[];
  suppliers: Supplier[];
  links: Link[];
}

/** The year that ends with a day, divided by imports. */
export function yearOf(asOf: string): Window {
  return { ...windowEnding(asOf, 365), tellsImports: true };
}

/** The fold of positions in a window. */
export function foldIn(window: Window, positions: FoldedPosition[]): Fold {
  const fold = emptyFold();
  foldPositions(fold, positions, window);
  return fold;
}

/** The assessment of a state as of a day. */
export function assessedIn(
  state: SupplyState,
  asOf: string,
  policy: Policy,
  listings = undatedListings(suppliersOf(...state.suppliers)),
): Assessed {
  return assessed({
    listings,
    window: yearOf(asOf),
    fold: foldIn(yearOf(asOf), state.positions),
    suppliers: suppliersOf(...state.suppliers),
    links: Map.groupBy(state.links, ({ supplierId }) => supplierId),
    policy,
  });
}

/** What an assessment of a state stood on. */
export function basisIn(
  { positions, suppliers, links }: SupplyState,
  asOf: string,
  listed?: { policy: Policy; listings: Listings },
): Basis {
  const fold = foldIn(yearOf(asOf), positions);
  return {
    schemaVersion: 1,
    sector: "ai",
    assessment: "a",
    asOf,
    windowDays: 365,
    windowEnd: asOf,
    unit: "USD",
    readAt: `${asOf}T06:00:00.000Z`,
    exposure: fold.exposure,
    cells: keptCells(fold.brought),
    imports: [...fold.imports],
    suppliers,
    links,
    ...(listed === undefined ? {} : keptListings(listed.policy.rules, asOf, listed.listings, suppliers)),
  };
}

/** Suppliers and links as they are now, all brought by one import. */
export function supplyNow({ suppliers, links }: SupplyState, importId: string | null): SupplyNow {
  return {
    suppliers: suppliersOf(...suppliers),
    links: Map.groupBy(links, ({ supplierId }) => supplierId),
    supplierImports: new Map(suppliers.map(({ supplierId }) => [supplierId, importId])),
    linkImports: new Map(links.map((link) => [linkKey(link), importId])),
  };
}

/** The record of an import through the bucket. */
export function recordOf(id: string, tookFrom: (string | null)[] = [], file = `${id}.csv`): ImportRecord {
  return {
    schemaVersion: 1,
    id,
    sector: "ai",
    kind: "positions",
    file,
    from: { via: "command line", by: "ann" },
    digest: "d",
    startedAt: "2026-07-31T06:00:00.000Z",
    endedAt: "2026-07-31T06:00:01.000Z",
    rows: { added: 1, changed: 0, removed: 0 },
    exposure: { added: asMinor(0), removed: asMinor(0) },
    sources: [],
    moreSources: 0,
    tookFrom,
  };
}
