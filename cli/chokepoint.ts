#!/usr/bin/env node
import { allowEarlyEnd, errorLine } from "./terminal/output.ts";
import { endInOneSentence } from "./unexpected-end.ts";

allowEarlyEnd();
endInOneSentence();
try {
  // Without a folder of policies there is nothing to run by: told like any other wrong input.
  const { run } = await import("./run.ts");
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  errorLine(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
