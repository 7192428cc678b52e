import { type ResolveFnOutput, registerHooks } from "node:module";

/** What reads the environment as it is loaded: each handler, and the command line, which decides once whether it has colours. */
const HANDLER = /\/functions\/[a-z]+\/handler\.ts$/;
const COMMAND_LINE = /\/cli\/.*\.ts$/;

let command = 0;

/** What handlers import: it stays the same however often they are loaded. */
const imported = new Map<string, ResolveFnOutput>();

registerHooks({
  resolve(specifier, context, nextResolve) {
    const [parent = ""] = context.parentURL?.split("?command=") ?? [];
    if (!HANDLER.test(parent)) return ofThisCommand(nextResolve(specifier, context));
    const key = JSON.stringify([parent, specifier]);
    const found = imported.get(key) ?? nextResolve(specifier, context);
    imported.set(key, found);
    return { ...ofThisCommand(found), shortCircuit: true };
  },
});

/** The module by the address at which the command that runs loads it. */
function ofThisCommand(found: ResolveFnOutput): ResolveFnOutput {
  if (HANDLER.test(found.url)) return { ...found, url: `${found.url}?command=${command}` };
  const colours = process.env.FORCE_COLOR;
  if (colours === undefined || !COMMAND_LINE.test(found.url)) return found;
  return { ...found, url: `${found.url}?colours=${colours}` };
}

/** Has the next command load the handlers anew, as a new process would. All other modules are loaded once. */
export function loadHandlersAnew(): void {
  command += 1;
}
