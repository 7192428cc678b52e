import { createRequire } from "node:module";
import { dirname, sep } from "node:path";

// By its own name, the package finds its root from its sources as from what is compiled of them into another folder.
const require = createRequire(import.meta.url);
const manifest = "chokepoint/package.json";

/** The root of the package, with a separator at its end. Functions, policies and the manifest lie there. */
export const ROOT = `${dirname(require.resolve(manifest))}${sep}`;

/** The version of the package. */
export const { version: VERSION } = require(manifest) as { version: string };
