import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { startDynamo } from "../../cli/cloud/embedded-dynamo.ts";
import { functionOutputs } from "../../shared/contract/functions.ts";
import { POSITION_SHARDS, shardsRead, shardsWritten, tables } from "../../shared/contract/tables.ts";

/** A stack as the command line sees it: its outputs, and its tables. It has no functions. */
export interface DeployedHere {
  close(): Promise<void>;
}

/**
 * Serves what a folder of the embedded cloud holds as the tables of a stack, and the outputs of that stack as CloudFormation
 * does, to commands of this process. The outputs in `more` are told as well, or instead; `null` for one that the stack lacks.
 */
export async function deployHere(
  folder: string,
  more: Record<string, string | null> = {},
): Promise<DeployedHere> {
  const dynamo = await startDynamo(join(folder, ".chokepoint"));
  const outputs: Record<string, string | null> = {
    ...Object.fromEntries(Object.entries(tables).map(([name, { output }]) => [output, name])),
    ...Object.fromEntries(Object.values(functionOutputs).map((output) => [output, output])),
    [shardsRead.output]: String(POSITION_SHARDS),
    [shardsWritten.output]: String(POSITION_SHARDS),
    ...more,
  };
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader("content-type", "text/xml");
    response.end(described(outputs));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const before = { ...process.env };
  Object.assign(process.env, {
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.url,
    AWS_ENDPOINT_URL_CLOUDFORMATION: urlOf(server),
  });
  return {
    async close() {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      Object.assign(process.env, before);
      await new Promise((resolve) => server.close(resolve));
      await dynamo.close();
    },
  };
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function described(outputs: Record<string, string | null>): string {
  const members = Object.entries(outputs).flatMap(([key, value]) =>
    value === null ? [] : `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  return `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member><StackName>S</StackName><StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2026-01-01T00:00:00Z</CreationTime><Outputs>${members.join("")}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
}
