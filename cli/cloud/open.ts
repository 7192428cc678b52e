import { Option } from "commander";
import type { PolicyFolder } from "../../functions/runtime/policy-folder.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import type { Cloud } from "./cloud.ts";
import type { Email } from "./embedded-sns.ts";

/** Where a command works: in a local folder, or on a deployed stack. */
export interface CloudOptions {
  dir: string;
  stack?: string;
}

/** Where the embedded cloud keeps its data. */
export const dirOption = new Option("--dir <folder>", "where the embedded cloud keeps its data").default(
  ".chokepoint",
);

/** The deployed stack to work on. */
export const stackOption = new Option("--stack <name>", "work on a deployed stack instead").conflicts("dir");

/** Opens the cloud that the options name, does the work, and always closes the cloud. */
export async function withCloud<Result>(
  { dir, stack }: CloudOptions,
  policyFolder: PolicyFolder,
  work: (cloud: Cloud) => Promise<Result>,
): Promise<Result> {
  const cloud =
    stack === undefined ? await openEmbedded(dir, policyFolder) : await openDeployed(stack, policyFolder);
  try {
    return await work(cloud);
  } finally {
    await cloud.close();
  }
}

/** Where commands work that are to go on with these options. */
export function placeOf({ dir, stack }: CloudOptions): CommandPlace {
  if (stack !== undefined) return { stack };
  return dir === dirOption.defaultValue ? null : { dir };
}

// Loaded only when needed: each imports an SDK or an emulator that the other does not need, and few runs send an e-mail.
async function openEmbedded(dir: string, policyFolder: PolicyFolder): Promise<Cloud> {
  const { startEmbeddedCloud } = await import("./embedded.ts");
  const deliver = async (email: Email) => {
    const { deliverToInbox } = await import("./inbox.ts");
    await deliverToInbox(dir, email);
  };
  return await startEmbeddedCloud(dir, deliver, policyFolder, placeOf({ dir }));
}

async function openDeployed(stack: string, { policies }: PolicyFolder): Promise<Cloud> {
  const { connectToStack } = await import("./deployed.ts");
  return await connectToStack(stack, policies);
}
