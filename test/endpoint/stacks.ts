import {
  type CloudFormationClient,
  DeleteStackCommand,
  DescribeStacksCommand,
} from "@aws-sdk/client-cloudformation";
import { until } from "./steps.ts";

/** What a stack tells of itself, by the names of its outputs. */
export async function outputsOf(client: CloudFormationClient, stack: string): Promise<Map<string, string>> {
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stack }));
  const all = Stacks?.[0]?.Outputs ?? [];
  return new Map(all.map(({ OutputKey = "", OutputValue = "" }) => [OutputKey, OutputValue]));
}

/** Deletes a stack, and waits until there is none of that name. */
export async function deleteStack(client: CloudFormationClient, stack: string): Promise<void> {
  await client.send(new DeleteStackCommand({ StackName: stack }));
  await until("the end of the stack", async () => ((await statusOf(client, stack)) === null ? "gone" : null));
}

/** The state of a stack; `null` once there is none of that name. */
async function statusOf(client: CloudFormationClient, stack: string): Promise<string | null> {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    return Stacks?.[0]?.StackStatus ?? null;
  } catch (error) {
    if ((error as Error).name === "ValidationError") return null;
    throw error;
  }
}
