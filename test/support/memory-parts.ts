import { foldPart } from "../../functions/fold/fold.ts";
import type { FoldedParts, PlannedParts } from "../../functions/ports/parts.ts";
import type { PartsPorts, RecomputePorts } from "../../functions/recompute/ports.ts";
import { recompute } from "../../functions/recompute/recompute.ts";
import type { Deployment } from "../../functions/runtime/deployment.ts";
import { type Part, type PartsPlan, partsPlanForm } from "../../shared/parts/plan.ts";
import type { SectorAnswer } from "../../shared/recompute/result.ts";
import { foldRecord, readFoldRecord } from "../../shared/supply/fold-record.ts";
import { readStored } from "../../shared/values/stored.ts";

/** Objects as text, as a bucket keeps them. */
function memoryPartStore(
  objects = new Map<string, string>(),
): FoldedParts & PlannedParts & { objects: typeof objects } {
  const runOf = ({ sector, run }: Pick<PartsPlan, "sector" | "run">) => `${sector}/${run}`;
  const nameOf = (plan: PartsPlan, { shard, from }: Part) => `${runOf(plan)}/${shard} ${from}`;
  const read = (name: string): unknown => {
    const text = objects.get(name);
    if (text === undefined) throw new Error(`the object ${name} is not there any more`);
    return JSON.parse(text);
  };
  return {
    objects,
    async savePlan(plan) {
      objects.set(runOf(plan), JSON.stringify(plan));
    },
    async plan(sector, run) {
      const found = readStored(partsPlanForm, 1, read(runOf({ sector, run })));
      if (found.problem !== null) throw new Error(found.problem);
      return found.value;
    },
    async saveFolds(plan, part, folds) {
      objects.set(nameOf(plan, part), JSON.stringify(folds?.map(foldRecord) ?? null));
    },
    async folds(plan, part) {
      const records = read(nameOf(plan, part)) as unknown[] | null;
      return (
        records?.map((record) => {
          const fold = readFoldRecord(record);
          if (fold.problem !== null) throw new Error(fold.problem);
          return fold.value;
        }) ?? null
      );
    },
    async remove(plan) {
      for (const name of [...objects.keys()]) if (name.startsWith(runOf(plan))) objects.delete(name);
    },
  };
}

/** A state machine in this process. */
export interface Machine extends PartsPorts {
  store: ReturnType<typeof memoryPartStore>;
  /** The executions that were started, in their order. */
  started: PartsPlan[];
  /** Runs the executions until none is left. Returns the last answer; `between` is called before each step of each. */
  run(
    ports: RecomputePorts,
    deployment: Deployment,
    between?: (step: string) => Promise<void>,
  ): Promise<SectorAnswer[]>;
}

/** A state machine that takes a sector with more positions than `above`. */
export function machineFor(above: number): Machine {
  const store = memoryPartStore();
  const waiting: PartsPlan[] = [];
  const machine: Machine = {
    store,
    above,
    started: [],
    starter: {
      async start(plan) {
        machine.started.push(plan);
        waiting.push(plan);
        return plan.run;
      },
    },
    async run(ports, deployment, between = async () => {}) {
      let answers: SectorAnswer[] = [];
      for (let plan = waiting.shift(); plan !== undefined; plan = waiting.shift()) {
        const { sector, run } = plan;
        for (const part of plan.parts) {
          await between("fold");
          await foldPart({ sector, run, ...part }, { positions: ports.positions, parts: store });
        }
        await between("recompute");
        answers = await recompute({ sector, run }, ports, deployment, machine);
      }
      return answers;
    },
  };
  return machine;
}
