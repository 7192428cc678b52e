import { keepCompiled } from "./compile-cache.js";

// `npm start` runs this: all of Chokepoint with the samples, without an AWS account. What is imported at the top of a file is
// loaded before anything in the file runs, so the rest is imported below.

keepCompiled();
const { allowEarlyEnd } = await import("./terminal/output.ts");
const { endInOneSentence } = await import("./unexpected-end.ts");
allowEarlyEnd();
endInOneSentence();
const { shippedPolicies } = await import("./cloud/policy-folder.ts");
const { runSamples } = await import("./samples.ts");
process.exitCode = await runSamples(process.argv.slice(2), shippedPolicies());
