import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createS3Client } from "../../../functions/aws/s3/client.ts";
import { createEventFiles } from "../../../functions/aws/s3/event-file-store.ts";

/** What was asked of S3, and how it answers. */
const asked: { method: string; path: string; condition: string | undefined; body: string }[] = [];
let answers: { status: number; body?: string }[] = [];
let server: Server;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = await new Response(request as never).text();
    const condition = request.headers["if-none-match"];
    asked.push({ method: request.method ?? "", path: request.url?.split("?")[0] ?? "", condition, body });
    const { status, body: answer } = answers.shift() ?? { status: 200 };
    response.writeHead(status, { "content-type": "application/xml" }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const credentials = { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };
  Object.assign(process.env, credentials);
});
beforeEach(() => {
  asked.length = 0;
  answers = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const store = () => {
  const { port } = server.address() as AddressInfo;
  return createEventFiles(createS3Client(`http://127.0.0.1:${port}`), "log");
};
const error = (code: string) => `<Error><Code>${code}</Code><Message>${code}</Message></Error>`;
const FILE = { day: "2026-08-01", text: '{"kind":"import"}\n' };
const INDEX = { schemaVersion: 1 as const, sector: "ai", from: "2026-08-01", upTo: "2026-08-05" };

describe("a file of events in S3", () => {
  it("is put as it is, on the condition that there is none", async () => {
    await store().write("ai", FILE);
    expect(asked).toEqual([
      { method: "PUT", path: "/log/events/ai/2026-08-01.jsonl", condition: "*", body: expect.any(String) },
    ]);
    expect(asked[0]?.body).toContain(FILE.text);
  });

  it("stays where there is one", async () => {
    answers = [{ status: 412, body: error("PreconditionFailed") }];
    await store().write("ai", FILE);
    expect(asked).toHaveLength(1);
  });

  it("is not taken for written when another writer may yet fail, or S3 refuses", async () => {
    for (const [status, code] of [
      [409, "ConditionalRequestConflict"],
      [403, "AccessDenied"],
    ] as const) {
      answers = Array.from({ length: 6 }, () => ({ status, body: error(code) }));
      await expect(store().write("ai", FILE)).rejects.toThrow(code);
    }
  });
});

describe("the index of a sector", () => {
  it("comes back as it was put, and is null before the first", async () => {
    answers = [{ status: 404, body: error("NoSuchKey") }];
    expect(await store().index("ai")).toBe(null);
    await store().saveIndex(INDEX);
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /log/index/ai.json",
      "PUT /log/index/ai.json",
    ]);
    expect(asked[1]?.body).toContain(JSON.stringify(INDEX));
    answers = [{ status: 200, body: JSON.stringify({ ...INDEX, more: "of a later version" }) }];
    expect(await store().index("ai")).toEqual(INDEX);
  });

  it.each([
    ["no JSON", "not JSON", "must be an object"],
    [
      "the index of a later version",
      JSON.stringify({ ...INDEX, schemaVersion: 2 }),
      "a newer Chokepoint wrote it",
    ],
    ["a day that is none", JSON.stringify({ ...INDEX, upTo: "soon" }), '"upTo": must be a day like'],
  ])("is refused in one sentence when it is %s", async (_what, body, reason) => {
    answers = [{ status: 200, body }];
    await expect(store().index("ai")).rejects.toThrow(
      new RegExp(`^the object index/ai.json cannot be read: .*(${reason}).*`),
    );
  });
});
