import type { Policies } from "../../shared/policy/policies.ts";

/** What is the same for every run of one deployment. */
export interface Deployment {
  policies: Policies;
  version: string;
  /** The name of the deployed stack, or `null` where there is none. */
  stack: string | null;
}
