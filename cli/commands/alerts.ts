import { isDeepStrictEqual } from "node:util";
import type { Command } from "commander";
import type { PolicyFolder } from "../../functions/runtime/policy-folder.ts";
import { UnreadableError } from "../../functions/runtime/unreadable-error.ts";
import { isOpen } from "../../shared/alerts/alert.ts";
import type { HistoryRecord } from "../../shared/alerts/history.ts";
import type { Assessment } from "../../shared/assessment/assessment.ts";
import { unseenIn } from "../../shared/digest/unseen.ts";
import { isBroken, type Policies, policyFor, ruleIn, unknownSector } from "../../shared/policy/policies.ts";
import { openStatuses } from "../../shared/recompute/alert-status.ts";
import type { Ledger } from "../../shared/recompute/ledger.ts";
import { mergeUnreadable, NOTHING_UNREADABLE, type Unreadable } from "../../shared/supply/unreadable.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { lastAssessmentOf } from "../cloud/last-assessment.ts";
import { type CloudOptions, dirOption, stackOption, withCloud } from "../cloud/open.ts";
import { UsageError } from "../input/usage-error.ts";
import { print, printJson } from "../terminal/output.ts";
import { alertLines, illustrativeMark, lackLines } from "../text/alerts.ts";
import { historyLines, type SectorHistory } from "../text/history.ts";
import { silenceLine } from "../text/silence.ts";

interface AlertsOptions extends CloudOptions {
  sector?: string;
  rule?: string;
  history?: true;
  json?: true;
}

/** Adds `alerts`. */
export function addAlerts(
  program: Command,
  policyFolder: PolicyFolder,
  setExitCode: (code: number) => void,
): void {
  program
    .command("alerts")
    .description("show the open alerts and the silences; with --history, all that ever happened to them")
    .option("--sector <sector>", "one sector; every sector unless given")
    .option("--history", "what happened to each alert, oldest first, whether it was sent or silenced")
    .option("--rule <rule>", "with --history: one rule")
    .option("--json", "print only JSON")
    .addOption(dirOption)
    .addOption(stackOption)
    .action(async (options: AlertsOptions) => {
      // The others are shown all the same.
      if ((await runAlerts(options, policyFolder)) === "not all could be read") setExitCode(1);
    });
}

async function runAlerts(
  options: AlertsOptions,
  policyFolder: PolicyFolder,
): Promise<"not all could be read" | undefined> {
  const { policies } = policyFolder;
  const { sector, rule, history, json } = options;
  if (sector !== undefined && !policies.has(sector)) throw new UsageError(unknownSector(sector, policies));
  if (rule !== undefined && history === undefined) throw new UsageError("--rule needs --history");
  const sectors = sector === undefined ? [...policies.keys()] : [sector];
  if (history === true) {
    const found = await readHistory(options, policyFolder, sectors);
    if (
      rule !== undefined &&
      !isKnown(rule, sectors, policies) &&
      found.every(({ events }) => events.length === 0)
    ) {
      throw new UsageError(
        `--rule: "${rule}" is not a rule of ${sectors.join(", ")}, and never had an alert`,
      );
    }
    if (json === true) printJson(found);
    else print(...found.flatMap((history) => historyLines(history, policies)));
    return undefined;
  }
  const states = await withCloud(options, policyFolder, (cloud) =>
    Promise.all(sectors.map((name) => stateOf(name, policies, cloud))),
  );
  if (json === true) printJson(states.map(toJson));
  else print(...states.flatMap((state) => toLines(state, policies, options.stack ?? null)));
  return states.some((state) => "problem" in state) ? "not all could be read" : undefined;
}

/** How a sector stands; of one whose ledger is damaged, why that is not known. */
async function stateOf(
  sector: string,
  policies: Policies,
  cloud: Pick<Cloud, "ledgers" | "assessments">,
): Promise<SectorState | UnreadSector> {
  try {
    const ledger = await cloud.ledgers.load(sector);
    const last = await lastAssessmentOf(sector, ledger.lastAssessment, cloud);
    const { assessment } = last;
    return { ledger, assessment, problems: [...brokenNote(policies, sector), ...last.problems] };
  } catch (error) {
    if (error instanceof UnreadableError) return { sector, problem: error.message };
    throw error;
  }
}

function brokenNote(policies: Policies, sector: string): string[] {
  const policy = policyFor(policies, sector);
  return isBroken(policy) ? [`not watched, its policy cannot be used: ${policy.problem}`] : [];
}

function isKnown(rule: string, sectors: string[], policies: Policies): boolean {
  return sectors.some((sector) => ruleIn(policies, sector, rule) !== undefined);
}

async function readHistory(
  { rule, ...options }: AlertsOptions,
  policyFolder: PolicyFolder,
  sectors: string[],
): Promise<SectorHistory[]> {
  return await withCloud(options, policyFolder, (cloud) =>
    Promise.all(
      sectors.map(async (sector) => {
        // The ledger first: what moves from its outbox into the history meanwhile is then found twice, and not never.
        const outbox = await outboxOf(sector, cloud);
        const history = await cloud.history.read(sector);
        const unreadable = mergeUnreadable([history.unreadable, outbox.unreadable]);
        const waiting = outbox.records.filter(
          (line) => !history.rows.some((row) => isDeepStrictEqual(row, line)),
        );
        const all = [...history.rows, ...waiting].sort((a, b) => compare(a.at, b.at));
        const events = all.filter((record) => rule === undefined || record.rule === rule);
        const rules = rule === undefined ? {} : { rule };
        return { sector, ...rules, events, ...(unreadable.count === 0 ? {} : { unreadable }) };
      }),
    ),
  );
}

/** The lines that still wait in a sector's ledger to be written into its history: those of silences do until the next run. */
async function outboxOf(
  sector: string,
  { ledgers }: Pick<Cloud, "ledgers">,
): Promise<{ records: HistoryRecord[]; unreadable: Unreadable }> {
  try {
    const { outbox } = await ledgers.load(sector);
    return { records: outbox.flatMap(({ records }) => records), unreadable: NOTHING_UNREADABLE };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { records: [], unreadable: { count: 1, first: [error.item] } };
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface SectorState {
  ledger: Ledger;
  /** The last one; `null` when there is none, or it cannot be read. */
  assessment: Assessment | null;
  /** Why it cannot be read, or the sector is not watched; the alerts stand in the ledger all the same. */
  problems: string[];
}

/** A sector of which nothing is known, and why. */
interface UnreadSector {
  sector: string;
  problem: string;
}

function toJson(state: SectorState | UnreadSector): unknown {
  // No empty list: nobody knows that there is none.
  if ("problem" in state) return { sector: state.sector, problems: [state.problem], alerts: null };
  const { ledger, assessment, problems } = state;
  const { sector, lastAssessment, noDataSince, staleSince, alerts, silences, outbox } = ledger;
  // Of what cannot be read nothing is known; of a sector without an assessment, that it has none.
  const isKnown = assessment !== null || lastAssessment === null;
  return {
    sector,
    lastAssessment,
    illustrative: isKnown ? (assessment?.illustrative ?? 0) : null,
    incomplete: isKnown ? (assessment?.incomplete ?? false) : null,
    refused: assessment?.refused ?? null,
    ...(problems.length === 0 ? {} : { problems }),
    noDataSince,
    staleSince,
    alerts: alerts.filter(isOpen),
    silences,
    unpublished: outbox.flatMap(({ bulletin }) => bulletin?.id ?? []),
  };
}

function staleText(newestDate: string | null, since: string): string {
  const newest = newestDate === null ? "" : `: the newest position is of ${newestDate}`;
  return `data stale since ${since}${newest}`;
}

function toLines(state: SectorState | UnreadSector, policies: Policies, stack: string | null): string[] {
  if ("problem" in state)
    return [`${state.sector}  whether an alert is open is not known: ${state.problem}`, ""];
  const { ledger, assessment, problems } = state;
  const { sector, lastAssessment, noDataSince, staleSince, silences, outbox } = ledger;
  const silenced = silences.map((silence) => `  silenced ${silenceLine(silence)}`);
  const notes = problems.map((problem) => `  note: ${problem}`);
  if (lastAssessment === null) return [`${sector}  was never recomputed`, ...notes, ...silenced, ""];
  const statuses = openStatuses(ledger);
  const isUnusable = isBroken(policyFor(policies, sector));
  // The day stands at the top, so how long ago that was changes nothing of what is said.
  const look = {
    isBroken: isUnusable,
    assessed: lastAssessment.asOf,
    last: assessment,
    assessedDaysAgo: null,
  };
  const unseen = unseenIn({ ...look, noDataSince });
  return [
    `${sector}  as of ${lastAssessment.asOf}${illustrativeMark(assessment?.illustrative ?? 0)}`,
    ...notes,
    ...(assessment === null ? [] : lackLines(assessment, stack).map((line) => `  ${line}`)),
    ...(noDataSince === null ? [] : [`  no data since ${noDataSince}: no rule is checked, nothing resolves`]),
    ...(staleSince === null ? [] : [`  ${staleText(lastAssessment.newestDate ?? null, staleSince)}`]),
    ...(noDataSince !== null && statuses.length === 0
      ? []
      : alertLines(sector, statuses, policies, unseen)
    ).map((line) => `  ${line}`),
    ...silenced,
    ...outbox.flatMap(({ bulletin }) =>
      bulletin === null ? [] : `  not published yet: ${bulletin.subject}`,
    ),
    "",
  ];
}
