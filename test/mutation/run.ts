import { isOf, readEquivalents } from "./equivalents.ts";
import { CORE, testsOf } from "./modules.ts";
import type { Mutant } from "./mutants.ts";
import { type Trial, tryModule } from "./trial.ts";

// `npm run test:mutation [-- module…]`: says which mutants no test notices; ends with 1 when those are more than 5 %.

const LEAST_SCORE = 0.95;

const named = process.argv.slice(2);
const equivalents = readEquivalents();
const total = { noticed: 0, counted: 0, equivalent: 0, stale: 0 };
for (const module of named.length > 0 ? named : CORE) {
  const trial = await tryModule(module, testsOf(module));
  tell(module, trial);
}
const score = total.noticed / total.counted;
say(
  `${total.noticed} of ${total.counted} mutants are noticed (${percent(score)}); ${total.equivalent} more are equivalent`,
);
if (total.stale > 0) say(`${total.stale} entries of equivalents.json are stale: remove or mend them`);
process.exitCode = score < LEAST_SCORE || total.stale > 0 ? 1 : 0;

function tell(module: string, { mutants, progress }: Trial): void {
  const own = equivalents.filter((one) => one.module === module);
  const isNoticed = ({ id }: Mutant) => progress.noticed[id] !== undefined;
  const isEquivalent = (mutant: Mutant) => own.some((one) => isOf(one, mutant));
  const surviving = mutants.filter((mutant) => !isNoticed(mutant));
  const missed = surviving.filter((mutant) => !isEquivalent(mutant));
  const stale = own.filter((one) => !surviving.some((mutant) => isOf(one, mutant)));
  const noticed = mutants.length - surviving.length;
  total.noticed += noticed;
  total.counted += noticed + missed.length;
  total.equivalent += surviving.length - missed.length;
  total.stale += stale.length;
  say(`${module}: ${noticed} of ${noticed + missed.length}`);
  for (const { id, line, original, replacement } of missed) {
    const reached = progress.covered[id] === true ? "" : "  (no test comes by)";
    say(`  ${module}:${line}  ${short(original)}  →  ${short(replacement)}${reached}`);
  }
  for (const { text, replacement } of stale) say(`  stale: ${short(text)}  →  ${short(replacement)}`);
}

function short(code: string): string {
  return code.length > 90 ? `${code.slice(0, 89)}…` : code;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
