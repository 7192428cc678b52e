import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { moveAsked, moveParts } from "../../../../cli/input/moved.ts";
import { simulate } from "../../../../shared/assessment/simulation.ts";
import { remedyCommand } from "../../../../shared/bulletin/sections/try-remedy.ts";
import { crosses, limitsOf } from "../../../../shared/policy/limits.ts";
import type { Measure } from "../../../../shared/policy/measure.ts";
import type { Rule } from "../../../../shared/policy/rule.ts";
import { assessed, foldOf, policyOf, ruleOf, suppliersOf, YEAR } from "../../../support/builders.ts";
import { cases } from "../../../support/cases.ts";
import { positionOf, supplierOf } from "../../../support/samples.ts";
import { type World, worlds } from "../../../support/supply-worlds.ts";

const china = { countries: ["CN"] };
const kinds: [Measure, "above" | "below"][] = [
  [{ kind: "look-through", of: china }, "above"],
  [{ kind: "look-through", of: { owners: ["s1", "s4"] } }, "above"],
  [{ kind: "direct", of: china }, "above"],
  [{ kind: "share", of: { facet: "control", ...china } }, "above"],
  [{ kind: "share", of: { facet: "control", countries: ["JP"] } }, "below"],
  [{ kind: "share", of: { suppliers: ["s1", "s3"] } }, "above"],
  [{ kind: "loss", of: "owner" }, "above"],
  [{ kind: "share", of: { facet: "origin", ...china } }, "above"],
  [{ kind: "hhi", facet: "supplier" }, "above"],
];

const limitOf = ({ kind }: Measure, part: number) => (kind === "hhi" ? part * 10_000 : part);
const rules = fc
  .record({ kind: fc.constantFrom(...kinds), limit: fc.constantFrom(0.1, 0.3, 0.6), isByItem: fc.boolean() })
  .map(({ kind: [measure, side], limit, isByItem }) =>
    ruleOf({ measure, [side]: { critical: limitOf(measure, limit) }, ...(isByItem ? { by: "item" } : {}) }),
  );

function measured(world: Pick<World, "positions" | "suppliers" | "links">, rule: Rule) {
  const input = {
    policy: policyOf({ rules: [rule], unmappedSuppliers: "safe" }),
    fold: foldOf(world.positions),
    suppliers: suppliersOf(...world.suppliers),
    links: Map.groupBy(world.links, ({ supplierId }) => supplierId),
    window: YEAR,
  };
  return { input, found: assessed(input) };
}

const movesOf = (command: string) =>
  [...command.matchAll(/ --move '([^']*)'/g)].map(([, word = ""]) =>
    moveAsked("--move", moveParts("--move", word), "USD"),
  );

describe("the command that a remedy prints", () => {
  it("brings the rule to where the remedy says, whatever the supply and the rule are", () => {
    let printed = 0;
    const property = fc.property(worlds({ cycles: true }), rules, (world, rule) => {
      const { input, found } = measured(world, rule);
      for (const observation of found.observations) {
        const { remedy, group } = observation;
        for (const { command } of remedyCommand(observation, found, null)) {
          if (remedy === null || "none" in remedy) throw new Error("nothing moves, and a command is printed");
          printed += 1;
          const result = simulate({ ...input, foldsBefore: new Map(), move: movesOf(command) });
          if ("problem" in result) throw new Error(result.problem.message);
          const after = result.rules?.find((one) => one.group === group)?.after.observed;
          const bound = limitsOf(rule).side === "above" ? after?.lower : after?.upper;
          expect({ command, is: crosses(rule, bound ?? Number.NaN, remedy.limit) }).toEqual({
            command,
            is: false,
          });
        }
      }
    });
    fc.assert(property, cases(500));
    expect(printed).toBeGreaterThan(0);
  });

  const lookThrough = ruleOf({ measure: { kind: "look-through", of: china }, above: { critical: 0.5 } });
  const sells = (supplierId: string, exposure: number, originCountry: string | null = null) =>
    positionOf({ positionId: `${supplierId}-${originCountry}`, supplierId, exposure, originCountry });
  const commandsFor = (rule: Rule, suppliers = ["cn", "kr"], ...positions: ReturnType<typeof sells>[]) => {
    const rows = suppliers.map((id) =>
      supplierOf({ supplierId: id, country: id.slice(0, 2).toUpperCase(), inputs: "none" }),
    );
    const { found } = measured({ positions, suppliers: rows, links: [] }, rule);
    return found.observations.flatMap((one) => remedyCommand(one, found, null));
  };

  it("moves to the known taker, and to a new source in its country, to the cent", () => {
    expect(
      commandsFor(lookThrough, ["cn", "kr"], sells("cn", 800_01, "CN"), sells("kr", 100_00, "KR")),
    ).toEqual([
      {
        purpose: "What the move above brings, with a new source in South Korea as an example:",
        command:
          "npx chokepoint simulate --sector ai --move 'USD 100:bess:cn:kr' --move 'USD 250.01:bess:cn:NEW SOURCE:KR:none' --as-of 2026-07-31",
      },
    ]);
  });

  it("names no new source where the known takers can take all of it", () => {
    const [only] = commandsFor(
      lookThrough,
      ["cn", "kr"],
      sells("cn", 600_00, "CN"),
      sells("kr", 400_00, "KR"),
    );
    expect(only).toEqual({
      purpose: "What the move above brings:",
      command: "npx chokepoint simulate --sector ai --move 'USD 100:bess:cn:kr' --as-of 2026-07-31",
    });
  });

  it.each<[string, Rule, string[], ReturnType<typeof sells>[]]>([
    [
      "nobody is known in whose country a new source could stand",
      lookThrough,
      ["cn"],
      [sells("cn", 1_00, "CN")],
    ],
    [
      "the giver is not known",
      lookThrough,
      ["kr"],
      [positionOf({ supplierId: null, originCountry: "CN", exposure: 600_00 }), sells("kr", 400_00, "KR")],
    ],
    [
      "it gives only what it makes in one country",
      ruleOf({ measure: { kind: "look-through", of: china }, above: { critical: 0.3 } }),
      ["us", "kr"],
      [sells("us", 500_00, "CN"), sells("us", 100_00, "US"), sells("kr", 400_00, "KR")],
    ],
    [
      "countries give, and no suppliers",
      ruleOf({ above: { critical: 0.5 } }),
      ["cn", "kr"],
      [sells("cn", 600_00, "CN"), sells("kr", 400_00, "KR")],
    ],
    [
      "a name cannot be written in a command",
      lookThrough,
      ["cn\\", "kr"],
      [sells("cn\\", 600_00, "CN"), sells("kr", 400_00, "KR")],
    ],
  ])("is left out where %s", (_why, rule, suppliers, positions) => {
    expect(commandsFor(rule, suppliers, ...positions)).toEqual([]);
  });
});
