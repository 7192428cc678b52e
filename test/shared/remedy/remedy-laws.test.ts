import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { observeRule } from "../../../shared/assessment/observation.ts";
import { crosses, limitsOf } from "../../../shared/policy/limits.ts";
import type { Measure } from "../../../shared/policy/measure.ts";
import type { Rule } from "../../../shared/policy/rule.ts";
import type { Move, Taker } from "../../../shared/remedy/remedy.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { asMinor } from "../../../shared/values/exposure.ts";
import { ruleOf } from "../../support/builders.ts";
import { cases } from "../../support/cases.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { viewOf, type World, worlds } from "../../support/supply-worlds.ts";

/** Small exposures: new sources of one unit each can then be written down. */
const smallWorlds = worlds({ cycles: true }).map(({ positions, ...world }) => ({
  ...world,
  positions: positions.map((position) => ({ ...position, exposure: asMinor(1 + (position.exposure % 40)) })),
}));

const aboveRules: [string, Measure, number[]][] = [
  ["HHI of owners", { kind: "hhi", facet: "owner" }, [1500, 3000, 6000]],
  ["HHI of suppliers", { kind: "hhi", facet: "supplier" }, [1500, 3000]],
  ["HHI of origins", { kind: "hhi", facet: "origin" }, [1500, 3000]],
  ["the largest owner", { kind: "top", facet: "owner", n: 1 }, [0.2, 0.5]],
  ["the three largest suppliers", { kind: "top", facet: "supplier", n: 3 }, [0.3, 0.6]],
  ["a share of manufacture", { kind: "share", of: { facet: "origin", countries: ["CN"] } }, [0, 0.2, 0.5]],
  ["a share of control", { kind: "share", of: { facet: "control", countries: ["CN", "JP"] } }, [0, 0.3]],
  ["a share of owners", { kind: "share", of: { owners: ["s1", "s2"] } }, [0, 0.2]],
  ["a share of suppliers", { kind: "share", of: { suppliers: ["s1", "s3"] } }, [0, 0.2]],
  ["a direct dependency", { kind: "direct", of: { countries: ["CN"] } }, [0, 0.3, 0.65]],
  ["a look-through of a country", { kind: "look-through", of: { countries: ["CN"] } }, [0, 0.1, 0.4]],
  ["a look-through of owners", { kind: "look-through", of: { owners: ["s1", "s4"] } }, [0, 0.2]],
  ["the loss of an owner", { kind: "loss", of: "owner" }, [0, 0.1, 0.2, 0.4]],
  ["the loss of a country", { kind: "loss", of: "country" }, [0, 0.2, 0.4]],
];
const belowRules: [string, Measure, number[]][] = [
  ["effective owners", { kind: "effective", facet: "owner" }, [2, 4, 8]],
  ["effective origins", { kind: "effective", facet: "origin" }, [2, 5]],
  ["a share of control", { kind: "share", of: { facet: "control", countries: ["US"] } }, [0.5, 1]],
  ["a share of manufacture", { kind: "share", of: { facet: "origin", countries: ["US"] } }, [0.3, 0.8]],
];
const rules: [string, Rule[]][] = [
  ...aboveRules.map(([name, measure, limits]): [string, Rule[]] => [
    name,
    limits.map((critical) => ruleOf({ measure, above: { critical } })),
  ]),
  ...belowRules.map(([name, measure, limits]): [string, Rule[]] => [
    `too few: ${name}`,
    limits.map((critical) => ruleOf({ measure, below: { critical } })),
  ]),
];

describe.each(rules)("the remedy of %s", (_name, own) => {
  it("clears once it is made", () => {
    fc.assert(
      fc.property(smallWorlds, fc.constantFrom(...own), (world, rule) => {
        const move = moveOf(world, rule);
        fc.pre(move !== null);
        for (const after of afterMove(world, rule, move, 0)) expect(isBeyond(after, rule)).toBe(false);
      }),
      cases(40),
    );
  });

  it("does not clear with one unit less", () => {
    fc.assert(
      fc.property(smallWorlds, fc.constantFrom(...own), (world, rule) => {
        const move = moveOf(world, rule);
        fc.pre(move !== null);
        for (const after of afterMove(world, rule, move, 1)) expect(isBeyond(after, rule)).toBe(true);
      }),
      cases(40),
    );
  });

  it("clears once the known takers have taken their part", () => {
    fc.assert(
      fc.property(smallWorlds, fc.constantFrom(...own), fc.constantFrom(1, 2, 5), (world, rule, growth) => {
        const move = moveOf(world, rule, growth);
        fc.pre(move !== null);
        const takers = move.takers.map((taker) => takingPosition(world, rule.measure, taker));
        const [after] = afterMove(world, rule, move, 0, { takers, units: move.newSources });
        expect(after === undefined || isBeyond(after, rule)).toBe(false);
      }),
      cases(40),
    );
  });

  it("is there for every certain breach", () => {
    fc.assert(
      fc.property(smallWorlds, fc.constantFrom(...own), (world, rule) => {
        const [observation] = observeRule(rule, viewOf(world), () => null);
        expect(observation?.remedy !== null).toBe(isBeyond(world, rule));
      }),
      cases(40),
    );
  });
});

/** What a taker takes, as it sells already. */
function takingPosition(world: World, measure: Measure, { key, takes }: Taker): Position {
  const countryOf = countriesOf(world);
  const like = world.positions.find((position) => keyOf(position, measure, countryOf) === key);
  if (like === undefined) throw new Error(`${key} sells nothing`);
  return { ...like, positionId: `taken-${key}`, exposure: asMinor(takes) };
}

function countriesOf({ suppliers }: World): Map<string, string | null> {
  return new Map(suppliers.map(({ supplierId, country }) => [supplierId, country]));
}

function moveOf(world: World, rule: Rule, growth = 2): Move | null {
  const [observation] = observeRule(rule, { ...viewOf(world), growth }, () => null);
  const remedy = observation?.remedy ?? null;
  return remedy === null || "none" in remedy ? null : remedy;
}

function isBeyond(world: World, rule: Rule): boolean {
  const [observation] = observeRule(rule, viewOf(world), () => null);
  if (observation?.observed == null) throw new Error("nothing was observed");
  const { side, limits } = limitsOf(rule);
  const bound = side === "above" ? observation.observed.lower : observation.observed.upper;
  return crosses(rule, bound, limits.critical ?? Number.NaN);
}

/** The world once a move is made but for some units that stay with one of the givers; new sources of one unit each take. */
function afterMove(
  world: World,
  rule: Rule,
  { givers, exposure }: Move,
  spared: number,
  taken: Taken = { takers: [], units: exposure - spared },
): World[] {
  return givers.map((sparing) => {
    const give = new Map(
      givers.map((giver) => [
        nameOf(giver.key, giver.madeIn),
        giver.exposure - (giver === sparing ? spared : 0),
      ]),
    );
    return made(world, rule, give, taken);
  });
}

/** What known ones take, and how many new sources take one unit each. */
interface Taken {
  takers: Position[];
  units: number;
}

function made(world: World, { measure }: Rule, give: Map<string, number>, { takers, units }: Taken): World {
  const countryOf = countriesOf(world);
  const left = new Map(give);
  // One whose place of manufacture is told gives from there; who gives in general gives the unknown first.
  const ordered = [...world.positions].sort(
    (a, b) => Number(a.originCountry !== null) - Number(b.originCountry !== null),
  );
  const positions = ordered.map((position) => {
    const key = keyOf(position, measure, countryOf);
    let exposure: number = position.exposure;
    for (const name of [nameOf(key, position.originCountry), nameOf(key, null)]) {
      const gives = Math.min(left.get(name) ?? 0, exposure);
      left.set(name, (left.get(name) ?? 0) - gives);
      exposure -= gives;
    }
    return { ...position, exposure: asMinor(exposure) };
  });
  const fresh = Array.from({ length: units }, (_, at) => `new-${at}`);
  return {
    links: world.links,
    suppliers: [
      ...world.suppliers,
      ...fresh.map((supplierId, at) => supplierOf({ supplierId, country: newCountry(at, measure) })),
    ],
    positions: [
      ...positions,
      ...takers,
      ...fresh.map((supplierId, at) =>
        positionOf({
          positionId: supplierId,
          supplierId,
          originCountry: newCountry(at, measure),
          exposure: 1,
        }),
      ),
    ],
  };
}

/** A country of its own for each where countries are counted; else one that no rule above is about. */
function newCountry(at: number, { kind }: Measure): string {
  const isCounted = kind === "hhi" || kind === "effective" || kind === "loss";
  return isCounted ? `${String.fromCharCode(97 + (at % 26))}${Math.floor(at / 26)}` : "US";
}

/** Whom a position counts for: every supplier of these worlds owns itself. */
function keyOf(
  { supplierId, originCountry }: Position,
  measure: Measure,
  countryOf: ReadonlyMap<string, string | null>,
): string | null {
  const facet =
    "facet" in measure
      ? measure.facet
      : measure.kind === "share" && "facet" in measure.of
        ? measure.of.facet
        : null;
  if (facet === "origin") return originCountry;
  return facet === "control" && measure.kind !== "share"
    ? (countryOf.get(supplierId ?? "") ?? null)
    : supplierId;
}

function nameOf(key: string | null, madeIn: string | null): string {
  return JSON.stringify([key, madeIn]);
}
