import { shippedPolicies } from "./cloud/policy-folder.ts";
import { runSamples } from "./samples.ts";
import { allowEarlyEnd } from "./terminal/output.ts";
import { endInOneSentence } from "./unexpected-end.ts";

// What `npm start` runs: the samples through the whole of Chokepoint, without an account.

allowEarlyEnd();
endInOneSentence();
process.exitCode = await runSamples(process.argv.slice(2), shippedPolicies());
