import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { runSimulation } from "../../../functions/simulate/simulate.ts";
import type { Measure } from "../../../shared/policy/measure.ts";
import type { Policy } from "../../../shared/policy/policy.ts";
import type { Position } from "../../../shared/supply/position.ts";
import type { Supplier } from "../../../shared/supply/supplier.ts";
import { policyOf, ruleOf } from "../../support/builders.ts";
import { type MemoryPorts, memoryPorts } from "../../support/memory.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

const AS_OF = "2026-07-31";
const suppliers = [
  supplierOf({ supplierId: "catl", name: "CATL", country: "CN", lists: ["1260h"] }),
  supplierOf({ supplierId: "lg", name: "LG", country: "KR", inputs: "none" }),
  supplierOf({ supplierId: "pack", name: "Pack", country: "US" }),
  supplierOf({ supplierId: "sub", name: "Sub", country: "HK", parentId: "catl", parentStake: 0.8 }),
];
const source: Supplier = supplierOf({ supplierId: "North", name: "North", country: "HK", inputs: "none" });
const links = [
  { supplierId: "pack", input: "cells", upstreamId: "catl", originCountry: null, share: 0.7, source: "test" },
];
const share: Measure & { kind: "share" } = { kind: "share", of: { facet: "origin", countries: ["CN"] } };
const policy: Policy = policyOf({
  countAs: { HK: "CN" },
  rules: [
    ruleOf({ id: "origin", by: "item", measure: share }),
    ruleOf({
      id: "program",
      by: "program",
      measure: { kind: "hhi", facet: "origin" },
      above: { warning: 1000 },
    }),
    ruleOf({ id: "owners", measure: { kind: "hhi", facet: "owner" }, above: { warning: 1000 } }),
    ruleOf({ id: "china", measure: { kind: "look-through", of: { countries: ["CN"] } } }),
    ruleOf({ id: "listed", measure: { kind: "share", of: { list: "1260h" } } }),
    ruleOf({ id: "loss", measure: { kind: "loss", of: "owner" } }),
    ruleOf({ id: "more", measure: { kind: "change", of: share, days: 90 }, above: { warning: 0.1 } }),
  ],
});
const policies = new Map([["ai", policy]]);

/** A world with the links of all. */
function portsOf(positions: Position[], more: Supplier[] = []): MemoryPorts {
  const ports = memoryPorts(positions, [...suppliers, ...more]);
  ports.stored.links.push(...links);
  return ports;
}

/** What each rule observes in a recompute. */
async function assessedRules(ports: MemoryPorts) {
  const deployment = { policies, version: "1.2.3", place: null };
  const [answer] = await recompute({ asOf: AS_OF, dryRun: true }, ports, deployment);
  if (answer === undefined || !("assessment" in answer)) throw new Error("not recomputed");
  return answer.assessment.rules.map(({ rule, group, observed }) => ({ rule, group, observed }));
}

// In quarters of these, and in fifths of quarters, there is no part of a cent.
const amount = fc.integer({ min: 1, max: 1_000 }).map((times) => times * 20_00);
const cellOf = {
  originCountry: fc.constantFrom("CN", "KR", "HK", null),
  program: fc.constantFrom("p", "q", null),
};
const givenArbitrary = fc.uniqueArray(fc.record({ ...cellOf, exposure: amount }), {
  minLength: 1,
  maxLength: 5,
  selector: ({ originCountry, program }) => `${originCountry} ${program}`,
});
const worldArbitrary = fc.record({
  given: givenArbitrary,
  from: fc.constantFrom("catl", "pack", "sub"),
  quarters: fc.integer({ min: 1, max: 4 }),
  to: fc.constantFrom("known", "without sales", "new"),
});

describe("a what-if", () => {
  it("is what a recompute finds in positions that were really changed that way", async () => {
    await fc.assert(
      fc.asyncProperty(worldArbitrary, async ({ given, from, quarters, to }) => {
        const sold = given.map((one, at) => positionOf({ positionId: `G${at}`, supplierId: from, ...one }));
        const others = [
          positionOf({ positionId: "O1", supplierId: "pack", item: "ups-lithium", originCountry: "CN" }),
          positionOf({ positionId: "O2", supplierId: null, originCountry: null }),
          positionOf({ positionId: "O3", supplierId: "catl", originCountry: "CN", date: "2026-01-01" }),
        ].filter(({ supplierId, item }) => supplierId !== from || item !== "bess");
        // A taker that sells makes four fifths of it in Korea.
        const takes = [
          positionOf({ positionId: "T1", supplierId: "lg", originCountry: "KR", exposure: 80_00 }),
          positionOf({
            positionId: "T2",
            supplierId: "lg",
            originCountry: "US",
            exposure: 20_00,
            program: "q",
          }),
        ];
        const fixed = to === "known" ? [...others, ...takes] : others;
        const origins = to === "known" ? ["KR", "KR", "KR", "KR", "US"] : [to === "new" ? "HK" : null];
        const taker = to === "new" ? source : suppliers[1];
        const changed = sold.flatMap((one, at) => {
          const gone = (one.exposure / 4) * quarters;
          const rest = positionOf({ ...one, exposure: one.exposure - gone });
          const moved = origins.map((originCountry, place) =>
            positionOf({
              ...one,
              ...{ positionId: `M${at}-${place}`, supplierId: taker?.supplierId ?? null, originCountry },
              exposure: gone / origins.length,
            }),
          );
          return rest.exposure > 0 ? [rest, ...moved] : moved;
        });
        const asked = to === "new" ? ({ name: "North", country: "HK", inputs: "none" } as const) : "lg";
        const payload = {
          sector: "ai",
          asOf: AS_OF,
          move: [{ part: quarters / 4, item: "bess", from, to: asked }],
          pairs: true as const,
        };
        const changedPorts = () => portsOf([...fixed, ...changed], to === "new" ? [source] : []);
        const { rules, pairs } = await runSimulation(payload, portsOf([...fixed, ...sold]), policies);
        const really = await assessedRules(changedPorts());
        const told = (side: "before" | "after") =>
          rules?.map(({ rule, group, [side]: { observed } }) => ({ rule, group, observed }));
        expect(told("after")).toEqual(really);
        expect(told("before")).toEqual(await assessedRules(portsOf([...fixed, ...sold])));
        const alone = await runSimulation(
          { sector: "ai", asOf: AS_OF, pairs: true },
          changedPorts(),
          policies,
        );
        const losses = (of: typeof pairs) => of?.map(({ loss }) => loss.lower.toFixed(9));
        expect(losses(pairs)).toEqual(losses(alone.pairs));
      }),
    );
  });

  it("writes nothing, and says that data is missing where it is", async () => {
    const ports = portsOf([positionOf({ supplierId: "catl" })]);
    ports.stored.unreadablePositions = 1;
    const before = structuredClone(ports.stored);
    const payload = { sector: "ai", asOf: AS_OF, limits: [{ rule: "owners", warning: 2000 }] };
    expect(await runSimulation(payload, ports, policies)).toMatchObject({
      incomplete: true,
      rules: expect.arrayContaining([expect.objectContaining({ rule: "owners" })]),
    });
    expect(ports.stored).toEqual(before);
  });

  it("that cannot be asked names its field", async () => {
    const payload = { sector: "ai", asOf: AS_OF, limits: [{ rule: "owners", warning: 0.5 }] };
    await expect(runSimulation(payload, portsOf([positionOf()]), policies)).rejects.toThrow(
      'payload: field "limits.0.warning": owners: 0.5 must be points from 0 to 10000, not a fraction; 5000?',
    );
  });
});
