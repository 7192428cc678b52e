import { type Policy, policySchema } from "../../shared/policy/policy.ts";

/** A policy of US storage imports for tests about the figures: the shipped one may have other limits. */
export const usImportsPolicy: Policy = policySchema.parse({
  sector: "us-storage-imports",
  label: "US storage imports",
  title: "US imports of battery storage",
  unit: "USD",
  windowDays: 31,
  window: "last-period",
  staleAfterDays: 100,
  rules: [
    {
      id: "china-origin",
      title: "Made in China",
      measure: { kind: "share", of: { facet: "origin", countries: ["CN"] } },
      above: { warning: 0.25 },
      margin: 0.02,
      remindEveryDays: 30,
      why: "An early warning, well before 65 %.",
      source: "A test",
    },
  ],
});
