import { describe, expect, it } from "vitest";
import { simulationLines } from "../../../cli/text/simulation.ts";
import type { Simulation, SimulationInput } from "../../../shared/assessment/simulation.ts";
import type { Link } from "../../../shared/supply/link.ts";
import { foldOf, simulationInputOf, suppliersOf, simulated as whatIf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

const suppliers = suppliersOf(
  supplierOf({ supplierId: "north", name: "North", port: ["ningbo-zhoushan"], inputs: "none" }),
  supplierOf({ supplierId: "south", name: "South", port: [], region: ["fujian"] }),
  supplierOf({ supplierId: "maker", name: "Maker", port: [], inputs: "none" }),
);
const link: Link = {
  ...{ supplierId: "south", input: "cells", upstreamId: "maker", originCountry: "CN", share: 1 },
  ...{ source: null, plant: "ningde-1" },
};

function inputOf(remove: SimulationInput["remove"], links: Link[] = [link]): SimulationInput {
  const sales: [string | null, number][] = [
    ["north", 50_00],
    ["south", 40_00],
    [null, 10_00],
  ];
  return simulationInputOf({
    fold: foldOf(
      sales.map(([supplierId, exposure], at) =>
        positionOf({ positionId: `P-${at}`, supplierId, exposure, originCountry: "US" }),
      ),
    ),
    suppliers,
    links: new Map([["south", links]]),
    remove,
  });
}

function linesOf(simulation: Simulation): string {
  const about = { sector: "ai", asOf: "2026-07-31", windowDays: 365, windowEnd: "2026-07-31" };
  return simulationLines({ ...about, incomplete: false, unreadable: 0, ...simulation }, new Map(), null).join(
    "\n",
  );
}

describe("the removal of a place", () => {
  it("costs who is certainly there, and says of how much the place is known", () => {
    const simulation = whatIf(inputOf({ ports: ["Ningbo Zhoushan"] }));
    expect(simulation.removed).toEqual({ ports: ["ningbo-zhoushan"] });
    expect(simulation.scopes[0]).toMatchObject({
      loss: { lower: 0.5, upper: 0.6 },
      placed: { port: 0.9 },
    });
    const text = linesOf(simulation);
    expect(text).toContain("without port ningbo-zhoushan");
    expect(text).toContain(
      "The port is known of those who sell 90 % of exposure. Whoever names no port, in any tier, possibly stops with each.",
    );
  });

  it("takes the share of a link that names it, and the chain says so", () => {
    const simulation = whatIf(inputOf({ plants: ["ningde-1"] }));
    expect(simulation.scopes[0]?.loss).toEqual({ lower: 0.4, upper: 1 });
    expect(linesOf(simulation)).toContain("from plant ningde-1, sold by Maker > cells 100 % > South > bess");
  });

  it("and of the country that the link is made in is told by the country", () => {
    const simulation = whatIf(inputOf({ plants: ["ningde-1"], countries: ["CN"] }));
    expect(linesOf(simulation)).toContain("made in China, sold by Maker > cells 100 % > South > bess");
  });

  it("stands in the ranking under its kind, and only of kinds that somebody names", () => {
    const { removals } = whatIf(inputOf({ ports: ["ningbo-zhoushan"] }));
    expect(removals.filter(({ kind }) => !["owner", "country", "supplier"].includes(kind))).toEqual([
      {
        kind: "port",
        key: "ningbo-zhoushan",
        name: "port ningbo-zhoushan",
        loss: { lower: 0.5, upper: 0.6 },
      },
      { kind: "region", key: "fujian", name: "region fujian", loss: { lower: 0.4, upper: 1 } },
      { kind: "plant", key: "ningde-1", name: "plant ningde-1", loss: { lower: 0.4, upper: 1 } },
    ]);
    const unnamed = simulationInputOf({
      ...inputOf({ owners: ["north"] }),
      suppliers: new Map(),
      links: new Map(),
    });
    expect(
      whatIf({ ...unnamed, remove: { suppliers: ["north"] } }).removals.map(({ kind }) => kind),
    ).not.toContain("port");
  });

  it.each<[string, SimulationInput["remove"], string]>([
    ["that nobody has", { ports: ["ningbo-zoushan"] }, "nearest: ningbo-zhoushan"],
    ["that is like none", { ports: ["x"] }, "its ports are ningbo-zhoushan"],
  ])("%s is refused", (_name, remove, hint) => {
    expect(() => whatIf(inputOf(remove))).toThrow(hint);
  });

  it("of a kind that nobody names is refused with what to fill", () => {
    expect(() => whatIf(inputOf({ plants: ["ningde-1"] }, []))).toThrow(
      "no supplier or link in the supply of ai names a plant: fill the column plant of suppliers or links",
    );
  });
});

describe("the worst pairs", () => {
  it("come with their names and what each costs alone, on the terminal too", () => {
    const { remove: _, ...given } = inputOf(undefined);
    const simulation = whatIf({ ...given, pairs: true });
    expect(simulation.pairs?.[0]).toMatchObject({ loss: { lower: 0.9, upper: 1 } });
    expect(linesOf(simulation)).toMatch(/WORST PAIRS OF REMOVALS +lost +first alone +second alone\n/);
  });

  it("are none where nothing together costs more than one alone", () => {
    const simulation = whatIf({ ...simulationInputOf({}), pairs: true });
    expect(simulation.pairs).toEqual([]);
    expect(linesOf(simulation)).toContain("no two together certainly cost more than the worse of them alone");
  });

  it("are those after what moves, and say so", () => {
    const { remove: _, ...given } = inputOf(undefined);
    const move = [
      { part: 1, item: "bess", from: "south", to: { name: "New", country: "SE", inputs: "none" as const } },
    ];
    const simulation = whatIf({ ...given, move, pairs: true });
    const names = simulation.pairs?.flatMap(({ removals }) => removals.map(({ name }) => name));
    expect(names).toContain("New");
    expect(names).not.toContain("Maker");
    expect(linesOf(simulation)).toMatch(/WORST PAIRS OF REMOVALS, after the move +lost/);
  });
});
