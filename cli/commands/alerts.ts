import type { Command } from "commander";
import type { AlertStatus } from "../../functions/recompute/result.ts";
import { rank } from "../../shared/alert.ts";
import type { Ledger } from "../../shared/ledger.ts";
import { policies, unknownSector } from "../../shared/policies.ts";
import { type CloudOptions, dirOption, stackOption, withCloud } from "../open-cloud.ts";
import { print, printJson } from "../output.ts";
import { alertLines } from "../sector-text.ts";
import { UsageError } from "../usage-error.ts";

interface AlertsOptions extends CloudOptions {
  sector?: string;
  json?: true;
}

/** Adds `alerts`. */
export function addAlerts(program: Command): void {
  program
    .command("alerts")
    .description("show the open alerts")
    .option("--sector <sector>", "one sector; every sector unless given")
    .option("--json", "print only JSON")
    .addOption(dirOption)
    .addOption(stackOption)
    .action(runAlerts);
}

async function runAlerts(options: AlertsOptions): Promise<void> {
  const { sector, json } = options;
  if (sector !== undefined && !policies.has(sector)) throw new UsageError(unknownSector(sector));
  const sectors = sector === undefined ? [...policies.keys()] : [sector];
  const ledgers = await withCloud(options, (cloud) =>
    Promise.all(sectors.map((name) => cloud.ledgers.load(name))),
  );
  if (json === true) printJson(ledgers.map(toJson));
  else print(...ledgers.flatMap(toLines));
}

function toJson({ sector, lastAssessment, noDataSince, alerts, outbox }: Ledger): unknown {
  return {
    sector,
    lastAssessment,
    noDataSince,
    alerts,
    unpublished: outbox.map(({ bulletin }) => bulletin.id),
  };
}

function toLines(ledger: Ledger): string[] {
  const { sector, lastAssessment, noDataSince, outbox } = ledger;
  if (lastAssessment === null) return [`${sector}  was never recomputed`, ""];
  const statuses = [...ledger.alerts]
    .sort((a, b) => rank(b.level) - rank(a.level))
    .map<AlertStatus>((alert) => ({
      ...alert,
      event: null,
      reason: "unchanged",
    }));
  return [
    `${sector}  as of ${lastAssessment.asOf}`,
    ...(noDataSince === null ? [] : [`  no data since ${noDataSince}: no rule is checked, nothing resolves`]),
    ...(noDataSince !== null && statuses.length === 0 ? [] : alertLines(sector, statuses)).map(
      (line) => `  ${line}`,
    ),
    ...outbox.map(({ bulletin }) => `  not published yet: ${bulletin.subject}`),
    "",
  ];
}
