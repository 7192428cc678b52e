import type { Rule } from "../../shared/policy/rule.ts";
import { titleName } from "../../shared/text/alert-name.ts";
import { decidedRange, mostDecided } from "../../shared/text/decided.ts";
import { intervalText } from "../../shared/text/measured-value.ts";
import { money } from "../../shared/text/money.ts";
import { outlookText, questionsText } from "../../shared/text/questions.ts";
import type { Outlook } from "../../shared/unknowns/outlook.ts";
import type { Decided } from "../../shared/unknowns/rank-unknowns.ts";
import type { Unknown } from "../../shared/unknowns/unknown.ts";
import type { Day } from "../../shared/values/day.ts";
import type { Unit } from "../../shared/values/exposure.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Interval } from "../../shared/values/interval.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import type { RowForms } from "./row-forms.ts";

/** One who can be asked about a rule in one of its groups, and what the answers would decide. */
export interface ListedUnknown extends Unknown, Decided {
  sector: SectorId;
  rule: Rule;
  group: string | null;
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

/** How unknowns are shown. */
export const unknownForms: RowForms<ListedUnknown> = {
  noun: "open question",
  csvColumns: [
    ...[
      "sector",
      "asOf",
      "rule",
      "group",
      "asked",
      "name",
      "questions",
      "decidesLeast",
      "decides",
      "exposure",
      "unit",
    ],
    ...[
      "lower",
      "upper",
      "smallestLower",
      "smallestUpper",
      "largestLower",
      "largestUpper",
      "better",
      "worse",
    ],
  ],
  csv: ({ sector, asOf, rule, group, asked, name, questions, ...decided }) => {
    const { decidesLeast, decides, exposure, unit, now, ifSmallest, ifLargest, outlook } = decided;
    return [
      ...[
        sector,
        asOf,
        rule.id,
        group,
        asked,
        name,
        questions.join(";"),
        decidesLeast,
        decides,
        exposure,
        unit,
      ],
      ...[now.lower, now.upper, ifSmallest.lower, ifSmallest.upper, ifLargest.lower, ifLargest.upper],
      ...[outlook.better, outlook.worse],
    ];
  },
  json: ({ rule, ...row }) => ({ ...row, rule: rule.id, measure: rule.measure }),
  heads: ["ASK", "WHAT", "DECIDES", "POINTS", "OF", "NOW", "COULD"],
  fromRight: [2, 3],
  leastImportant: [5, 3, 6, 4],
  shown: (row) => [
    ...[oneLine(row.name), questionsText(row), moneyDecided(row), decidedRange(row.rule.measure, row)],
    ...[titleName(row.rule.title, row.group), intervalText(row.rule.measure, row.now)],
    outlookText(row.outlook).replace(/^could /, ""),
  ],
};

function moneyDecided({ rule, exposure, unit, ...decided }: ListedUnknown): string {
  return exposure === null ? "" : mostDecided(rule.measure, decided, money(exposure, unit));
}
