import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateDescribeStacks,
} from "@aws-sdk/client-cloudformation";
import { functionOutputs } from "../../shared/contract/functions.ts";
import { nearestHint } from "../../shared/values/nearest-hint.ts";
import { UsageError } from "../input/usage-error.ts";
import { awsProblem, NOT_AWS } from "./aws-problem.ts";

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
  const { Stacks } = await client
    .send(new DescribeStacksCommand({ StackName: stack }))
    .catch(async (cause) => {
      throw await notRead(stack, cause, client);
    });
  // CloudFormation answers with the stack or with an error.
  if (Stacks?.[0] === undefined) throw new Error(`stack ${stack} cannot be read: ${NOT_AWS}`);
  const { Outputs = [] } = Stacks[0];
  return new Map(Outputs.map(({ OutputKey = "", OutputValue = "" }) => [OutputKey, OutputValue]));
}

async function notRead(stack: string, cause: unknown, client: CloudFormationClient): Promise<Error> {
  const sentence = `stack ${stack} cannot be read`;
  // A stack that is not there is a slip of the user.
  if (!(cause instanceof Error) || cause.name !== "ValidationError") return awsProblem(sentence, cause);
  const isMissing = /does not exist/.test(cause.message);
  const where = `${cause.message}${isMissing ? await regionText(client) : ""}`;
  return new UsageError(`${sentence}: ${where}${await otherStacks(stack, client)}`, { cause });
}

async function regionText(client: CloudFormationClient): Promise<string> {
  return ` (in ${await client.config.region()}; AWS_REGION names another region, AWS_PROFILE another account)`;
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
