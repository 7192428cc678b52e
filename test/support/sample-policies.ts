import type { Policies } from "../../shared/policy/policies.ts";
import { chinaPolicy } from "./samples.ts";

/** Policies of one rule each, for the sectors that tests are about: what ships may change. */
export const samplePolicies: Policies = new Map(
  ["ai", "defense", "us-storage-imports"].map((sector) => [sector, chinaPolicy(sector)]),
);
