/** What the switches that Stryker puts into the code look at. */
export interface Switches {
  activeMutant?: string | undefined;
  /** Under which name what is reached is counted. */
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: { perTest: Record<string, Record<string, number>> };
}

const world = globalThis as { __stryker__?: Switches };
world.__stryker__ ??= {};

export const switches: Switches = world.__stryker__;

// A loop that a mutant keeps from ending is ended by its switch.
const MOST_HITS = 100;
const HITS_TO_SPARE = 10_000;

/** Does something with one mutant on; `hits` is how often it is reached usually. */
export async function withMutant<Result>(
  id: string,
  hits: number,
  work: () => Promise<Result>,
): Promise<Result> {
  Object.assign(switches, { activeMutant: id, hitCount: 0, hitLimit: hits * MOST_HITS + HITS_TO_SPARE });
  try {
    return await work();
  } finally {
    Object.assign(switches, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
  }
}

/** How often each mutant was reached under a name. */
export function coveredBy(name: string): Record<string, number> {
  return switches.mutantCoverage?.perTest[name] ?? {};
}

const LOAD = "load:";

/** The name of what runs between tests: as a file is loaded, or in its hooks. */
export function loadOf(file: string): string {
  return `${LOAD}${file}`;
}

/** The mutants that are reached as files are loaded. */
export function reachedOnLoad(): string[] {
  const loads = Object.entries(switches.mutantCoverage?.perTest ?? {}).filter(([name]) =>
    name.startsWith(LOAD),
  );
  return loads.flatMap(([, hits]) => Object.keys(hits));
}
