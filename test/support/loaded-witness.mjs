import { writeFileSync } from "node:fs";
import module, { registerHooks } from "node:module";

// Loaded before a program: at its end, writes what it has loaded, and where Node keeps that compiled.

const loaded = new Set();
registerHooks({
  load(url, context, nextLoad) {
    loaded.add(url);
    return nextLoad(url, context);
  },
});
process.on("exit", () => {
  const cache = module.getCompileCacheDir() ?? null;
  writeFileSync(process.env.LOADED_LOG, JSON.stringify({ cache, loaded: [...loaded] }));
});
