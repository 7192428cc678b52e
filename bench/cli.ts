import { fileURLToPath } from "node:url";
import { answer, say } from "./answer.ts";
import { costOfNode, cpuInTurn } from "./process-cost.ts";

// How long the command line takes to show its help, against a Node that does nothing. The first start is not counted: it
// keeps what Node compiles.

const ROUNDS = 15;
const bin = fileURLToPath(new URL("../cli/bin.js", import.meta.url));

const help = () => costOfNode([bin, "--help"]);
help();
const { shown, empty } = cpuInTurn(ROUNDS, { shown: help, empty: () => costOfNode(["-e", "0"]) });
const helpVsEmpty = shown / empty;
say(`chokepoint --help: ${ms(shown)}, node -e 0: ${ms(empty)}: ${helpVsEmpty.toFixed(1)} times as long`);
answer({ cli: { helpVsEmpty } });

function ms(seconds: number): string {
  return `${(seconds * 1000).toFixed(0)} ms of CPU`;
}
