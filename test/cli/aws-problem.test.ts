import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ConditionalCheckFailedException, DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tellProblems } from "../../cli/cloud/dynamo-problem.ts";
import { readOutputs } from "../../cli/cloud/stack-outputs.ts";
import { UsageError } from "../../cli/input/usage-error.ts";

const before = { ...process.env };
let server: Server | null = null;

beforeEach(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
  Object.assign(process.env, {
    AWS_CONFIG_FILE: "/nonexistent",
    AWS_SHARED_CREDENTIALS_FILE: "/nonexistent",
    AWS_EC2_METADATA_DISABLED: "true",
  });
});
afterEach(async () => {
  process.env = { ...before };
  const closing = server;
  server = null;
  if (closing?.listening) await new Promise((resolve) => closing.close(resolve));
});

const KEYS = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };

/** Somebody who gives this answer; the variables that lead to it. */
async function answering(status: number, type: string, body: string): Promise<Record<string, string>> {
  const made = createServer((request, response) => {
    request.resume().on("end", () => response.writeHead(status, { "content-type": type }).end(body));
  });
  server = made;
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
  return { ...KEYS, AWS_REGION: "us-east-1", AWS_ENDPOINT_URL: url };
}

const error = (code: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>said so</Message></Error></ErrorResponse>`;

async function problemWith(variables: Record<string, string>): Promise<Error> {
  Object.assign(process.env, variables);
  return await readOutputs("Chokepoint").then(
    () => new Error("it was read"),
    (cause: Error) => cause,
  );
}

describe("a stack that cannot be read says what to set", () => {
  it.each([
    ["no region", KEYS, "no region is set: set AWS_REGION"],
    ["a region that is none", { ...KEYS, AWS_REGION: "us_east" }, 'is none ("us_east"): set AWS_REGION'],
    [
      "no credentials",
      { AWS_REGION: "us-east-1" },
      "no credentials of AWS are found: sign in with `aws sso login`",
    ],
  ])("with %s, as wrong usage", async (_, variables, sentence) => {
    const problem = await problemWith(variables);
    expect(problem).toBeInstanceOf(UsageError);
    expect(problem.message).toContain(`stack Chokepoint cannot be read: `);
    expect(problem.message).toContain(sentence);
  });

  it.each([
    ["ExpiredToken", "the credentials have expired: sign in with `aws sso login`"],
    ["InvalidClientTokenId", "AWS does not accept the credentials: sign in"],
    ["SignatureDoesNotMatch", "AWS does not accept the credentials: sign in"],
    ["AccessDenied", "AWS denies it to these credentials (said so): name a profile that may in AWS_PROFILE"],
  ])("where AWS answers %s", async (code, sentence) => {
    const problem = await problemWith(await answering(403, "text/xml", error(code)));
    expect(problem).not.toBeInstanceOf(UsageError);
    expect(problem.message).toContain(sentence);
    expect(problem.message.endsWith(` [${code}]`)).toBe(true);
  });

  it("where nobody listens", async () => {
    const variables = await answering(200, "text/plain", "");
    await new Promise((resolve) => server?.close(resolve));
    const { message } = await problemWith(variables);
    expect(message).toContain("the connection to AWS failed (ECONNREFUSED): check the network, AWS_REGION");
  });

  it.each([
    [200, "text/html", "<html><meta></head>"],
    [404, "text/html", "<html><body>no</body></html>"],
    [200, "application/json", "{}"],
    [200, "text/plain", ""],
  ])("where %d %s is no answer of AWS: %s", async (status, type, body) => {
    const { message } = await problemWith(await answering(status, type, body));
    expect(message).toContain("what answered is not AWS: check AWS_ENDPOINT_URL");
  });
});

describe("a table that cannot be used says what to do, with the name of the error in brackets", () => {
  const PERFORM = "User: arn:aws:iam::111122223333:user/ada is not authorized to perform: dynamodb:GetItem";
  const ON = "arn:aws:dynamodb:us-east-1:111122223333:table/Ledgers";

  async function problemOf(variables: Record<string, string>): Promise<Error> {
    Object.assign(process.env, variables);
    const client = tellProblems(new DynamoDBClient({ maxAttempts: 1 }));
    return await client.send(new GetItemCommand({ TableName: "Ledgers", Key: { sector: { S: "ai" } } })).then(
      () => new Error("it was read"),
      (cause: Error) => cause,
    );
  }

  it.each([
    [
      "ResourceNotFoundException",
      "Requested resource not found",
      "table Ledgers cannot be used: it is not there, though the stack names it; if it was deleted, docs/operate.md#restore brings it back from a backup [ResourceNotFoundException]",
    ],
    [
      "AccessDeniedException",
      `${PERFORM} on resource: ${ON} because no identity-based policy allows the dynamodb:GetItem action`,
      `table Ledgers cannot be used: AWS denies dynamodb:GetItem on ${ON} to these credentials: name a profile that may in AWS_PROFILE, or ask who runs the account for the permission [AccessDeniedException]`,
    ],
    [
      "ExpiredTokenException",
      "The security token included in the request is expired",
      "table Ledgers cannot be used: the credentials have expired: sign in with `aws sso login`, or name another profile in AWS_PROFILE, or set new ones [ExpiredTokenException]",
    ],
    [
      "ThrottlingException",
      "Rate exceeded",
      "table Ledgers cannot be used: too many requests come to AWS at once, and it turned this one away: wait a minute, and give the same command again [ThrottlingException]",
    ],
    [
      "ProvisionedThroughputExceededException",
      "The level of configured provisioned throughput for the table was exceeded",
      "and it turned this one away: wait a minute, and give the same command again [ProvisionedThroughputExceededException]",
    ],
  ])("%s", async (name, message, sentence) => {
    const body = JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message });
    const problem = await problemOf(await answering(400, "application/x-amz-json-1.0", body));
    expect(problem.message).toContain(sentence);
    expect(problem.cause).toBeInstanceOf(Error);
  });

  it("no credentials at all, as wrong usage", async () => {
    const problem = await problemOf({ AWS_REGION: "us-east-1" });
    expect(problem).toBeInstanceOf(UsageError);
    expect(problem.message).toMatch(
      /^table Ledgers cannot be used: no credentials of AWS are found: .* \[CredentialsProviderError\]$/,
    );
  });

  it("but an error that a store decides by stays as it is", async () => {
    const body = JSON.stringify({
      __type: "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
      message: "The conditional request failed",
    });
    const problem = await problemOf(await answering(400, "application/x-amz-json-1.0", body));
    expect(problem).toBeInstanceOf(ConditionalCheckFailedException);
  });
});
