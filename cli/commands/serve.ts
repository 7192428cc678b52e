import { randomBytes } from "node:crypto";
import { userInfo } from "node:os";
import manifest from "../../package.json" with { type: "json" };
import { readInbox } from "../cloud/inbox.ts";
import { UsageError } from "../input/usage-error.ts";
import { createApp } from "../serve/app.ts";
import { isLoopback, listen } from "../serve/listen.ts";
import { answerCommand, type Given } from "./answer-command.ts";

interface ServeOptions {
  port: string;
  host: string;
  open?: true;
}

interface Started {
  url: string;
}

const TOKEN_BYTES = 32;

/** Adds `serve`. The process then runs until it is ended. */
export const addServe = answerCommand<ServeOptions, Started>({
  name: "serve",
  description:
    "show the report as it stands, what-if and the inbox as pages on this machine; acknowledge and silence there",
  examples: [
    ["serve --dir .chokepoint-samples", "the samples, after npm start"],
    ["serve --stack Chokepoint --port 0", "a deployment, at any free port"],
  ],
  accept: (command) =>
    command
      .option("--port <n>", "the port; 0 takes one that is free", "4680")
      .option("--host <address>", "the address to listen at", "127.0.0.1")
      .option(
        "--open",
        "serve at an address that other machines reach: whoever reaches it can read everything and write silences",
      ),
  // Silences are written from the page.
  use: () => "changes",
  async answer({ options, ...given }) {
    const { host, open } = options;
    if (!isLoopback(host) && open !== true) {
      throw new UsageError(
        `--host: other machines reach ${host}, and there is no password; say --open if that is meant`,
      );
    }
    // A folder that cannot be opened is told now, and not at the first page.
    await given.inCloud(async () => undefined);
    const { url } = await listen({ host, port: portAsked(options.port) }, (hosts) =>
      createApp({
        hosts,
        token: randomBytes(TOKEN_BYTES).toString("base64url"),
        ...servedFrom({ options, ...given }),
      }),
    );
    return { url };
  },
  lines: ({ url }) => [`Chokepoint is at ${url} until you end it with Ctrl-C.`],
});

function portAsked(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError("--port: must be a whole number from 0 to 65535");
  return port;
}

function servedFrom({ options, policies, place, inCloud }: Given<ServeOptions>) {
  const { stack, dir } = options;
  return {
    ...{ policies, place, version: manifest.version },
    inCloud: inTurn(inCloud),
    inbox: stack === undefined ? () => readInbox(dir) : null,
    user: userInfo().username,
  };
}

/** Work in the cloud that waits for the work before it, since this process can hold a data folder only once. */
function inTurn(inCloud: Given<ServeOptions>["inCloud"]): Given<ServeOptions>["inCloud"] {
  let before: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = before.then(() => inCloud(work));
    // Whoever asked is told of an error; who comes next does not depend on it.
    before = result.catch(() => undefined);
    return result;
  };
}
