import { Option } from "commander";
import { type CommandPlace, USUAL_CALL } from "../../shared/text/command.ts";
import { ownCall } from "../terminal/program-call.ts";
import type { Cloud } from "./cloud.ts";
import type { Deliveries } from "./embedded-topics.ts";
import { admitPolicies, type PolicyUse } from "./folder-policies.ts";
import type { PoliciesInUse } from "./policy-folder.ts";

/** Where a command works: in a local folder, or on a deployed stack. */
export interface CloudOptions {
  dir: string;
  stack?: string;
}

/** Where the embedded cloud keeps its data. */
export const dirOption = new Option("--dir <folder>", "where the embedded cloud keeps its data").default(
  ".chokepoint",
);

/** Where npm start keeps the samples: data of one's own is never kept where it writes. */
export const SAMPLES_DIR = ".chokepoint-samples";

/** The deployed stack to work on. */
export const stackOption = new Option("--stack <name>", "work on a deployed stack instead").conflicts("dir");

/**
 * Opens the cloud that the options name, does the work, and always closes the cloud.
 * @throws UsageError when the data folder was last recomputed with other policies, and the user does not want these.
 */
export async function withCloud<Result>(
  options: CloudOptions,
  inUse: PoliciesInUse,
  use: PolicyUse,
  work: (cloud: Cloud) => Promise<Result>,
): Promise<Result> {
  const { dir, stack } = options;
  const cloud = stack === undefined ? await openEmbedded(options, inUse) : await openDeployed(stack, inUse);
  try {
    if (stack === undefined) await admitPolicies(dir, inUse, use);
    return await work(cloud);
  } finally {
    await cloud.close();
  }
}

/** Where commands work that are to go on with these options. */
export function placeOf({ dir, stack }: CloudOptions, { named }: Pick<PoliciesInUse, "named">): CommandPlace {
  const call = ownCall();
  const said = {
    ...(named === undefined ? {} : { policies: named }),
    ...(call === USUAL_CALL ? {} : { call }),
  };
  if (stack !== undefined) return { stack, ...said };
  if (dir !== dirOption.defaultValue) return { dir, ...said };
  return Object.keys(said).length === 0 ? null : said;
}

// Loaded only when needed: each imports an SDK or an emulator that the other does not need, and few runs send an e-mail.
async function openEmbedded({ dir }: CloudOptions, inUse: PoliciesInUse): Promise<Cloud> {
  const { startEmbeddedCloud } = await import("./embedded.ts");
  const deliver: Deliveries = {
    async email(email) {
      const { deliverToInbox } = await import("./inbox.ts");
      await deliverToInbox(dir, email);
    },
    async events(events) {
      const { addToBusFile } = await import("./bus-file.ts");
      await addToBusFile(dir, events);
    },
  };
  return await startEmbeddedCloud(dir, deliver, inUse, placeOf({ dir }, inUse));
}

async function openDeployed(stack: string, { policies }: PoliciesInUse): Promise<Cloud> {
  const { connectToStack } = await import("./deployed.ts");
  return await connectToStack(stack, policies);
}
