import type { Policies } from "../../shared/policy/policies.ts";
import { unknownSector } from "../../shared/policy/policies.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { UsageError } from "../input/usage-error.ts";
import { historyLines, type SectorHistory } from "../text/history.ts";
import { type OpenAlerts, openAlertsLines } from "../text/open-alerts.ts";
import { type AlertHistoryOptions, readHistories } from "./alert-history.ts";
import { answerCommand, type Given } from "./answer-command.ts";
import { emptyFolderNote } from "./empty-folder.ts";
import { openAlertsJson, readOpenAlerts } from "./open-alerts.ts";
import { warnOfUnwatched } from "./unwatched.ts";

interface AlertsOptions extends AlertHistoryOptions {
  sector?: SectorId;
  history?: true;
}

/** The open alerts of each sector, or with `--history` everything that ever happened to its alerts. */
type Alerts = { open: OpenAlerts[]; notes: string[] } | { histories: SectorHistory[] };

/** Adds `alerts`. */
export const addAlerts = answerCommand<AlertsOptions, Alerts>({
  name: "alerts",
  description: "show the open alerts and the silences; with --history, all that ever happened to them",
  examples: [
    ["alerts --dir .chokepoint-samples", "what is open on the samples, after npm start"],
    [
      "alerts --sector ai --history --rule china-look-through --dir .chokepoint-samples",
      "what ever happened to one rule",
    ],
    ["alerts --stack Chokepoint --json", "what is open in a deployment, for a script"],
  ],
  accept: (command) =>
    command
      .option("--sector <sector>", "one sector; every sector unless given")
      .option("--history", "what happened to each alert, oldest first, whether it was sent or silenced")
      .option("--rule <rule>", "with --history: one rule, by id or title"),
  answer: readAlerts,
  json: (alerts) => ("open" in alerts ? alerts.open.map(openAlertsJson) : alerts.histories.map(historyJson)),
  lines: (alerts, { policies, place }) =>
    "open" in alerts
      ? [...alerts.open.flatMap((sector) => openAlertsLines(sector, policies, place)), ...alerts.notes]
      : alerts.histories.flatMap((history) => historyLines(history, policies, place)),
  // Sectors that can be read are shown in any case.
  ending: (alerts) => ("open" in alerts && alerts.open.some((sector) => "problem" in sector) ? 1 : 0),
});

async function readAlerts(given: Given<AlertsOptions>): Promise<Alerts> {
  const { options, policies, place, inCloud } = given;
  const { rule, history } = options;
  const sectors = sectorsAsked(options, policies);
  if (rule !== undefined && history === undefined) throw new UsageError("--rule needs --history");
  if (history === true) return { histories: await readHistories(sectors, given) };
  return await inCloud(async (cloud) => {
    if (options.sector === undefined && options.stack === undefined)
      await warnOfUnwatched(policies, cloud, place);
    const found = await readOpenAlerts(sectors, policies, cloud);
    const isEmpty = found.every((one) => "ledger" in one && (one.assessment?.positions ?? 0) === 0);
    const notes = isEmpty ? await emptyFolderNote(options, cloud, { policies, place }) : [];
    return { open: found, notes };
  });
}

function sectorsAsked({ sector }: AlertsOptions, policies: Policies): string[] {
  if (sector === undefined) return [...policies.keys()];
  if (!policies.has(sector)) throw new UsageError(unknownSector(sector, policies));
  return [sector];
}

/** The history without what only the event log shows. */
function historyJson({ events, ...history }: SectorHistory) {
  return { ...history, events: events.map(({ decided: _, ...record }) => record) };
}
