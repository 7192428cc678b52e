import type { FlowPlace, FlowStep, LossFlow } from "../../shared/look-through/loss-flow.ts";

/** A place of a drawing: one place of the flow, or several small ones together. */
interface DrawnPlace {
  id: string;
  /** The places of the flow that it stands for. */
  stands: FlowPlace[];
  exposure: number;
}

export interface DrawnFlow {
  places: DrawnPlace[];
  steps: FlowStep[];
}

/**
 * The flow with at most `most` places of each distance from what is removed, and at most `most` items; the smaller ones of a
 * distance stand together. A step leads to a greater distance or to an item, so no cycle can come about.
 */
export function gatherFlow(flow: LossFlow, most: number): DrawnFlow {
  const through = exposureThrough(flow);
  const distances = distancesFromRemoved(flow.steps);
  const rankOf = (id: string) =>
    flow.places.get(id)?.kind === "item" ? "items" : `places ${distances.get(id) ?? 0}`;
  const drawn = new Map<string, DrawnPlace>();
  const idOf = new Map<string, string>();
  for (const [rank, ids] of Map.groupBy(through.keys(), rankOf)) {
    ids.sort((a, b) => (through.get(b) ?? 0) - (through.get(a) ?? 0) || (a < b ? -1 : 1));
    // One place would stand for itself alone.
    const shown = ids.length === most + 1 ? ids.length : most;
    for (const [at, id] of ids.entries()) {
      const to = at < shown ? id : `other ${rank}`;
      idOf.set(id, to);
      const known = drawn.get(to);
      drawn.set(to, {
        id: to,
        stands: [...(known?.stands ?? []), flow.places.get(id) ?? []].flat(),
        exposure: (known?.exposure ?? 0) + (through.get(id) ?? 0),
      });
    }
  }
  return { places: [...drawn.values()], steps: mergedSteps(flow.steps, idOf) };
}

/** What passes through each place: what leaves it, or comes into an item. */
function exposureThrough({ places, steps }: LossFlow): Map<string, number> {
  const through = new Map<string, number>();
  for (const { from, to, exposure } of steps) {
    if (places.get(to)?.kind === "item") through.set(to, (through.get(to) ?? 0) + exposure);
    through.set(from, (through.get(from) ?? 0) + exposure);
  }
  return through;
}

function mergedSteps(steps: readonly FlowStep[], idOf: ReadonlyMap<string, string>): FlowStep[] {
  const merged = new Map<string, FlowStep>();
  for (const step of steps) {
    const [from, to] = [idOf.get(step.from) ?? step.from, idOf.get(step.to) ?? step.to];
    const key = `${from}\u0000${to}`;
    merged.set(key, { from, to, exposure: (merged.get(key)?.exposure ?? 0) + step.exposure });
  }
  return [...merged.values()];
}

/** The most steps to each place from one that nothing leads to. */
function distancesFromRemoved(steps: readonly FlowStep[]): Map<string, number> {
  const leaving = Map.groupBy(steps, ({ from }) => from);
  const waiting = new Map<string, number>();
  for (const { to } of steps) waiting.set(to, (waiting.get(to) ?? 0) + 1);
  const ready = [...leaving.keys()].filter((id) => !waiting.has(id));
  const distances = new Map(ready.map((id) => [id, 0]));
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    for (const { to } of leaving.get(id) ?? []) {
      distances.set(to, Math.max(distances.get(to) ?? 0, (distances.get(id) ?? 0) + 1));
      // Its own distance is known when all that lead to it have been here.
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  return distances;
}
