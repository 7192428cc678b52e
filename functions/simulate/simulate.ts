import { dayOf, windowEnding } from "../../shared/calendar.ts";
import { emptyFold } from "../../shared/fold.ts";
import type { SimulatePayload } from "../../shared/payloads.ts";
import type { Policy } from "../../shared/policy.ts";
import { type Simulation, simulate } from "../../shared/simulation.ts";
import { loadFolds, loadSupply } from "../load.ts";
import { PayloadError } from "../payload.ts";
import type { LinkStore, PositionStore, SupplierStore } from "../ports.ts";

/** What a simulation needs from the world. It writes nothing. */
export interface SimulatePorts {
  positions: PositionStore;
  suppliers: SupplierStore;
  links: LinkStore;
  now: () => Date;
}

/** What a simulation answers. */
export interface SimulateResult extends Simulation {
  sector: string;
  asOf: string;
  windowDays: number;
  removed: SimulatePayload["remove"];
  /** Some stored rows could not be read: more may be at risk than is said here. */
  incomplete: boolean;
}

/**
 * Answers what a sector loses if countries, owners or suppliers stop.
 * @throws PayloadError when one of them does not occur in the sector's supply.
 */
export async function runSimulation(
  { sector, remove, asOf }: SimulatePayload,
  ports: SimulatePorts,
  policies: ReadonlyMap<string, Policy>,
): Promise<SimulateResult> {
  const policy = policies.get(sector);
  if (policy === undefined) throw new PayloadError(`there is no policy for ${sector}`);
  const window = windowEnding(asOf ?? dayOf(ports.now()), policy.windowDays);
  const [[fold = emptyFold()], supply] = await Promise.all([
    loadFolds(ports.positions, sector, [window]),
    loadSupply(ports),
  ]);
  const { suppliers, links } = supply;
  const simulation = simulate({ policy, fold, suppliers, links, remove });
  if ("problem" in simulation) throw new PayloadError(simulation.problem);
  return {
    sector,
    asOf: window.asOf,
    windowDays: window.windowDays,
    removed: remove,
    incomplete: fold.unreadable + supply.unreadable > 0,
    ...simulation,
  };
}
