import { type Box, boxesOf } from "./boxes.ts";
import { flowsOf, type ResourceFlow } from "./flows.ts";
import type { ResourceKind, Template } from "./template.ts";

const SHAPES: Record<ResourceKind, [string, string]> = {
  bucket: ["[(", ")]"],
  function: ["[", "]"],
  table: ["[(", ")]"],
  machine: ["[/", "/]"],
  schedule: ["{{", "}}"],
  topic: ["([", "])"],
  bus: ["([", "])"],
  subscription: [">", "]"],
  queue: ["[[", "]]"],
  alarm: ["{{", "}}"],
};
const ORDER = Object.keys(SHAPES) as ResourceKind[];

const ARROWS: Record<ResourceFlow["is"], string> = { start: "==>", data: "-->", failure: "-.->" };

/** The stack as a Mermaid flowchart. */
export function mermaidOf(template: Template): string {
  const flows = flowsOf(template);
  const boxes = boxesOf(template, flows);
  const shown = [...new Map([...boxes.values()].map((box) => [box.id, box])).values()];
  const started = new Set(flows.filter(({ is }) => is === "start").map(({ to }) => boxes.get(to)?.id));
  const byHand = shown.filter(({ kind, id }) => kind === "function" && !started.has(id));
  return [
    "flowchart LR",
    ...shown.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)).map(boxLine),
    ...(byHand.length === 0 ? [] : [`  hand>"by hand"] ==> ${byHand.map(({ id }) => id).join(" & ")}`]),
    ...arrowLines(flows, boxes),
  ].join("\n");
}

function boxLine({ kind, id, label }: Box): string {
  const [left, right] = SHAPES[kind];
  return `  ${id}${left}"${label}"${right}`;
}

/** The boxes of queues and alarms say what these are for. */
function isSaidByLabel({ from, to }: ResourceFlow, boxes: ReadonlyMap<string, Box>): boolean {
  const [before, after] = [boxes.get(from)?.kind, boxes.get(to)?.kind];
  return after === "queue" || (after === "alarm" && before !== "queue");
}

/** One line for all arrows of one kind to the same box. Data that goes both ways is one arrow. */
function arrowLines(flows: readonly ResourceFlow[], boxes: ReadonlyMap<string, Box>): string[] {
  const arrows = new Map<string, Set<string>>();
  const idOf = (logicalId: string) => boxes.get(logicalId)?.id ?? logicalId;
  const isBoth = ({ from, to, is }: ResourceFlow) =>
    is === "data" && flows.some((other) => other.is === is && other.from === to && other.to === from);
  for (const flow of flows) {
    const both = isBoth(flow);
    // Two arrows between the same boxes are drawn once, from the function.
    if (both && boxes.get(flow.from)?.kind !== "function") continue;
    if (isSaidByLabel(flow, boxes)) continue;
    const end = `${both ? "<-->" : ARROWS[flow.is]} ${idOf(flow.to)}`;
    arrows.set(end, (arrows.get(end) ?? new Set()).add(idOf(flow.from)));
  }
  return [...arrows].map(([end, from]) => `  ${[...from].join(" & ")} ${end}`);
}
