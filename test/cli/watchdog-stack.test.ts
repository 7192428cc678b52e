import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Workplace, workplace } from "../support/command-line.ts";
import { type DeployedHere, deployHere } from "../support/deployed-here.ts";

const written = (sector: string | null, files: number, left: number) => ({
  ...{ sector, files, left },
  upTo: "2026-07-30",
});
const LOOK = {
  ...{ problems: [], message: null, published: [], counts: {} },
  eventFiles: [written("ai", 0, 0), written("defense", 2, 3), written(null, 0, 0)],
};

let place: Workplace;
let stack: DeployedHere;
let functions: Server;
let refuses = false;

beforeAll(async () => {
  place = workplace();
  functions = createServer((request, response) => {
    request.resume();
    if (refuses)
      response.writeHead(403, { "x-amzn-errortype": "AccessDeniedException" }).end('{"Message":"said so"}');
    else response.end(JSON.stringify(LOOK));
  });
  await new Promise<void>((resolve) => functions.listen(0, "127.0.0.1", resolve));
  stack = await deployHere(place.folder);
  process.env.AWS_ENDPOINT_URL_LAMBDA = `http://127.0.0.1:${(functions.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await stack.close();
  await new Promise((resolve) => functions.close(resolve));
  place.remove();
});

describe("watchdog --stack", () => {
  it("says what was written, and nothing where no file was", async () => {
    const { code, stdout, stderr } = await place.chokepoint("watchdog", "--stack", "Chokepoint");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.trimEnd().split("\n")).toEqual([
      "nothing is wrong with the watching",
      "defense: wrote 2 files of events, up to 2026-07-30; the next looks write 3 more",
      "operators: nothing new to tell",
    ]);
  });

  it("says what to do where its function may not be invoked", async () => {
    refuses = true;
    const { code, stderr } = await place.chokepoint("watchdog", "--stack", "Chokepoint");
    expect(code).toBe(1);
    expect(stderr).toMatch(/gave no answer: AWS denies it to these credentials \(said so\): name a profile/);
  });
});
