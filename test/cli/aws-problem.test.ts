import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
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
