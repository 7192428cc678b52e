import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateDescribeStacks,
} from "@aws-sdk/client-cloudformation";
import { functionOutputs } from "../../shared/contract/names.ts";
import { nearestHint } from "../../shared/values/nearest-hint.ts";
import { UsageError } from "../input/usage-error.ts";

/** The outputs of a stack, by name. */
export type StackOutputs = ReadonlyMap<string, string>;

/**
 * Reads the outputs of a stack. @throws UsageError when there is no such stack, or it is none of Chokepoint; it names the nearest
 * one that is, where stacks may be listed.
 */
export async function readOutputs(stack: string): Promise<StackOutputs> {
  const client = new CloudFormationClient({});
  try {
    const outputs = await outputsOf(stack, client);
    if (outputs.has(functionOutputs.recompute)) return outputs;
    const sentence = `stack ${stack} has no output ${functionOutputs.recompute}, so it is no stack of Chokepoint`;
    throw new UsageError(`${sentence}${await otherStacks(stack, client)}`);
  } finally {
    client.destroy();
  }
}

async function outputsOf(stack: string, client: CloudFormationClient): Promise<StackOutputs> {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const outputs = Stacks?.[0]?.Outputs ?? [];
    return new Map(outputs.map(({ OutputKey = "", OutputValue = "" }) => [OutputKey, OutputValue]));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const sentence = `stack ${stack} cannot be read: ${reason}`;
    // A stack that is not there is a slip of the user; a network that is not is none.
    if (!(cause instanceof Error) || cause.name !== "ValidationError") throw new Error(sentence, { cause });
    throw new UsageError(`${sentence}${await otherStacks(stack, client)}`, { cause });
  }
}

// An account may have thousands of stacks, a hundred on a page.
const MOST_PAGES = 10;

/** The stacks of Chokepoint in the account and region, as the end of a sentence; empty where they may not be listed. */
async function otherStacks(stack: string, client: CloudFormationClient): Promise<string> {
  const found: string[] = [];
  let pages = 0;
  try {
    for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {})) {
      const ours = Stacks.filter(({ Outputs = [] }) =>
        Outputs.some(({ OutputKey }) => OutputKey === functionOutputs.recompute),
      );
      found.push(...ours.flatMap(({ StackName }) => StackName ?? []));
      pages += 1;
      if (pages === MOST_PAGES) break;
    }
  } catch {
    // To name a stack takes a permission that no command needs; the reason why this one cannot be read is told in any case.
    return "";
  }
  if (found.length === 0) return pages === MOST_PAGES ? "" : "; no stack in this account and region is one";
  return `; ${nearestHint(stack, found.sort(), "those of Chokepoint are")}`;
}
