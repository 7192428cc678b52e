import { describe, expect, it } from "vitest";
import { type SimulationInput, simulate } from "../../../shared/assessment/simulation.ts";
import { problemSentence } from "../../../shared/values/problem.ts";
import {
  foldOf,
  policyOf,
  ruleOf,
  simulated,
  simulationInputOf,
  suppliersOf,
} from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

const suppliers = suppliersOf(
  supplierOf({ supplierId: "catl", name: "CATL", country: "CN" }),
  supplierOf({ supplierId: "lg", name: "LG Energy", country: "KR", inputs: "none" }),
  supplierOf({ supplierId: "twin-1", name: "Twin", country: "US" }),
  supplierOf({ supplierId: "twin-2", name: "Twin", country: "US" }),
);
const china = ruleOf({ margin: 0.03 });
const owners = ruleOf({
  id: "owners",
  title: "Few owners",
  measure: { kind: "hhi", facet: "owner" },
  above: { warning: 1000, critical: 1800 },
});
const policy = policyOf({ rules: [china, owners] });
const fold = foldOf([
  positionOf({ positionId: "a", supplierId: "catl", originCountry: "CN", exposure: 60_00 }),
  positionOf({ positionId: "b", supplierId: "lg", originCountry: "KR", exposure: 40_00 }),
]);
const world = { policy, fold, suppliers };
const move = { item: "bess", from: "catl", to: "lg" };
const newSource = { name: "North Cells", country: "SE", inputs: "none" as const };

function problemOf(asked: Partial<SimulationInput>): string {
  const answer = simulate(simulationInputOf({ ...world, ...asked }));
  return "problem" in answer ? problemSentence(answer.problem) : "none";
}

describe("a what-if", () => {
  it("says what moves, and each rule before and after", () => {
    const { moved, rules, removed, scopes, stays } = simulated({ ...world, move: [{ ...move, part: 0.5 }] });
    const told = { item: "bess", from: "catl", fromName: "CATL", to: "lg", toName: "LG Energy" };
    expect(moved).toEqual([{ ...told, exposure: 30, part: 0.5 }]);
    expect(rules).toMatchObject([
      {
        rule: "china-origin",
        before: { observed: { lower: 0.6, upper: 0.6 }, level: "warning" },
        after: { observed: { lower: 0.3, upper: 0.3 }, level: "warning" },
        levelByMargin: "warning",
      },
      { rule: "owners", before: { level: "critical" }, after: { level: "critical" } },
    ]);
    expect({ removed, scopes, stays }).toEqual({ removed: null, scopes: [], stays: null });
  });

  it("ranks single removals after the moves", () => {
    const { removals } = simulated({ ...world, move: [{ ...move, exposure: 60 }] });
    expect(removals.filter(({ kind }) => kind === "owner")).toMatchObject([
      { key: "lg", loss: { lower: 1 } },
    ]);
  });

  it("gives a new source its country, its inputs and its name", () => {
    const { moved, rules, removals } = simulated({
      ...world,
      move: [{ ...move, exposure: 45, to: newSource }],
    });
    expect(moved).toMatchObject([
      { to: "North Cells", toName: "North Cells", newSource: { country: "SE", inputs: "none" } },
    ]);
    expect(rules?.[0]).toMatchObject({
      after: { observed: { lower: 0.15, upper: 0.15 }, level: "none" },
      levelByMargin: "none",
    });
    expect(removals).toContainEqual({
      kind: "country",
      key: "SE",
      name: "Sweden",
      loss: { lower: 0.45, upper: 0.6 },
    });
  });

  it("makes moves one after the other: what was taken can be given, also by a new source", () => {
    const { moved } = simulated({
      ...world,
      move: [
        { ...move, exposure: 60, to: newSource },
        { ...move, from: "north cells", to: "lg", part: 0.5 },
        { ...move, from: "lg", to: newSource, exposure: 70 },
      ],
    });
    expect(moved?.map(({ exposure, part }) => [exposure, part])).toEqual([
      [60, 1],
      [30, 0.5],
      [70, 1],
    ]);
  });

  it("puts a new source on the lists that name it", () => {
    const listed = ruleOf({
      id: "listed",
      measure: { kind: "share", of: { list: "1260h" } },
      above: { warning: 0.01 },
    });
    const source = { name: "Contemporary Amperex Technology Co., Limited", country: "CN" };
    const { rules } = simulated({
      ...world,
      policy: policyOf({ rules: [listed] }),
      move: [{ ...move, from: "lg", part: 0.5, to: source }],
    });
    expect(rules).toMatchObject([
      { before: { observed: { lower: 0.6 } }, after: { observed: { lower: 0.8 } } },
    ]);
  });

  it("with other limits alone changes levels, and no value", () => {
    const { rules, moved } = simulated({ ...world, limits: [{ rule: "china-origin", critical: 0.5 }] });
    expect(moved).toBeUndefined();
    expect(rules?.[0]).toMatchObject({
      before: { level: "warning", limits: { warning: 0.25, critical: 0.65 } },
      after: { level: "critical", limits: { warning: 0.25, critical: 0.5 } },
    });
    for (const { before, after } of rules ?? []) expect(after.observed).toEqual(before.observed);
  });

  it("with a removal says what is lost with the moves, and without them", () => {
    const { scopes } = simulated({
      ...world,
      move: [{ ...move, part: 0.5 }],
      remove: { countries: ["CN"] },
    });
    expect(scopes[0]).toMatchObject({ loss: { lower: 0.3 }, lossBefore: { lower: 0.6 } });
  });

  it("loses nothing with a company that sells nothing after the moves", () => {
    const { scopes, removed } = simulated({
      ...world,
      move: [{ ...move, part: 1 }],
      remove: { owners: ["CATL"], suppliers: ["catl"] },
    });
    expect(removed).toEqual({ owners: ["catl"], suppliers: ["catl"] });
    expect(scopes[0]).toMatchObject({ loss: { lower: 0, upper: 0 }, lossBefore: { lower: 0.6 } });
  });

  it("that only removes says nothing of rules", () => {
    const answer = simulated({ ...world, remove: { countries: ["CN"] } });
    expect(answer).not.toHaveProperty("rules");
    expect(answer).not.toHaveProperty("moved");
    expect(answer.scopes[0]).not.toHaveProperty("lossBefore");
  });

  it("removes everyone who is on a restricted list on that day", () => {
    const onList = suppliersOf(
      supplierOf({ supplierId: "catl", country: "CN", lists: ["1260h"], inputs: "none" }),
      supplierOf({ supplierId: "lg", country: "KR", inputs: "none" }),
    );
    const { scopes, removed } = simulated({ ...world, suppliers: onList, remove: { lists: ["1260h"] } });
    expect(removed).toEqual({ lists: ["1260h"] });
    expect(scopes[0]?.loss).toEqual({ lower: 0.6, upper: 0.6 });
  });
});

describe("a what-if that cannot be asked is refused in one sentence:", () => {
  const twice = { rule: "china-origin", warning: 0.3 };
  it.each<[string, Partial<SimulationInput>, string]>([
    [
      "an item that nobody sells",
      { move: [{ ...move, part: 1, item: "bes" }] },
      'field "move.0.item": no "bes" is bought for ai in this window; nearest: bess',
    ],
    [
      "a giver that is not known",
      { move: [{ ...move, part: 1, from: "calt" }] },
      'field "move.0.from": "calt" is no supplier; nearest: catl (CATL)',
    ],
    [
      "a giver that sells none",
      { move: [{ ...move, part: 1, from: "twin-1" }] },
      'field "move.0.from": "twin-1" sells no bess in this window; sold by catl, lg',
    ],
    [
      "a giver that a move has emptied",
      {
        move: [
          { ...move, part: 1 },
          { ...move, part: 1 },
        ],
      },
      'field "move.1.from": "catl" sells no bess in this window; sold by lg',
    ],
    [
      "a taker that is not known",
      { move: [{ ...move, part: 1, to: "LG Enrgy" }] },
      'field "move.0.to": "LG Enrgy" is no supplier; nearest: lg (LG Energy); a new source needs a country',
    ],
    [
      "a taker whose name two have",
      { move: [{ ...move, part: 1, to: "twin" }] },
      'field "move.0.to": "twin" is twin-1 or twin-2: name one of them by its id',
    ],
    [
      "a giver that is the taker",
      { move: [{ ...move, part: 1, to: "CATL" }] },
      'field "move.0.to": CATL cannot give to itself: name another taker',
    ],
    [
      "more than there is",
      { move: [{ ...move, exposure: 60.01 }] },
      'field "move.0.exposure": USD 60.01 is more than there is; CATL sells USD 60 of bess',
    ],
    [
      "more than there is after a move",
      {
        move: [
          { ...move, part: 0.5 },
          { ...move, exposure: 31 },
        ],
      },
      'field "move.1.exposure": USD 31 is more than there is; CATL sells USD 30 of bess after the moves before this one',
    ],
    [
      "a part of a cent",
      { move: [{ ...move, exposure: 1.001 }] },
      'field "move.0.exposure": "1.001" has more than 2 decimals of USD; CATL sells USD 60 of bess',
    ],
    [
      "a new source that is there",
      { move: [{ ...move, part: 1, to: { name: "lg energy", country: "KR" } }] },
      'field "move.0.to": "lg energy" is known already (lg), so it is no new source: name it without a country',
    ],
    [
      "a new source in two countries",
      {
        move: [
          { ...move, part: 0.5, to: newSource },
          { ...move, part: 0.5, to: { ...newSource, country: "NO" } },
        ],
      },
      'field "move.1.to": "North Cells" is a new source already, with another country or other inputs',
    ],
    [
      "a new source in no country",
      { move: [{ ...move, part: 1, to: { name: "N", country: "ZZ" } }] },
      'field "move.0.to": "ZZ" is not a country',
    ],
    [
      "a rule that is not there",
      { limits: [{ rule: "china-orign", warning: 0.2 }] },
      'field "limits.0.rule": "china-orign" is not a rule of ai; nearest: china-origin',
    ],
    ["a rule given twice", { limits: [twice, twice] }, 'field "limits.1.rule": china-origin is given twice'],
    [
      "a warning limit behind the critical one",
      { limits: [{ rule: "china-origin", warning: 0.7 }] },
      'field "limits.0.warning": china-origin: its warning limit 70 % must be crossed before its critical limit 65 %',
    ],
    [
      "a critical limit before the warning one",
      { limits: [{ rule: "china-origin", critical: 0.2 }] },
      'field "limits.0.critical": china-origin: its warning limit 25 % must be crossed before its critical limit 20 %',
    ],
    [
      "an HHI that is a fraction",
      { limits: [{ rule: "owners", warning: 0.25 }] },
      'field "limits.0.warning": owners: 0.25 must be points from 0 to 10000, not a fraction; 2500?',
    ],
    [
      "a share in percent",
      { limits: [{ rule: "china-origin", critical: 70 }] },
      'field "limits.0.critical": china-origin: 70 must be between 0 and 1; 0.7?',
    ],
    [
      "a limit that no value clears by the margin",
      { limits: [{ rule: "china-origin", warning: 0.01 }] },
      'field "limits.0": china-origin: no value is inside that limit by the margin of 3 %',
    ],
    [
      "a list that is not there",
      { remove: { lists: ["1260"] } },
      '"1260" is no restricted list; nearest: 1260h',
    ],
  ])("%s", (_what, asked, sentence) => {
    expect(problemOf(asked)).toBe(sentence);
  });
});
