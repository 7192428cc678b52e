import fc from "fast-check";
import type { Measure } from "../../../shared/policy/measure.ts";
import { factsOf } from "../../../shared/policy/measure-facts.ts";
import { policyOf, ruleOf } from "../../support/builders.ts";
import { type World, worlds } from "../../support/supply-worlds.ts";
import type { Run } from "./telling.ts";

const china = { countries: ["CN"] };
const measures: Measure[] = [
  { kind: "share", of: { facet: "origin", ...china } },
  { kind: "direct", of: china },
  { kind: "look-through", of: { countries: ["CN", "JP"] } },
  { kind: "look-through", of: { owners: ["s1", "s4"] } },
  { kind: "loss", of: "owner" },
  { kind: "loss", of: "country" },
  { kind: "hhi", facet: "origin" },
  { kind: "top", facet: "owner", n: 1 },
  { kind: "unknown", facet: "origin" },
];
const labels = fc.constantFrom("AI", "US storage imports", "Twenty-four letters long");
const limits = fc.constantFrom(0.05, 0.3, 0.6);

/** A sector in two runs, by rules of several kinds; the last may raise, ease or resolve. */
export const lives: fc.Arbitrary<Run[]> = fc
  .record({
    label: labels,
    before: worlds({ cycles: true }),
    after: worlds({ cycles: true }),
    kinds: fc.uniqueArray(fc.constantFrom(...measures), { minLength: 1, maxLength: 3 }),
    limit: limits,
    by: fc.constantFrom<"item" | undefined>("item", undefined),
  })
  .map(({ label, before, after, kinds, limit, by }) => {
    const rules = kinds.map((measure, at) =>
      ruleOf({
        id: `rule-${at}`,
        measure,
        above: { warning: factsOf(measure).unit === "points" ? limit * 10_000 : limit },
        margin: 0.01,
        ...(by === undefined ? {} : { by }),
      }),
    );
    const policy = policyOf({ label, rules });
    const run = (asOf: string, { positions, suppliers, links }: World): Run => {
      return { asOf, positions, suppliers, links, policy };
    };
    return [run("2026-07-24", before), run("2026-07-31", after)];
  });
