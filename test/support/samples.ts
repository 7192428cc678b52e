import type { Deployment } from "../../functions/runtime/deployment.ts";
import { type Policy, policySchema } from "../../shared/policy/policy.ts";
import type { Position } from "../../shared/supply/position.ts";
import type { Supplier } from "../../shared/supply/supplier.ts";
import { asMinor } from "../../shared/values/exposure.ts";

/** A policy of one rule: China's share of manufacture, warning above 25 %, critical above 65 %. */
export function chinaPolicy(sector = "ai", overrides: Partial<Policy> = {}): Policy {
  return {
    ...policySchema.parse({
      sector,
      label: sector.toUpperCase(),
      title: `${sector}, batteries`,
      unit: "USD",
      rules: [
        {
          id: "china-origin",
          title: "Made in China",
          measure: { kind: "share", of: { facet: "origin", countries: ["CN"] } },
          above: { warning: 0.25, critical: 0.65 },
          why: "One country should not hold that much.",
          source: "A test",
        },
      ],
    }),
    ...overrides,
  };
}

/** A deployment of this policy alone. */
export function deploymentOf(policy = chinaPolicy()): Deployment {
  return { policies: new Map([[policy.sector, policy]]), version: "1.2.3", place: null };
}

/** Two positions that add up to 1,000 USD, of which `chinese` are made in China. */
export function supplyWith(chinese: number, sector = "ai"): Position[] {
  return [
    positionOf({ sector, positionId: "from-china", originCountry: "CN", exposure: chinese * 100 }),
    positionOf({ sector, positionId: "from-japan", originCountry: "JP", exposure: (1000 - chinese) * 100 }),
  ];
}

/** A position dated 2026-07-15, with everything known. */
export function positionOf({
  exposure = 100_00,
  ...overrides
}: Partial<Omit<Position, "exposure">> & { exposure?: number } = {}): Position {
  return {
    positionId: "P-1",
    sector: "ai",
    supplierId: "maker",
    item: "bess",
    originCountry: "JP",
    exposure: asMinor(exposure),
    date: "2026-07-15",
    periodStart: null,
    program: null,
    source: "test",
    ...overrides,
  };
}

/** A supplier in Japan that owns itself. */
export function supplierOf(overrides: Partial<Supplier> = {}): Supplier {
  return {
    supplierId: "maker",
    name: "Maker KK",
    country: "JP",
    parentId: null,
    parentStake: null,
    lists: [],
    inputs: null,
    ...overrides,
  };
}
