import { dataFolderEnv, namedPoliciesEnv, reportsBucket, stackEnv } from "../../shared/contract/names.ts";
import type { CommandPlace } from "../../shared/text/command.ts";

/** Where the commands of messages work and report pages lie, as the environment of a function says. */
export function commandPlace(env: NodeJS.ProcessEnv): CommandPlace {
  const { [stackEnv]: stack, [dataFolderEnv]: dir, [namedPoliciesEnv]: policies } = env;
  const { [reportsBucket.env]: pages } = env;
  if (stack !== undefined) return { stack, ...(pages === undefined ? {} : { pages }) };
  if (dir === undefined && policies === undefined) return null;
  return { ...(dir === undefined ? {} : { dir }), ...(policies === undefined ? {} : { policies }) };
}
