import { mkdirSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import dynalite, { type DynaliteOptions } from "dynalite";
import { lockFolder } from "./folder-lock.ts";
import { checkStoredData } from "./stored-data.ts";

// How long a table takes to become active.
const AT_ONCE = { createTableMs: 0, updateTableMs: 0 };

export interface EmbeddedDynamo {
  url: string;
  server: Server;
  close(): Promise<void>;
}

/**
 * Starts DynamoDB in this process, on the loopback interface. It stores its data under `dir`, or in memory without one.
 * @throws UsageError when another process works in `dir`, or what is stored there cannot be used.
 */
export async function startDynamo(dir: string | null): Promise<EmbeddedDynamo> {
  if (dir === null) return await serve(AT_ONCE, () => {});
  const unlock = lockFolder(dir);
  try {
    const path = join(dir, "dynamodb");
    mkdirSync(path, { recursive: true });
    await checkStoredData(dir);
    return await serve({ ...AT_ONCE, path }, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

// The handlers in this process keep the address that they saw when they were loaded. Where the cloud is opened once more, as
// for each page of `serve`, it must be there again.
let lastPort = 0;

async function serve(options: DynaliteOptions, afterwards: () => void): Promise<EmbeddedDynamo> {
  const server = dynalite(options);
  await listeningAt(server, lastPort);
  const { port } = server.address() as AddressInfo;
  lastPort = port;
  return {
    url: `http://127.0.0.1:${port}`,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          afterwards();
          resolve();
        });
      }),
  };
}

/** Listens at a port, or at any free one where another process or another cloud has taken that. */
async function listeningAt(server: Server, port: number): Promise<void> {
  try {
    await listening(server, port);
  } catch (error) {
    if (port === 0 || (error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    await listening(server, 0);
  }
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}
