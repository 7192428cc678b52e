import type { AssessmentSummary } from "../assessment/summary.ts";
import { LONGEST_POLICY_TITLE } from "../policy/bounds.ts";
import { isBroken } from "../policy/policies.ts";
import { wordingOf } from "../policy/wording.ts";
import { besideLines } from "../text/beside.ts";
import { type CommandPlace, callOf, placeFlag, whereToRun } from "../text/command.ts";
import { dayText } from "../text/day-text.ts";
import { indent, sectionsText } from "../text/lines.ts";
import { unreadableSummaries } from "../text/unreadable.ts";
import { wrapped } from "../text/wrapped.ts";
import { noun } from "../values/count.ts";
import type { Day } from "../values/day.ts";
import { withoutLinks } from "../values/links-as-text.ts";
import { lineOf } from "../values/one-line.ts";
import { ago, digestAgeLines } from "./age-lines.ts";
import { digestAheadLines, digestLateLines } from "./ahead-lines.ts";
import { digestEditedLines } from "./edited-lines.ts";
import { measureLines } from "./measure-lines.ts";
import { digestFloorLines, digestOpenLines, silenceLines } from "./open-lines.ts";
import { pagesSection } from "./pages.ts";
import type { SectorDigest } from "./sector.ts";

const LONGEST_PROBLEM = 300;

/** The text of a digest: each sector, then commands to look closer. `place` is where they work. */
export function digestText(
  sectors: SectorDigest[],
  { today, place, version }: { today: Day; place: CommandPlace; version: string },
): string {
  const target = placeFlag(place);
  const commands = ["alerts --history", "recompute --dry-run"].map(
    (command) => `${callOf(place)} ${command}${target}`,
  );
  const told = [
    [
      `How the sectors stand on ${dayText(today)}.`,
      "News comes in messages of its own, except what a silence or a rule holds back.",
    ],
    ...sectors.flatMap((sector) => sectorSections(sector, today)),
  ];
  return sectionsText([
    ...told.map((lines) => lines.flatMap((line) => wrapped(line))),
    ["NEXT", ...wrapped(indent(whereToRun(place))), ...commands.map(indent)],
    pagesSection(sectors, place),
    [`digest-${today}`, `chokepoint ${version}`],
  ]);
}

function sectorSections(sector: SectorDigest, today: Day): string[][] {
  const { policy, problem, newest } = sector;
  const mark = (newest?.illustrative ?? 0) > 0 ? " (illustrative data: an example)" : "";
  const name = isBroken(policy) ? policy.sector : lineOf(policy.title, LONGEST_POLICY_TITLE);
  const title = [`=== ${name}${mark}`, ...brokenLines(sector)];
  if (problem !== null)
    return [
      [...title, `could not be read: ${withoutLinks(lineOf(problem, LONGEST_PROBLEM))}`],
      digestOpenLines(sector),
    ];
  if (sector.assessed === null)
    return [[...title, "was never recomputed"], digestOpenLines(sector), silenceLines(sector)];
  if (newest === null)
    return [[...title, ...lostLines(sector)], digestOpenLines(sector), silenceLines(sector)];
  return [
    [...title, ...digestAgeLines(sector, newest), ...unreadTrend(sector)],
    digestOpenLines(sector),
    digestFloorLines(sector, newest),
    silenceLines(sector),
    measureLines(sector, newest),
    digestEditedLines(sector),
    besideMarketLines(sector, newest),
    digestLateLines(sector, newest),
    digestAheadLines(sector, newest, today),
  ];
}

/** A sector beside its benchmark: the first open alert that can be compared, else the first rule. */
function besideMarketLines({ policy, beside, open }: SectorDigest, newest: AssessmentSummary): string[] {
  if (isBroken(policy) || beside === null) return [];
  const rules = policy.rules.map(({ id }) => ({ rule: id, group: null }));
  const lines = besideLines(beside, newest, [...open, ...rules], 1);
  return lines.length === 0 ? [] : [wordingOf(policy).besideMarket, ...lines.map(indent)];
}

/** A sector whose last assessment is lost. Its alerts are still known from the ledger. */
function lostLines(sector: SectorDigest): string[] {
  const { assessed, assessedDaysAgo, unreadable } = sector;
  const why = unreadable.count === 0 ? ["what was found then is no longer stored"] : unreadTrend(sector);
  return [`assessed as of ${assessed === null ? "" : dayText(assessed)}${ago(assessedDaysAgo)}`, ...why];
}

function unreadTrend({ unreadable }: SectorDigest): string[] {
  if (unreadable.count === 0) return [];
  return [`${unreadableSummaries(unreadable)}: nothing of ${noun(unreadable.count, "it", "them")} is shown`];
}

/** Why a sector is no longer assessed. Its last results are still shown below. */
function brokenLines({ policy }: SectorDigest): string[] {
  return isBroken(policy)
    ? [`NOT WATCHED, its policy cannot be used: ${lineOf(policy.problem, LONGEST_PROBLEM)}`]
    : [];
}
