import type { Policy } from "../../shared/policy.ts";

/** What is the same for every run of one deployment. */
export interface Deployment {
  policies: ReadonlyMap<string, Policy>;
  version: string;
  /** The name of the deployed stack, or `null` where there is none. */
  stack: string | null;
}
