import type { SeriesPoint } from "../../shared/backtest/series.ts";
import { levelOf } from "../../shared/policy/level.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import { wordsOf } from "../../shared/text/measure-words.ts";
import { intervalText } from "../../shared/text/measured-value.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Bounds } from "../../shared/values/interval.ts";
import type { RowForms } from "./row-forms.ts";

/** A measure on a day. */
export interface ListedPoint extends Omit<SeriesPoint, "observed"> {
  sector: SectorId;
  rule: Rule;
  /** Whether it has limits, to say a level of it. */
  hasLimits: boolean;
  /** What its group is called: an item by its title and code. */
  groupShown: string | null;
  /** Made of the positions just now, or what an assessment observed at the time. */
  how: "computed" | "stored";
  observed: Bounds | null;
  windowDays: number;
  isIncomplete: boolean;
  assessment: string | null;
  assessedAt: string | null;
}

/** How the points of a series are shown. */
export const seriesForms: RowForms<ListedPoint> = {
  noun: "day",
  csvColumns: [
    ...[
      "sector",
      "rule",
      "measure",
      "group",
      "asOf",
      "how",
      "lower",
      "upper",
      "level",
      "positions",
      "windowDays",
    ],
    ...["incomplete", "assessment", "assessedAt"],
  ],
  csv: (point) => {
    const { sector, asOf, how, group, observed, positions, windowDays, isIncomplete } = point;
    return [
      ...[sector, ruleId(point), wordsOf(point.rule.measure).phrase, group, asOf, how],
      ...[observed?.lower ?? null, observed?.upper ?? null, levelAt(point), positions, windowDays],
      ...[isIncomplete, point.assessment, point.assessedAt],
    ];
  },
  json: (point) => {
    const {
      rule,
      hasLimits: _,
      groupShown: __,
      isBelowFloor,
      isIncomplete,
      assessment,
      assessedAt,
      ...rest
    } = point;
    const stored = assessment === null ? {} : { assessment, assessedAt };
    const said = {
      level: levelAt(point),
      ...(isBelowFloor ? { belowFloor: true } : {}),
      incomplete: isIncomplete,
    };
    return { ...rest, rule: ruleId(point), measure: rule.measure, ...said, ...stored };
  },
  heads: ["AS OF", "GROUP", "VALUE", "LEVEL", "POSITIONS", "HOW"],
  fromRight: [2, 4],
  shown: (point) => [
    point.asOf,
    point.groupShown ?? (point.rule.by === undefined ? "" : "unknown"),
    point.isBelowFloor
      ? "below floor"
      : point.observed === null
        ? "no data"
        : intervalText(point.rule.measure, point.observed),
    levelAt(point) ?? "",
    point.positions.toLocaleString("en-US"),
    `${point.how}${point.isIncomplete ? ", incomplete" : ""}`,
  ],
};

/** The rule that was named; `null` for a measure. */
function ruleId({ rule, hasLimits }: ListedPoint): string | null {
  return hasLimits ? rule.id : null;
}

/** The level that a value has by the limits of today, whenever they are in force; `null` without limits or data. */
function levelAt({ rule, hasLimits, observed }: ListedPoint) {
  if (!hasLimits || observed === null) return null;
  return levelOf(rule, { lower: observed.lower, upper: observed.upper ?? Number.POSITIVE_INFINITY });
}
