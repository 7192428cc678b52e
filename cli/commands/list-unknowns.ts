import { assessRows } from "../../functions/reading/assess-rows.ts";
import { usablePolicy } from "../../functions/runtime/usable-policy.ts";
import type { Assessed } from "../../shared/assessment/assess.ts";
import type { Observation } from "../../shared/assessment/observation.ts";
import { policyFor } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { isDecidedShare } from "../../shared/text/decided.ts";
import { askedName } from "../../shared/text/questions.ts";
import { canBeAsked, openValueOf } from "../../shared/unknowns/open-values.ts";
import { outlookOf } from "../../shared/unknowns/outlook.ts";
import { rankUnknowns } from "../../shared/unknowns/rank-unknowns.ts";
import { type Day, dayOf } from "../../shared/values/day.ts";
import { asMinor, toUnit } from "../../shared/values/exposure.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { nearestHint } from "../../shared/values/nearest-hint.ts";
import { quoted } from "../../shared/values/parse.ts";
import { ruleAsked } from "../input/asked-rule.ts";
import { dayAsked } from "../input/day-flag.ts";
import { UsageError } from "../input/usage-error.ts";
import { type ListedUnknown, unknownForms } from "../text/unknowns.ts";
import { type Asked, tableCommand } from "./list-table.ts";

interface ListUnknownsOptions {
  sector: SectorId;
  rule?: string;
  group?: string;
  asOf?: Day;
}

/** Adds `list unknowns`. */
export const addListUnknowns = tableCommand<ListUnknownsOptions, ListedUnknown>({
  name: "unknowns",
  description: "whom to ask what, and what the answers would decide: what could change an alert first",
  examples: [
    [
      "list unknowns --sector ai --rule china-look-through --dir .chokepoint-samples",
      "whom to ask about a rule, on the samples",
    ],
    ["list unknowns --sector defense --dir .chokepoint-samples", "about every rule of a sector"],
    ["list unknowns --sector ai --csv --stack Chokepoint", "for a spreadsheet, of a deployment"],
  ],
  csvIs: "a line for each unknown",
  accept: (command) =>
    command
      .requiredOption("--sector <sector>", "the sector")
      .option("--rule <rule>", "one rule, by id or title; every rule unless given")
      .option("--group <group>", "one item or program, of a rule that has several")
      .option("--as-of <day>", "as of a day; that of the last assessment unless given", dayAsked("--as-of")),
  forms: unknownForms,
  rows: listedUnknowns,
});

/** Of each rule and group, so many are found where not all are asked for. */
const MOST_ASKED = 100;

async function* listedUnknowns(given: Asked<ListUnknownsOptions>): AsyncGenerator<ListedUnknown> {
  const { options, policies, cloud, lose } = given;
  const policy = usablePolicy(policyFor(policies, options.sector));
  const rules = options.rule === undefined ? policy.rules : [askedRule(options.rule, policy)];
  const { lastAssessment } = await cloud.ledgers.load(policy.sector);
  const asOf = options.asOf ?? lastAssessment?.asOf ?? dayOf(new Date());
  const { windowDays } = policy;
  const { assessed, unreadable } = await assessRows({ asOf, windowDays, version: "" }, policy, cloud);
  lose(unreadable);
  const observed = assessed.observations.filter(({ rule }) => rules.some(({ id }) => id === rule.id));
  const { group } = options;
  const most = given.isWhole ? Number.POSITIVE_INFINITY : Math.max(MOST_ASKED, options.limit ?? 0);
  const groups = [...new Set(observed.flatMap((one) => one.group ?? []))].sort();
  if (group !== undefined && !groups.includes(group))
    throw new UsageError(`--group: ${quoted(group)} is no group of it; ${nearestHint(group, groups)}`);
  const found = observed
    .filter((one) => group === undefined || one.group === group)
    .flatMap((one) => unknownsOf(one, assessed, policy, most));
  yield* found.sort(byUse);
}

function askedRule(asked: string, policy: Policy) {
  const rule = ruleAsked(asked, policy);
  if (canBeAsked(rule.measure)) return rule;
  throw new UsageError(
    `--rule: what answers would decide is not computed for ${rule.id}: it is for concentrations and for shares that are counted or look through, not for the largest loss and for changes`,
  );
}

function unknownsOf(
  { rule, group }: Observation,
  { assessment, viewFor, nameOf }: Assessed,
  { sector, unit }: Policy,
  most: number,
): ListedUnknown[] {
  const open = openValueOf(rule, group, viewFor(rule));
  if (open === null) return [];
  return rankUnknowns(open, most).unknowns.map((one) => ({
    ...{ sector, rule, group, asOf: assessment.asOf, now: open.now, unit },
    ...one,
    name: askedName(one, nameOf),
    outlook: outlookOf(rule, open.now, one),
    exposure: isDecidedShare(rule.measure) ? toUnit(asMinor(one.decides * open.total), unit) : null,
  }));
}

/** What could change an alert stands first; then what decides most money, and at last what decides an index or a number. */
function byUse(a: ListedUnknown, b: ListedUnknown): number {
  const changes = ({ outlook }: ListedUnknown) => Number(outlook.better !== null || outlook.worse !== null);
  const exposure = (one: ListedUnknown) => one.exposure ?? -1;
  return changes(b) - changes(a) || exposure(b) - exposure(a) || b.decides - a.decides;
}
