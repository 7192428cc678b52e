import { parseArgs } from "node:util";
import { isOf, readEquivalents } from "./equivalents.ts";
import { CORE, testsOf } from "./modules.ts";
import type { Mutant } from "./mutants.ts";
import { type Trial, tryModule } from "./trial.ts";

// `npm run test:mutation [-- --continue] [module…]`: says which mutants no test notices; ends with 1 when those are more
// than 5 %. With --continue, modules that have not changed go on where their last run was interrupted.

const LEAST_SCORE = 0.95;

const { values, positionals: named } = parseArgs({
  options: { continue: { type: "boolean", default: false } },
  allowPositionals: true,
});
const equivalents = readEquivalents();
const total = { noticed: 0, counted: 0, equivalent: 0, stale: 0, failing: 0 };
for (const module of named.length > 0 ? named : CORE) {
  const trial = await tryModule(module, testsOf(module), values.continue, sayAside);
  tell(module, trial);
}
const score = total.noticed / total.counted;
say(
  `${total.noticed} of ${total.counted} mutants are noticed (${percent(score)}); ${total.equivalent} more are equivalent`,
);
if (total.stale > 0) say(`${total.stale} entries of equivalents.json are stale: remove or mend them`);
if (total.failing > 0) say(`${total.failing} tests fail without any mutant: they notice nothing`);
process.exitCode = score < LEAST_SCORE || total.stale + total.failing > 0 ? 1 : 0;

function tell(module: string, { mutants, progress }: Trial): void {
  const own = equivalents.filter((one) => one.module === module);
  const isNoticed = ({ id }: Mutant) => progress.noticed[id] !== undefined;
  const isEquivalent = (mutant: Mutant) => own.some((one) => isOf(one, mutant));
  const surviving = mutants.filter((mutant) => !isNoticed(mutant));
  const missed = surviving.filter((mutant) => !isEquivalent(mutant));
  const stale = own.filter((one) => !surviving.some((mutant) => isOf(one, mutant)));
  const noticed = mutants.length - surviving.length;
  const equal = surviving.length - missed.length;
  total.noticed += noticed;
  total.counted += noticed + missed.length;
  total.equivalent += equal;
  total.stale += stale.length;
  total.failing += progress.failing.length;
  say(`${module}: ${mutants.length} mutants, ${noticed} noticed, ${equal} equivalent, ${missed.length} left`);
  for (const { id, line, original, replacement } of missed) {
    const reached = progress.covered[id] === true ? "" : "  (no test comes by)";
    say(`  ${module}:${line}  ${short(original)}  →  ${short(replacement)}${reached}`);
  }
  for (const test of progress.failing) say(`  fails without any mutant: ${test}`);
  for (const { text, replacement } of stale) say(`  stale: ${short(text)}  →  ${short(replacement)}`);
}

function short(code: string): string {
  return code.length > 90 ? `${code.slice(0, 89)}…` : code;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** How far it is, beside the result. */
function sayAside(line: string): void {
  process.stderr.write(`${line}\n`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
