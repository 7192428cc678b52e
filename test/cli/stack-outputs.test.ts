import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { readOutputs } from "../../cli/cloud/stack-outputs.ts";
import { functionOutputs } from "../../shared/contract/functions.ts";

const OURS = functionOutputs.recompute;
const before = { ...process.env };
let server: Server;

afterEach(async () => {
  process.env = { ...before };
  await new Promise((resolve) => server.close(resolve));
});

/** CloudFormation with these stacks, each with one output. `null` in their place: nobody may list them. */
async function cloudFormation(stacks: Record<string, string> | null): Promise<void> {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const name = new URLSearchParams(body).get("StackName");
    response.setHeader("content-type", "text/xml");
    if (name === null && stacks === null)
      response.writeHead(403).end(refused("AccessDenied", "not authorized"));
    else if (name !== null && stacks?.[name] === undefined)
      response.writeHead(400).end(refused("ValidationError", `Stack with id ${name} does not exist`));
    else
      response.end(described(Object.entries(stacks ?? {}).filter(([one]) => name === null || one === name)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  Object.assign(process.env, {
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_ENDPOINT_URL_CLOUDFORMATION: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
}

function refused(code: string, message: string): string {
  return `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
}

function described(stacks: [name: string, output: string][]): string {
  const members = stacks.map(
    ([name, output]) =>
      `<member><StackName>${name}</StackName><StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2026-01-01T00:00:00Z</CreationTime><Outputs><member><OutputKey>${output}</OutputKey><OutputValue>x</OutputValue></member></Outputs></member>`,
  );
  return `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks>${members.join("")}</Stacks></DescribeStacksResult></DescribeStacksResponse>`;
}

describe("a stack that is not there", () => {
  it.each([
    ["the nearest one of Chokepoint", { Chokepoint: OURS, Chokepoints: "Url" }, "; nearest: Chokepoint"],
    [
      "those of Chokepoint",
      { "batteries-eu": OURS, "batteries-us": OURS, other: "Url" },
      "; those of Chokepoint are batteries-eu, batteries-us",
    ],
    ["that there is none", { other: "Url" }, "; no stack in this account and region is one"],
  ])("is answered with %s", async (_, stacks, hint) => {
    await cloudFormation(stacks);
    await expect(readOutputs("Chokepiont")).rejects.toThrow(
      `stack Chokepiont cannot be read: Stack with id Chokepiont does not exist (in us-east-1; AWS_REGION names another region, AWS_PROFILE another account)${hint}`,
    );
  });

  it("is answered without names where stacks may not be listed", async () => {
    await cloudFormation(null);
    await expect(readOutputs("Chokepiont")).rejects.toThrow(/does not exist \(in us-east-1; [^;]*\)$/);
  });
});

describe("a stack that is there", () => {
  it("tells its outputs", async () => {
    await cloudFormation({ Chokepoint: OURS });
    expect(await readOutputs("Chokepoint")).toEqual(new Map([[OURS, "x"]]));
  });

  it("that is another program's is refused, with those of Chokepoint", async () => {
    await cloudFormation({ other: "Url", Chokepoint: OURS });
    await expect(readOutputs("other")).rejects.toThrow(
      `stack other has no output ${OURS}, so it is no stack of Chokepoint; those of Chokepoint are Chokepoint`,
    );
  });
});
