import { allowEarlyEnd } from "./output.ts";
import { shippedPolicies } from "./policy-folder.ts";
import { runSamples } from "./samples.ts";
import { endInOneSentence } from "./unexpected-end.ts";

// What `npm start` runs: the samples through the whole of Chokepoint, without an account.

allowEarlyEnd();
endInOneSentence();
process.exitCode = await runSamples(process.argv.slice(2), shippedPolicies());
