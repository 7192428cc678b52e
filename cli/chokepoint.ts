#!/usr/bin/env node
import { allowEarlyEnd } from "./output.ts";
import { run } from "./run.ts";

allowEarlyEnd();
process.exitCode = await run(process.argv.slice(2));
