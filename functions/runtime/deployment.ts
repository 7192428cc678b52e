import { policiesEnv, versionEnv } from "../../shared/contract/functions.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import { commandPlace } from "./command-place.ts";
import { readEnvironment } from "./environment.ts";
import { deployedPolicies } from "./policy-folder.ts";

/** What is the same for every run of one deployment. */
export interface Deployment {
  policies: Policies;
  version: string;
  /** Where the commands of messages work. */
  place: CommandPlace;
}

/**
 * The deployment that a function is part of, as its environment says. Its policies are read when they are first asked for.
 * @throws Error naming a variable that is missing.
 */
export function deploymentIn(env: NodeJS.ProcessEnv): Deployment {
  const named = readEnvironment(env, [versionEnv, policiesEnv]);
  const policies = deployedPolicies(named[policiesEnv]);
  return {
    get policies() {
      return policies();
    },
    version: named[versionEnv],
    place: commandPlace(env),
  };
}
