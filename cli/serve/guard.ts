import { timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";

/** What a request must show so that it is answered. */
export interface Guard {
  /** The hosts that the page is known by, with the port: `127.0.0.1:4680`. */
  hosts: ReadonlySet<string>;
  /** What each form of the page holds, and no other site knows. */
  token: string;
}

/**
 * Lets through what was asked of this page by its own name, so that a name of another site that leads to this machine reads
 * nothing.
 */
export function ownHostOnly({ hosts }: Guard): MiddlewareHandler {
  return async (context, next) => {
    if (!hosts.has(hostOf(context)))
      return refused(context, "it was asked for under a name that is not its own");
    return await next();
  };
}

/** Lets a change through only when a form of this page asks for it, and not a page of another site in the same browser. */
export function ownFormsOnly({ token }: Guard): MiddlewareHandler {
  return async (context, next) => {
    const origin = context.req.header("origin");
    if (origin !== `http://${hostOf(context)}`) return refused(context, "another site asked for the change");
    const { token: shown } = await context.req.parseBody();
    if (typeof shown !== "string" || !isSame(shown, token))
      return refused(context, "the form is from before the page was started; open it again");
    return await next();
  };
}

function hostOf(context: Context): string {
  return (context.req.header("host") ?? "").toLowerCase();
}

function isSame(shown: string, token: string): boolean {
  const [one, other] = [Buffer.from(shown), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function refused(context: Context, why: string): Response {
  return context.text(`refused: ${why}\n`, 403);
}
