import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { runSimulation } from "../../../functions/simulate/simulate.ts";
import type { Holding } from "../../../shared/supply/holding.ts";
import { NOTHING_UNREADABLE } from "../../../shared/supply/unreadable.ts";
import { flat } from "../../shared/bulletin/telling.ts";
import { ruleOf } from "../../support/builders.ts";
import { tenthsOf } from "../../support/holder-worlds.ts";
import { type MemoryPorts, memoryPorts } from "../../support/memory.ts";
import { chinaPolicy, positionOf, supplierOf } from "../../support/samples.ts";

const policies = new Map([["ai", chinaPolicy()]]);
const suppliers = () => [supplierOf(), supplierOf({ supplierId: "state", country: "CN" })];

function world(...holdings: Holding[]) {
  const pages = async function* () {
    yield { rows: holdings, unreadable: NOTHING_UNREADABLE, broughtBy: holdings.map(() => "import-1") };
  };
  return { ...memoryPorts([positionOf()], suppliers()), holdings: { pages } };
}

async function controlOf(ports: MemoryPorts, asOf = "2026-07-31") {
  const [result] = await recompute({ asOf }, ports, { policies, version: "1.2.3", place: null });
  const [scope] = result?.assessment.scopes ?? [];
  const control = scope !== undefined && "facets" in scope ? scope.facets.control : undefined;
  return { unknown: control?.unknown, keys: control?.keys.map(({ key }) => key) };
}

describe("holdings in a recompute", () => {
  it("say who controls a supplier on its day", async () => {
    const from = { ...tenthsOf("maker", "state", [6, 8]), from: "2026-07-20" };
    const earlier = { ...tenthsOf("maker", "state", [2, 2]), to: "2026-07-19" };
    const widely = tenthsOf("maker", null, [null, 1]);
    const ports = () => world(from, earlier, widely);
    expect(await controlOf(ports())).toEqual({ unknown: 0, keys: ["CN"] });
    expect(await controlOf(ports(), "2026-07-19")).toEqual({ unknown: 0, keys: ["JP"] });
  });

  it("that tell a part only leave the owner unknown", async () => {
    expect(await controlOf(world(tenthsOf("maker", "state", [3, 3])))).toEqual({ unknown: 1, keys: [] });
  });

  it("change nothing where there are none, or no table for them", async () => {
    const without = await controlOf(memoryPorts([positionOf()], suppliers()));
    expect(without).toEqual({ unknown: 0, keys: ["JP"] });
    expect(await controlOf(world())).toEqual(without);
  });

  it("count in a simulation as well", async () => {
    const ports = world(tenthsOf("maker", "state", [6, 6]));
    const { scopes } = await runSimulation(
      { sector: "ai", remove: { countries: ["CN"] }, asOf: "2026-07-31" },
      ports,
      policies,
    );
    expect(scopes[0]?.loss.lower).toBe(1);
  });
});

describe("a rule about influence", () => {
  it("is raised by what holders certainly have, asks where they may, and says so in words", async () => {
    const rule = ruleOf({
      id: "influence",
      title: "Influence from China",
      measure: { kind: "influenced", of: { countries: ["CN"] }, single: 0.25, together: 0.4 },
      above: { warning: 0.25 },
    });
    const own = new Map([["ai", chinaPolicy("ai", { rules: [rule] })]]);
    const alertOf = async (ports: MemoryPorts) => {
      const deployment = { policies: own, version: "1.2.3", place: null };
      const [result] = await recompute({ asOf: "2026-07-31" }, ports, deployment);
      const [alert] = result?.alerts ?? [];
      return [alert?.level, alert?.observed];
    };
    const certain = world(tenthsOf("maker", "state", [3, 3]));
    expect(await alertOf(certain)).toEqual(["warning", { lower: 1, upper: 1 }]);
    expect(flat(certain.stored.published[0]?.text ?? "")).toContain(
      "From suppliers held from China: 100.0 % of supply.",
    );
    const possible = world(tenthsOf("maker", "state", [2, 3]));
    expect(await alertOf(possible)).toEqual(["possible", { lower: 0, upper: 1 }]);
    expect(await alertOf(memoryPorts([positionOf()], suppliers()))).toEqual([undefined, undefined]);
  });
});
