import { usablePolicy } from "../../functions/runtime/usable-policy.ts";
import { policyFor } from "../../shared/policy/policies.ts";
import type { Day } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { type SectorUnknown, unknownsOfSector } from "../cloud/unknowns-of-sector.ts";
import { groupAsked } from "../input/asked-group.ts";
import { ruleAsked } from "../input/asked-rule.ts";
import { dayAsked } from "../input/day-flag.ts";
import { unknownForms } from "../text/unknowns.ts";
import { type Asked, tableCommand } from "./list-table.ts";

interface ListUnknownsOptions {
  sector: SectorId;
  rule?: string;
  group?: string;
  asOf?: Day;
}

/** Adds `list unknowns`. */
export const addListUnknowns = tableCommand<ListUnknownsOptions, SectorUnknown>({
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
      .option("--group <group>", "one item, by code or title, or one program, of a rule that has several")
      .option("--as-of <day>", "as of a day; that of the last assessment unless given", dayAsked("--as-of")),
  forms: unknownForms,
  rows: listedUnknowns,
});

/** Of each rule and group, so many are found where not all are asked for. */
const MOST_ASKED = 100;

async function* listedUnknowns({
  options,
  policies,
  cloud,
  isWhole,
  lose,
}: Asked<ListUnknownsOptions>): AsyncGenerator<SectorUnknown> {
  const policy = usablePolicy(policyFor(policies, options.sector));
  const { rule, asOf, limit } = options;
  const rules = rule === undefined ? policy.rules : [ruleAsked(rule, policy)];
  const most = isWhole ? Number.POSITIVE_INFINITY : Math.max(MOST_ASKED, limit ?? 0);
  const found = await unknownsOfSector({
    policy,
    rules,
    most,
    cloud,
    ...(asOf === undefined ? {} : { asOf }),
  });
  lose(found.unreadable);
  const group =
    options.group === undefined
      ? null
      : groupAsked(options.group, found.groups, found.titles, "is no group of it");
  for (const one of found.unknowns) if (group === null || one.group === group) yield one;
}
