import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kindOf } from "../../../shared/assessment/kinds/measure-kinds.ts";
import { attributeCauses } from "../../../shared/attribution/cause-attribution.ts";
import { causedChanges } from "../../../shared/attribution/caused.ts";
import { alignContributions, pathOf } from "../../../shared/attribution/contribution-change.ts";
import type { Evidence } from "../../../shared/attribution/evidence.ts";
import { listingsOf } from "../../../shared/policy/listings.ts";
import type { Measure } from "../../../shared/policy/measure.ts";
import type { RestrictedLists } from "../../../shared/policy/restricted-lists.ts";
import type { FoldedPosition } from "../../../shared/supply/fold-positions.ts";
import { asMinor, toUnit } from "../../../shared/values/exposure.ts";
import type { Bound } from "../../../shared/values/interval.ts";
import { entryOf, policyOf, ruleOf, suppliersOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import {
  assessedIn,
  basisIn,
  foldIn,
  recordOf,
  type SupplyState,
  supplyNow,
  yearOf,
} from "../../support/supply-states.ts";

const THEN = "2026-07-24";
const NOW = "2026-08-20";
const IMPORTS = ["0msa0uhs0-00000a", "0msa0uhs0-00000b", "0msa0uhs0-00000c"];

const positionArbitrary: fc.Arbitrary<FoldedPosition> = fc
  .record({
    supplierId: fc.option(fc.constantFrom("s0", "s1", "s2", "s3")),
    item: fc.constantFrom("bess", "ups"),
    originCountry: fc.option(fc.constantFrom("CN", "JP", "US")),
    exposure: fc.integer({ min: 1, max: 1_000_000 }),
    date: fc.option(fc.constantFrom("2025-07-28", "2025-08-10", "2026-07-01", "2026-08-01", "2026-08-15")),
    importId: fc.option(fc.constantFrom(...IMPORTS)),
  })
  .map(({ importId, ...rest }) => ({ ...positionOf(rest), importId }));

const stateArbitrary: fc.Arbitrary<SupplyState> = fc.record({
  positions: fc.array(positionArbitrary, { minLength: 1, maxLength: 12 }),
  suppliers: fc
    .tuple(...["s0", "s1", "s2", "s3"].map((supplierId) => supplierArbitrary(supplierId)))
    .map((rows) => rows.filter((row) => row !== null)),
  links: fc.uniqueArray(
    fc.record({
      supplierId: fc.constantFrom("s0", "s1"),
      input: fc.constant("cells"),
      upstreamId: fc.constantFrom("s2", "s3"),
      originCountry: fc.constant(null),
      share: fc.constantFrom(0.25, 0.5),
      source: fc.constant(null),
    }),
    { selector: ({ supplierId, upstreamId }) => `${supplierId} ${upstreamId}`, maxLength: 4 },
  ),
});

function supplierArbitrary(supplierId: string) {
  return fc.option(
    fc
      .record({
        country: fc.option(fc.constantFrom("CN", "JP", "US")),
        parentId: fc.option(fc.constantFrom("s2", "s3")),
        parentStake: fc.option(fc.constantFrom(0.4, 0.6)),
        lists: fc.subarray(["1260h"]),
      })
      .map((fields) =>
        supplierOf({
          supplierId,
          ...fields,
          parentId: fields.parentId === supplierId ? null : fields.parentId,
        }),
      ),
  );
}

/** Entries about suppliers by their ids, of which some begin or end between the two assessments. */
const listsArbitrary: fc.Arbitrary<RestrictedLists> = fc
  .uniqueArray(
    fc.record({
      suppliers: fc.constantFrom("s0", "s1", "s2", "s3").map((id) => [id]),
      from: fc.constantFrom(null, "2026-07-01", "2026-08-01"),
      to: fc.constantFrom(null, "2026-08-10"),
    }),
    { selector: ({ suppliers: [id] }) => id, maxLength: 3 },
  )
  .map((entries) => ({ lists: new Map(), entries: entries.map(entryOf) }));

const measures: Measure[] = [
  { kind: "share", of: { facet: "control", countries: ["CN"] } },
  { kind: "share", of: { facet: "origin", countries: ["CN"] } },
  { kind: "direct", of: { countries: ["CN"] } },
  { kind: "look-through", of: { countries: ["CN"] } },
  { kind: "share", of: { list: "1260h" } },
  { kind: "look-through", of: { list: "1260h" } },
  { kind: "hhi", facet: "owner" },
  { kind: "top", facet: "origin", n: 2 },
  { kind: "unknown", facet: "owner" },
];

describe("what was done to each key between two assessments", () => {
  it.each(measures)("adds up to what became of it: %j", (measure) => {
    const limits = measure.kind === "hhi" ? { above: { warning: 2500, critical: 6500 } } : {};
    const policy = policyOf({ rules: [ruleOf({ measure, ...limits })] });
    const [rule = ruleOf()] = policy.rules;
    const bounds = fc.constantFrom<Bound>("lower", "upper");
    fc.assert(
      fc.property(stateArbitrary, stateArbitrary, listsArbitrary, listsArbitrary, bounds, (...world) => {
        const [then, now, listsThen, listsNow, bound] = world;
        const listingsThen = listingsOf(suppliersOf(...then.suppliers), listsThen);
        const listings = listingsOf(suppliersOf(...now.suppliers), listsNow);
        const { assessment } = assessedIn(then, THEN, policy, listingsThen);
        const found = assessedIn(now, NOW, policy, listings).assessment.rules[0];
        const was = assessment.rules[0];
        const [before, after] = [was?.contributions, found?.contributions];
        const [from, to] = [was?.observed?.[bound], found?.observed?.[bound]];
        fc.pre(before != null && after != null && from != null && to != null);
        const evidence: Evidence = {
          policy,
          assessment,
          basis: basisIn(then, THEN, { policy, listings: listingsThen }),
          fold: foldIn(yearOf(NOW), now.positions),
          foldThen: foldIn({ ...yearOf(THEN), comparedWith: yearOf(NOW) }, now.positions),
          listings,
          asOf: NOW,
          windowDays: 365,
          windowEnd: NOW,
          supply: supplyNow(now, IMPORTS[2] ?? null),
          records: [recordOf(IMPORTS[1] ?? "", [IMPORTS[0] ?? null]), recordOf(IMPORTS[2] ?? "", [null])],
        };
        const inUnit = (exposure: number) => toUnit(asMinor(exposure), "USD");
        const caused = causedChanges(evidence, { rule, group: null }, bound, { before, after }, inUnit);
        expect(caused).not.toBeNull();
        if (caused === null) return;
        const toLeader = kindOf(measure).looseWithLeader === bound;
        for (const change of alignContributions(before, after).changes) {
          const path = pathOf(change, bound, toLeader);
          const own = caused.pieces.filter(({ key }) => key === change.key);
          for (const part of ["exposure", "counted", "loose"] as const) {
            const sum = own.reduce((total, piece) => total + piece.change[part], 0);
            expect(sum).toBeCloseTo(path.to[part] - path.from[part], 5);
          }
        }
        const { moves, rest } = attributeCauses(
          measure,
          bound,
          { value: from, contributions: before },
          { value: to, contributions: after },
          caused,
        );
        expect(moves.reduce((total, { delta }) => total + delta, rest)).toBeCloseTo(to - from, 6);
      }),
      { numRuns: 60 },
    );
  });
});
