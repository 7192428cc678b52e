import { connect } from "node:net";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Listening, listen } from "../../cli/serve/listen.ts";

let listening: Listening;

beforeAll(async () => {
  listening = await listen({ host: "127.0.0.1", port: 0 }, () => new Hono().get("/", (c) => c.text("read")));
});
afterAll(async () => {
  await new Promise((resolve) => listening.server.close(resolve));
});

it("a question of more than 16 kB is answered with a sentence, and the next one is read", async () => {
  const long = await fetch(`${listening.url}?remove=${"x".repeat(20_000)}`);
  expect(long.status).toBe(431);
  expect(await long.text()).toBe(
    "The question is too long: with its address and headers a request may have 16 kB. Ask for less at once, or use npx chokepoint simulate.\n",
  );
  const short = await fetch(`${listening.url}?remove=${"x".repeat(10_000)}`);
  expect([short.status, await short.text()]).toEqual([200, "read"]);
});

it("what is no request is told so", async () => {
  const { port } = new URL(listening.url);
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1", () => socket.write("this is no HTTP\r\n\r\n"));
    let text = "";
    socket.setEncoding("utf8").on("data", (piece: string) => {
      text += piece;
    });
    socket.on("end", () => resolve(text)).on("error", reject);
  });
  expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
  expect(answer).toMatch(/This is no request that a browser sends\.\n$/);
});
