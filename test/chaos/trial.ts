import type { Deployed } from "./deployed.ts";
import type { Inbox } from "./inbox.ts";
import type { WeatherProxy } from "./proxy.ts";
import type { Random } from "./random.ts";
import { followSector, type Sector } from "./sector.ts";
import type { SectorName } from "./sectors.ts";

/** A fault that operations must be told of. */
interface Fault {
  name: string;
  said: RegExp;
}

/** What scenarios work with. */
export interface Trial {
  deployed: Deployed;
  inbox: Inbox;
  proxy: WeatherProxy;
  random: Random;
  /** The sector of that name; there is one of each. */
  sector(name: SectorName): Sector;
  /** Has the watchdog look, and expects that it tells operations, now or at another look. */
  expectFault(fault: Fault): void;
  faults: readonly Fault[];
  sectors(): Sector[];
  /** What this endpoint could not show. */
  notShown: string[];
}

/** In these, a run is killed or does not hear an answer, or a ledger is put back as it was before. */
const REPEATING: ReadonlySet<SectorName> = new Set(["killed", "throttled", "damaged"]);

/** Begins a trial on a deployed stack. */
export function beginTrial(parts: Pick<Trial, "deployed" | "inbox" | "proxy" | "random">): Trial {
  const sectors = new Map<SectorName, Sector>();
  const faults: Fault[] = [];
  return {
    ...parts,
    sector(name) {
      const found = sectors.get(name) ?? followSector(name, { ...parts, mayRepeat: REPEATING.has(name) });
      sectors.set(name, found);
      return found;
    },
    expectFault: (fault) => {
      faults.push(fault);
    },
    faults,
    sectors: () => [...sectors.values()],
    notShown: [],
  };
}

/** Has the watchdog look. @returns what it finds wrong. */
export async function watch(deployed: Deployed): Promise<string[]> {
  const { problems } = (await deployed.invoke("watchdog", {})) as { problems: { text: string }[] };
  return problems.map(({ text }) => text);
}
