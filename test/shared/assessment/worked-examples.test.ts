import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Simulation } from "../../../shared/assessment/simulation.ts";
import { timesOf } from "../../../shared/supply/times.ts";
import { foldOf, policyOf, suppliersOf, simulated as whatIf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

/** An example as docs/measures.md writes it. */
interface Example {
  positions: [supplierId: string | null, exposure: number, originCountry?: string][];
  countries?: Record<string, string | null>;
  links: [supplierId: string, input: string, upstreamId: string, share: number, originCountry?: string][];
  /** Suppliers that say that their inputs do not matter. */
  none?: string[];
  unmappedSuppliers?: "safe";
  remove: { countries?: string[]; owners?: string[]; suppliers?: string[]; ports?: string[] };
  /** The ports of suppliers; of whoever is left out they are not known. */
  ports?: Record<string, string[]>;
  loss: [lower: number, upper: number];
  stockDays?: Record<string, number>;
  recoveryDays?: Record<string, number>;
  /** What is missing until all are back; `null` where there is no upper bound. */
  days?: [lower: number, upper: number | null];
  shareDays?: [lower: number, upper: number | null];
  chain?: string[];
}

const examples = [
  ...readFileSync("docs/measures.md", "utf8").matchAll(/### (.*)\n[^#]*?```json\n([^`]*)```/g),
].map(([, title = "", json = ""]) => ({ title, example: JSON.parse(json) as Example }));

describe("the worked examples of docs/measures.md", () => {
  it("are all found", () => {
    expect(examples.length).toBeGreaterThanOrEqual(6);
  });

  it.each(examples)("$title", ({ example }) => {
    const { scopes } = simulated(example);
    const [lower, upper] = example.loss;
    expect(scopes[0]?.loss.lower).toBeCloseTo(lower, 9);
    expect(scopes[0]?.loss.upper).toBeCloseTo(upper, 9);
    for (const field of ["days", "shareDays"] as const) {
      const told = example[field];
      if (told === undefined) continue;
      const found = scopes[0]?.recovery?.[field];
      expect(found?.lower, field).toBeCloseTo(told[0], 9);
      if (told[1] === null) expect(found?.upper, field).toBeNull();
      else expect(found?.upper, field).toBeCloseTo(told[1], 9);
    }
    const hops = scopes[0]?.chains[0]?.hops.map(({ supplier }) => supplier);
    if (example.chain !== undefined) expect(hops).toEqual(example.chain);
  });
});

function simulated({
  positions,
  countries = {},
  links,
  none = [],
  ports = {},
  stockDays = {},
  recoveryDays = {},
  unmappedSuppliers,
  remove,
}: Example): Simulation {
  const ids = new Set([
    ...positions.flatMap(([id]) => id ?? []),
    ...links.flatMap(([from, , to]) => [from, to]),
  ]);
  const suppliers = [...ids].map((supplierId) =>
    supplierOf({
      supplierId,
      country: supplierId in countries ? (countries[supplierId] ?? null) : "US",
      inputs: none.includes(supplierId) ? "none" : null,
      ...(ports[supplierId] === undefined ? {} : { port: ports[supplierId] }),
      ...timesOf({ stockDays: stockDays[supplierId], recoveryDays: recoveryDays[supplierId] }),
    }),
  );
  const rows = links.map(([supplierId, input, upstreamId, share, originCountry = null]) => ({
    supplierId,
    input,
    upstreamId,
    originCountry,
    share,
    source: "example",
  }));
  return whatIf({
    policy: policyOf(unmappedSuppliers === undefined ? {} : { unmappedSuppliers }),
    fold: foldOf(
      positions.map(([supplierId, exposure, originCountry = "US"], index) =>
        positionOf({ positionId: `P-${index}`, supplierId, exposure, originCountry }),
      ),
    ),
    suppliers: suppliersOf(...suppliers),
    links: Map.groupBy(rows, ({ supplierId }) => supplierId),
    remove,
  });
}
