import type { Assessed } from "../../shared/assessment/assess.ts";
import type { Assessment } from "../../shared/assessment/assessment.ts";
import { keptListings } from "../../shared/attribution/kept-listings.ts";
import { type Basis, keptCells, keptRows } from "../../shared/imports/basis.ts";
import { IMPORT_GUARD, type UnguardedSince, unguarded } from "../../shared/imports/guard.ts";
import type { MissingImport } from "../../shared/imports/missing.ts";
import { type Confirmation, type ImportRecord, importsSince } from "../../shared/imports/record.ts";
import type { Listings } from "../../shared/policy/listings.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { Fold } from "../../shared/supply/fold.ts";
import type { Unreadable } from "../../shared/supply/unreadable.ts";
import { withParents } from "../../shared/supply/with-parents.ts";
import { addDays, DAY_MS, type Day, type Window } from "../../shared/values/day.ts";
import type { ProvenanceStore } from "../ports/imports.ts";
import type { Page } from "../ports/supply.ts";
import { during } from "../runtime/during.ts";
import type { Supply } from "./load-supply.ts";

// Small imports are added up over this time.
const DAYS_LOOKED_BACK = 30;

/** What a run is compared with: the last trusted state of the sector, and what imports have changed since. */
export interface Guard {
  baseline: Basis;
  records: Page<ImportRecord>;
  confirmations: Page<Confirmation>;
}

/** Loads what a run as of a day is compared with; `null` when the sector has no trusted state. */
export async function loadGuard(
  { sector, unit }: Policy,
  asOf: Day,
  provenance: ProvenanceStore,
): Promise<Guard | null> {
  return await during("reading what was trusted before", async () => {
    const baseline = await provenance.baseline(sector, guardedFrom(asOf), asOf);
    if (baseline === null || baseline.unit !== unit) return null;
    // An import that was still under way then may have changed more since.
    const since = importsSince(new Date(Date.parse(baseline.readAt) - DAY_MS));
    const [records, confirmations] = await Promise.all([
      provenance.of(sector, since),
      provenance.confirmed(sector),
    ]);
    return { baseline, records, confirmations };
  });
}

/** The first day whose trusted state may guard a run as of `asOf`. */
export function guardedFrom(asOf: Day): string {
  return addDays(asOf, -DAYS_LOOKED_BACK);
}

/** The records that could not be read. Nobody knows what they say. */
export function unreadableIn(guard: Guard | null): Unreadable[] {
  return guard === null ? [] : [guard.records.unreadable, guard.confirmations.unreadable];
}

/** What unconfirmed imports have moved, when it is too much. */
export function guarded(
  { baseline, records, confirmations }: Guard,
  policy: Policy,
  found: { window: Window; fold: Fold; foldThen: Fold; supply: Supply },
): UnguardedSince | null {
  const guard = policy.importGuard ?? IMPORT_GUARD;
  const unconfirmed = unguarded({
    ...found,
    baseline,
    records: records.rows,
    confirmed: new Set(confirmations.rows.map(({ importId }) => importId)),
    followsData: policy.window === "last-period" || baseline.windowEnd < baseline.asOf,
    guard,
  });
  return unconfirmed && { found: unconfirmed, since: baseline.asOf, guard };
}

/** Whether later runs may be compared with this one: it was complete, and not empty. */
export function isTrusted({ incomplete }: Assessment, { exposure }: Basis): boolean {
  return !incomplete && exposure > 0;
}

/** What a basis is made of, besides the assessment. */
interface BasisParts {
  fold: Fold;
  supply: Pick<Supply, "suppliers">;
  /** What has left the sector without an import. */
  missing: MissingImport[];
  policy: Policy;
  listings: Listings;
}

/** The data that an assessment was made of. */
export function basisOf(
  { assessment, view }: Assessed,
  { fold, supply, missing, policy, listings }: BasisParts,
  readAt: Date,
): Basis {
  const { id, sector, asOf, windowDays, windowEnd, unit } = assessment;
  const { ids, links } = view.network.graph;
  const suppliers = keptRows(withParents(ids, supply.suppliers));
  return {
    schemaVersion: 1,
    sector,
    assessment: id,
    asOf,
    windowDays,
    windowEnd,
    unit,
    readAt: readAt.toISOString(),
    exposure: fold.exposure,
    cells: keptCells(fold.brought),
    imports: [...fold.imports],
    suppliers,
    links: keptRows([...links]),
    ...keptListings(policy.rules, asOf, listings, suppliers),
    ...(missing.length === 0 ? {} : { missing }),
  };
}
