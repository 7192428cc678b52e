import { assessRows } from "../../functions/reading/assess-rows.ts";
import type { Assessed } from "../../shared/assessment/assess.ts";
import type { Observation } from "../../shared/assessment/observation.ts";
import { groupTitle, itemsWithCodes } from "../../shared/policy/item-names.ts";
import type { Titles } from "../../shared/policy/named-group.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import { wordingOf } from "../../shared/policy/wording.ts";
import type { Unreadable } from "../../shared/supply/unreadable.ts";
import { isDecidedShare } from "../../shared/text/decided.ts";
import { askedName } from "../../shared/text/questions.ts";
import { openValueOf } from "../../shared/unknowns/open-values.ts";
import { type Outlook, outlookOf } from "../../shared/unknowns/outlook.ts";
import { type Decided, rankUnknowns } from "../../shared/unknowns/rank-unknowns.ts";
import type { Unknown } from "../../shared/unknowns/unknown.ts";
import { type Day, dayOf } from "../../shared/values/day.ts";
import { asMinor, toUnit, type Unit } from "../../shared/values/exposure.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Interval } from "../../shared/values/interval.ts";
import type { Cloud } from "./cloud.ts";

/** One who can be asked about a rule in one of its groups, and what the answers would decide. */
export interface SectorUnknown extends Unknown, Decided {
  sector: SectorId;
  rule: Rule;
  group: string | null;
  /** What the group is called: an item by its title and code. */
  groupShown: string | null;
  asOf: Day;
  /** The name of who is asked. */
  name: string;
  /** The value of the rule as long as nothing more is known. */
  now: Interval;
  outlook: Outlook;
  /** The most that is decided, as exposure in the unit; `null` for an index or a number. */
  exposure: number | null;
  unit: Unit;
}

interface WhatIsAsked {
  policy: Policy;
  rules: readonly Rule[];
  /** So many are found for each rule and group. */
  most: number;
  /** That of the last assessment unless given. */
  asOf?: Day;
  cloud: Cloud;
}

/** Whom to ask what about the rules of a sector, those first who could change an alert; and the groups of the rules. */
export async function unknownsOfSector({ policy, rules, most, asOf, cloud }: WhatIsAsked): Promise<{
  unknowns: SectorUnknown[];
  groups: string[];
  /** What those groups that are items are called. */
  titles: Titles;
  unreadable: Unreadable;
}> {
  const { lastAssessment } = await cloud.ledgers.load(policy.sector);
  const day = asOf ?? lastAssessment?.asOf ?? dayOf(new Date());
  const asked = { asOf: day, windowDays: policy.windowDays, version: "" };
  const { assessed, unreadable } = await assessRows(asked, policy, cloud);
  const observed = assessed.observations.filter(({ rule }) => rules.some(({ id }) => id === rule.id));
  const unknowns = observed.flatMap((one) => unknownsOf(one, assessed, policy, most)).sort(byUse);
  const groups = [...new Set(observed.flatMap((one) => one.group ?? []))].sort();
  const items = new Set(observed.flatMap(({ rule, group }) => (rule.by === "item" ? (group ?? []) : [])));
  const titles = new Map([...wordingOf(policy).items].filter(([code]) => items.has(code)));
  return { unknowns, groups, titles, unreadable };
}

function unknownsOf(
  { rule, group }: Observation,
  { assessment, viewsFor, nameOf }: Assessed,
  policy: Policy,
  most: number,
): SectorUnknown[] {
  const { sector, unit } = policy;
  const open = openValueOf(rule, group, viewsFor(rule));
  if (open === null) return [];
  return rankUnknowns(open, most).unknowns.map((one) => ({
    ...{ sector, rule, group, asOf: assessment.asOf, now: open.now, unit },
    ...one,
    groupShown: groupTitle({ group, by: rule.by }, itemsWithCodes(policy)),
    name: askedName(one, nameOf),
    outlook: outlookOf(rule, open.now, one),
    exposure: isDecidedShare(rule.measure) ? toUnit(asMinor(one.decides * open.total), unit) : null,
  }));
}

/** What could change an alert stands first; then what decides most money, and at last what decides an index or a number. */
function byUse(a: SectorUnknown, b: SectorUnknown): number {
  const changes = ({ outlook }: SectorUnknown) => Number(outlook.better !== null || outlook.worse !== null);
  const exposure = (one: SectorUnknown) => one.exposure ?? -1;
  return changes(b) - changes(a) || exposure(b) - exposure(a) || b.decides - a.decides;
}
