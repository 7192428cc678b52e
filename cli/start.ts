import { shippedPolicies } from "./cloud/policy-folder.ts";
import { runSamples } from "./samples.ts";
import { allowEarlyEnd } from "./terminal/output.ts";
import { endInOneSentence } from "./unexpected-end.ts";

// `npm start` runs this: all of Chokepoint with the samples, without an AWS account.

allowEarlyEnd();
endInOneSentence();
process.exitCode = await runSamples(process.argv.slice(2), shippedPolicies());
