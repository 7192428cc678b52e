import type { AddressInfo } from "node:net";
import { hostname, networkInterfaces } from "node:os";
import { type ServerType, serve } from "@hono/node-server";
import type { Hono } from "hono";
import { UsageError } from "../input/usage-error.ts";
import { answerBroken } from "./broken-request.ts";

/** Where the pages are served. */
export interface Place {
  /** An address of this machine. */
  host: string;
  /** 0 takes one that is free. */
  port: number;
}

/** A server that listens. */
export interface Listening {
  url: string;
  server: ServerType;
}

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

/** Whether only this machine reaches an address. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host.toLowerCase());
}

/**
 * Starts to serve. `createApp` gets the hosts that the page is known by.
 * @throws UsageError when the port is taken, or the address is not one of this machine.
 */
export async function listen(
  { host, port }: Place,
  createApp: (hosts: ReadonlySet<string>) => Hono,
): Promise<Listening> {
  const hosts = new Set<string>();
  const app = createApp(hosts);
  return await new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, (info: AddressInfo) => {
      for (const name of namesOf(host)) hosts.add(`${name}:${info.port}`);
      resolve({ url: `http://${inUrl(isEverywhere(host) ? "127.0.0.1" : host)}:${info.port}/`, server });
    });
    server.on("clientError", answerBroken);
    server.on("error", (error: NodeJS.ErrnoException) => reject(unusable(error, { host, port })));
  });
}

function isEverywhere(host: string): boolean {
  return host === "0.0.0.0" || host === "::";
}

/** The names by which browsers reach an address, as they stand in addresses of pages. */
function namesOf(host: string): string[] {
  if (!isLoopback(host) && !isEverywhere(host)) return [inUrl(host.toLowerCase())];
  const own = ["127.0.0.1", "[::1]", "localhost"];
  if (!isEverywhere(host)) return own;
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  return [...own, hostname().toLowerCase(), ...addresses.map(({ address }) => inUrl(address))];
}

function inUrl(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

function unusable({ code = "unknown", message }: NodeJS.ErrnoException, { host, port }: Place): UsageError {
  const reasons: Record<string, string> = {
    EADDRINUSE: `--port: ${port} is in use; name another one, or 0 for any that is free`,
    EACCES: `--port: ${port} may not be used by this user; name one above 1023`,
    EADDRNOTAVAIL: `--host: ${host} is no address of this machine`,
    ENOTFOUND: `--host: ${host} is no address of this machine`,
  };
  return new UsageError(reasons[code] ?? `it cannot be served at ${host}, port ${port}: ${message}`);
}
