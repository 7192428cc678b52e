import { reportsBucket } from "../../shared/contract/buckets.ts";
import { callEnv, dataFolderEnv, namedPoliciesEnv, stackEnv } from "../../shared/contract/functions.ts";
import type { CommandPlace } from "../../shared/text/command.ts";

/** Where the commands of messages work, how they are called and where report pages lie, as the environment of a function says. */
export function commandPlace(env: NodeJS.ProcessEnv): CommandPlace {
  const { [stackEnv]: stack, [dataFolderEnv]: dir, [namedPoliciesEnv]: policies, [callEnv]: call } = env;
  const { [reportsBucket.env]: pages } = env;
  const called = call === undefined ? {} : { call };
  if (stack !== undefined) return { stack, ...(pages === undefined ? {} : { pages }), ...called };
  if (dir === undefined && policies === undefined && call === undefined) return null;
  return {
    ...(dir === undefined ? {} : { dir }),
    ...(policies === undefined ? {} : { policies }),
    ...called,
  };
}
