import { describe, expect, it } from "vitest";
import { simulationLines } from "../../../cli/text/simulation.ts";
import { type Simulation, type SimulationInput, simulate } from "../../../shared/assessment/simulation.ts";
import type { Link } from "../../../shared/supply/link.ts";
import type { Supplier } from "../../../shared/supply/supplier.ts";
import { foldOf, simulationInputOf, suppliersOf, simulated as whatIf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

const catl = supplierOf({ supplierId: "catl", name: "CATL", country: "CN" });
const integrator = supplierOf({ supplierId: "integrator", name: "Integrator", country: "US" });
const bmsMaker = supplierOf({
  supplierId: "bms-maker",
  name: "BMS Maker",
  country: "US",
  parentId: "catl",
  parentStake: 1,
});
const korean = supplierOf({ supplierId: "korean", name: "Korean Cells", country: "KR", inputs: "none" });

function linkOf(input: string, upstreamId: string, share: number, originCountry: string | null = null): Link {
  return { supplierId: "integrator", input, upstreamId, originCountry, share, source: null };
}

interface World {
  sales: [supplierId: string, exposure: number][];
  suppliers: Supplier[];
  links?: Link[];
}

function inputOf({ sales, suppliers, links = [] }: World, remove: SimulationInput["remove"]) {
  return simulationInputOf({
    fold: foldOf(
      sales.map(([supplierId, exposure], at) =>
        positionOf({ positionId: `P-${at}`, supplierId, exposure: exposure * 100, originCountry: "US" }),
      ),
    ),
    suppliers: suppliersOf(...suppliers),
    links: Map.groupBy(links, ({ supplierId }) => supplierId),
    remove,
  });
}

function simulated(world: World, remove: SimulationInput["remove"]): Simulation {
  return whatIf(inputOf(world, remove));
}

function linesOf(simulation: Simulation): string {
  const circumstances = {
    sector: "ai",
    asOf: "2026-07-31",
    windowDays: 365,
    windowEnd: "2026-07-31",
    incomplete: false,
    unreadable: 0,
  };
  return simulationLines({ ...circumstances, ...simulation }, new Map(), null).join("\n");
}

describe("two inputs that decide equally", () => {
  const world = {
    sales: [["integrator", 100]] satisfies World["sales"],
    suppliers: [integrator, catl, bmsMaker],
    links: [linkOf("bms", "bms-maker", 1), linkOf("cells", "catl", 1)],
  };
  const remove = { owners: ["catl"] };

  it("are both told, and lose the goods once", () => {
    const { scopes } = simulated(world, remove);
    expect(scopes[0]?.loss).toEqual({ lower: 1, upper: 1 });
    const [chain] = scopes[0]?.chains ?? [];
    expect(chain?.hops.map(({ supplier }) => supplier)).toEqual(["bms-maker", "integrator"]);
    expect(chain?.ties.map(({ hops }) => hops.map(({ supplier }) => supplier))).toEqual([
      ["catl", "integrator"],
    ]);
  });

  it("stand on the terminal without a sum of theirs", () => {
    const text = linesOf(simulated(world, remove));
    expect(text).toContain("BMS Maker (owned by CATL) > bms 100 % > Integrator > bess: USD 100");
    expect(text).toContain("the same goods also stop by: CATL > cells 100 % > Integrator > bess\n");
  });

  it("are not told where one loses more", () => {
    const links = [linkOf("bms", "bms-maker", 0.9), linkOf("cells", "catl", 1)];
    expect(simulated({ ...world, links }, remove).scopes[0]?.chains[0]?.ties).toEqual([]);
  });
});

describe("a link that says where it is made", () => {
  const world = {
    sales: [["integrator", 100]] satisfies World["sales"],
    suppliers: [integrator, korean, catl],
    links: [linkOf("cells", "korean", 0.6, "CN"), linkOf("cells", "korean-too", 0.4, "KR")],
  };

  it("is lost with that country, whoever makes it", () => {
    const remove = { countries: ["CN"] };
    const simulation = simulated(
      { ...world, suppliers: [...world.suppliers, { ...korean, supplierId: "korean-too" }] },
      remove,
    );
    expect(simulation.scopes[0]?.loss).toEqual({ lower: 0.6, upper: 0.6 });
    expect(linesOf(simulation)).toContain(
      "made in China, sold by Korean Cells > cells 60 % > Integrator > bess: USD 60",
    );
  });

  it.each([
    ["an owner", { owners: ["korean"] }, 0.6],
    ["the country that its maker stands in", { countries: ["KR"] }, 1],
    ["a supplier", { suppliers: ["catl"] }, 0],
  ])("counts like any other without %s", (_what, remove, lost) => {
    const all = {
      ...world,
      suppliers: [...world.suppliers, { ...korean, supplierId: "korean-too" }, catl],
      links: [...world.links, linkOf("film", "catl", 0)],
    };
    expect(simulated(all, remove).scopes[0]?.loss.lower).toBeCloseTo(lost, 12);
  });

  it("makes its country one of the ranking", () => {
    const { removals } = simulated(world, { countries: ["CN"] });
    expect(removals.find(({ kind, key }) => kind === "country" && key === "CN")?.loss.lower).toBeCloseTo(
      0.6,
      12,
    );
  });
});

describe("a supplier whose owner is not known", () => {
  const world: World = {
    sales: [
      ["mystery", 90],
      ["korean", 10],
    ],
    suppliers: [korean],
  };

  it("leads the ranking with what its own removal costs", () => {
    const remove = { suppliers: ["mystery"] };
    const { scopes, removals } = simulated(world, remove);
    expect(removals.find(({ kind }) => kind !== "country")).toMatchObject({
      kind: "supplier",
      key: "mystery",
      loss: scopes[0]?.loss,
    });
    expect(linesOf(simulated(world, remove))).toMatch(/mystery +supplier, owner unknown +90\.0 %/);
  });

  it("stops alone: those that it controls are suppliers of their own", () => {
    const plant = supplierOf({ supplierId: "plant", parentId: "holding", parentStake: 1, country: "US" });
    const holding = supplierOf({ supplierId: "holding", parentId: "fund", parentStake: null, country: "US" });
    const fund = supplierOf({ supplierId: "fund", country: "US" });
    const held: World = {
      sales: [
        ["plant", 30],
        ["holding", 20],
        ["korean", 50],
      ],
      suppliers: [plant, holding, fund, korean],
    };
    const { scopes, removals } = simulated(held, { suppliers: ["holding"] });
    expect(scopes[0]?.loss.lower).toBeCloseTo(0.2, 12);
    expect(removals.find(({ key }) => key === "holding")).toMatchObject({
      kind: "supplier",
      loss: scopes[0]?.loss,
    });
  });
});

describe("an owner without a row", () => {
  const plant = supplierOf({
    supplierId: "plant",
    name: "Plant",
    parentId: "catl",
    parentStake: 1,
    country: "US",
  });
  const world: World = {
    sales: [
      ["plant", 60],
      ["korean", 40],
    ],
    suppliers: [plant, korean],
  };

  it("can be removed, and ranks as an owner", () => {
    const { scopes, removals } = simulated(world, { owners: ["catl"] });
    expect(scopes[0]?.loss.lower).toBeCloseTo(0.6, 12);
    expect(removals.find(({ kind }) => kind !== "country")).toMatchObject({
      kind: "owner",
      key: "catl",
      loss: scopes[0]?.loss,
    });
    expect(removals.map(({ kind, key }) => `${kind} ${key}`)).not.toContain("supplier catl");
  });

  it.each(["plant", "PLANT"])("is not %s, which somebody else controls", (name) => {
    const message = `owner "${name}" is controlled by "catl": remove that owner, or "plant" as a supplier`;
    expect(simulate(inputOf(world, { owners: [name] }))).toEqual({ problem: { path: [], message } });
  });

  it("is refused where nobody is owned by it", () => {
    expect(simulate(inputOf(world, { owners: ["byd"] }))).toEqual({
      problem: { path: [], message: 'owner "byd" does not occur in the supply of ai, in any tier' },
    });
  });
});

describe("a removed owner that is not among the worst fifty", () => {
  const names = Array.from({ length: 60 }, (_, at) => `owner-${at}`);
  const world: World = {
    sales: names.map((name, at) => [name, 100 + at]),
    suppliers: names.map((supplierId) =>
      supplierOf({ supplierId, name: supplierId.toUpperCase(), inputs: "none" }),
    ),
  };

  it("is listed with what it costs by itself, in its place, and is called by its name", () => {
    const simulation = simulated(world, { owners: ["owner-3", "owner-59"] });
    const owners = simulation.removals.filter(({ kind }) => kind === "owner");
    expect(owners).toHaveLength(51);
    const total = world.sales.reduce((sum, [, exposure]) => sum + exposure, 0);
    expect(owners.at(0)).toMatchObject({ key: "owner-59", loss: { lower: 159 / total, upper: 159 / total } });
    expect(owners.at(-1)).toMatchObject({ key: "owner-3", loss: { lower: 103 / total, upper: 103 / total } });
    expect(linesOf(simulation)).toContain("without OWNER-3");
  });
});
