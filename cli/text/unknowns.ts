import { titleName } from "../../shared/text/alert-name.ts";
import { decidedRange, mostDecided } from "../../shared/text/decided.ts";
import { intervalText } from "../../shared/text/measured-value.ts";
import { money } from "../../shared/text/money.ts";
import { outlookText, questionsText } from "../../shared/text/questions.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import type { SectorUnknown } from "../cloud/unknowns-of-sector.ts";
import type { RowForms } from "./row-forms.ts";

/** How unknowns are shown. */
export const unknownForms: RowForms<SectorUnknown> = {
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
  json: ({ rule, groupShown: _, ...row }) => ({ ...row, rule: rule.id, measure: rule.measure }),
  heads: ["ASK", "WHAT", "DECIDES", "POINTS", "OF", "NOW", "COULD"],
  fromRight: [2, 3],
  leastImportant: [5, 3, 6, 4],
  shown: (row) => [
    ...[oneLine(row.name), questionsText(row), moneyDecided(row), decidedRange(row.rule.measure, row)],
    ...[titleName(row.rule.title, row.groupShown), intervalText(row.rule.measure, row.now)],
    outlookText(row.outlook).replace(/^could /, ""),
  ],
};

function moneyDecided({ rule, exposure, unit, ...decided }: SectorUnknown): string {
  return exposure === null ? "" : mostDecided(rule.measure, decided, money(exposure, unit));
}
