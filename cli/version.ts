import manifest from "../package.json" with { type: "json" };

/** The version of Chokepoint, as package.json has it. */
export const version = manifest.version;
