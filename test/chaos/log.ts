import { createFindingLog } from "../../functions/aws/dynamo/finding-store.ts";
import { createHistory } from "../../functions/aws/dynamo/history-store.ts";
import { createWatchStore } from "../../functions/aws/dynamo/watch-store.ts";
import { eventLog, operationsLog } from "../../shared/event-log/event-log.ts";
import { findingsAfter } from "../../shared/event-log/replay.ts";
import type { Deployed } from "./deployed.ts";
import type { Bulletin } from "./verdict.ts";

/** What is wrong with the lines that say when the bulletins of a sector were published. */
export async function publicationComplaints(
  { dynamo, tableOf }: Pick<Deployed, "dynamo" | "tableOf">,
  sector: string,
  bulletins: readonly Bulletin[],
  /** Whether lines of the history may have been damaged, and removed. */
  mayLack: boolean,
): Promise<string[]> {
  const { publications } = await createHistory(dynamo, tableOf("assessments")).read(sector);
  const log = eventLog(sector, { history: [], summaries: [], imports: [], publications });
  const recorded = log.flatMap((line) => (line.kind === "publication" ? line.bulletin : []));
  const sent = new Map(bulletins.map(({ messageId, bulletinId }) => [messageId, bulletinId]));
  const times = (ids: Iterable<string>, id: string) => [...ids].filter((one) => one === id).length;
  const lost = mayLack ? [] : [...new Set(sent.values())].filter((id) => !recorded.includes(id));
  const beyond = [...new Set(recorded)].filter((id) => times(recorded, id) > times(sent.values(), id));
  return [
    ...lost.map((id) => `${sector}: ${id} was published, and the event log does not say so`),
    ...beyond.map((id) => `${sector}: the event log says more often that ${id} was published than it was`),
  ];
}

/** What is wrong with the lines about what operations were told, whose messages are given as texts. */
export async function findingComplaints(
  { dynamo, tableOf }: Pick<Deployed, "dynamo" | "tableOf">,
  sectors: readonly string[],
  told: readonly string[],
): Promise<string[]> {
  const log = createFindingLog(dynamo, tableOf("assessments"), null);
  const pages = await Promise.all([...sectors, null].map((sector) => log.read(sector)));
  const lines = operationsLog(pages.flatMap(({ rows }) => rows));
  const ids = new Set(told.flatMap((text) => text.match(/watchdog-\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? []));
  const untold = lines.filter((line) => line.kind === "finding" && !ids.has(line.message));
  const last = findingsAfter(lines);
  const { watch } = await createWatchStore(dynamo, tableOf("ledgers")).load();
  const lost = watch.problems.filter(({ key, toldAt }) => toldAt !== null && last.get(key)?.at !== toldAt);
  return [
    ...untold.map(
      (line) => `the event log says that operations were told what they were not: ${JSON.stringify(line)}`,
    ),
    ...lost.map(
      ({ key, toldAt }) => `operations were told of ${key} at ${toldAt}, and the event log does not say so`,
    ),
    ...(watch.unrecorded.length > 0 ? ["lines about what operations were told still wait"] : []),
  ];
}
