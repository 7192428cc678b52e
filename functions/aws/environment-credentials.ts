import { fromEnv } from "@aws-sdk/credential-provider-env";

/**
 * Stands in for the SDK's chain of credential providers in the bundle of a function (`infra/compute/bundling.ts`). Lambda
 * gives each function its credentials in environment variables, and renews them with a new environment. The chain also
 * knows profiles, SSO, containers and machines, which takes a seventh of a bundle and a third of its start.
 */
export const defaultProvider: typeof fromEnv = fromEnv;
