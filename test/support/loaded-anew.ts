import { registerHooks } from "node:module";

/** What reads the environment as it is loaded: each handler, and the command line, which decides once whether it has colours. */
const HANDLER = /\/functions\/[a-z]+\/handler\.ts$/;
const COMMAND_LINE = /\/cli\/.*\.ts$/;

let command = 0;

registerHooks({
  resolve(specifier, context, nextResolve) {
    const found = nextResolve(specifier, context);
    if (HANDLER.test(found.url)) return { ...found, url: `${found.url}?command=${command}` };
    const colours = process.env.FORCE_COLOR;
    if (colours === undefined || !COMMAND_LINE.test(found.url)) return found;
    return { ...found, url: `${found.url}?colours=${colours}` };
  },
});

/** Has the next command load the handlers anew, as a new process would. All other modules are loaded once. */
export function loadHandlersAnew(): void {
  command += 1;
}
