import type { ResourceFlow } from "./flows.ts";
import { kindOfId, type ResourceKind, resourceName, resourcesOf, type Template } from "./template.ts";

/** A box of the picture: one resource, or several that are shown as one. */
export interface Box {
  kind: ResourceKind;
  /** Its name within the picture. */
  id: string;
  label: string;
}

type Labels = (template: Template, flows: readonly ResourceFlow[], logicalId: string) => string;

/** The text in a box. Resources of one kind with the same label share a box. */
const LABELS: Record<ResourceKind, Labels> = {
  bucket: (_template, _flows, id) => `bucket: ${resourceName(id)}`,
  function: (_template, _flows, id) => resourceName(id),
  machine: (_template, _flows, id) => `state machine: ${resourceName(id)}`,
  topic: (_template, _flows, id) => `topic: ${resourceName(id)}`,
  bus: (_template, _flows, id) => `bus: ${resourceName(id)}`,
  table: tablesUsedAlike,
  schedule: scheduleLabel,
  subscription: (_template, flows, id) => `subscribers of ${namesBefore(flows, id)}`,
  queue: (template, flows) => `dead-letter queues of ${kindsBefore("queue", template, flows)}`,
  alarm: (template, flows) => `alarms on ${kindsBefore("alarm", template, flows)}`,
};

/** The box of each drawn resource, by logical id. */
export function boxesOf(template: Template, flows: readonly ResourceFlow[]): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const logicalId of Object.keys(template.Resources)) {
    const kind = kindOfId(template, logicalId);
    if (kind === null) continue;
    const label = LABELS[kind](template, flows, logicalId);
    boxes.set(logicalId, { kind, id: label.replaceAll(/[^a-z0-9]+/gi, "_"), label });
  }
  return boxes;
}

/** The names of all tables that the same functions use in the same way. */
function tablesUsedAlike(template: Template, flows: readonly ResourceFlow[], logicalId: string): string {
  const uses = usesOf(flows, logicalId);
  const tables = resourcesOf(template, "AWS::DynamoDB::Table").map(([id]) => id);
  const names = tables.filter((id) => usesOf(flows, id) === uses).map(resourceName);
  return `${names.length === 1 ? "table" : "tables"}: ${names.join(", ")}`;
}

function usesOf(flows: readonly ResourceFlow[], table: string): string {
  const uses = flows.flatMap(({ from, to }) =>
    from === table ? `to ${to}` : to === table ? `from ${from}` : [],
  );
  return [...new Set(uses)].sort().join();
}

/** One label for the schedules of all sectors. Other schedules are labelled with their expression. */
function scheduleLabel(template: Template, _flows: readonly ResourceFlow[], logicalId: string): string {
  const { ScheduleExpression, Target = {} } = template.Resources[logicalId]?.Properties ?? {};
  const { Input = "{}" } = Target as { Input?: string };
  return "sector" in JSON.parse(Input) ? "schedule of each sector" : `schedule: ${ScheduleExpression}`;
}

function namesBefore(flows: readonly ResourceFlow[], logicalId: string): string {
  return flows
    .filter(({ to }) => to === logicalId)
    .map(({ from }) => resourceName(from))
    .join(", ");
}

/**
 * What the queues collect failures of, or what the alarms watch. Only kinds are named: an arrow from each
 * resource would hide all other arrows.
 */
function kindsBefore(kind: "queue" | "alarm", template: Template, flows: readonly ResourceFlow[]): string {
  const before = flows.filter(({ to }) => kindOfId(template, to) === kind);
  return [...new Set(before.map(({ from }) => pluralOf(kindOfId(template, from))))].sort().join(", ");
}

function pluralOf(kind: ResourceKind | null): string {
  return kind === "bus" ? "buses" : `${kind}s`;
}
