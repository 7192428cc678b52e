/** A result and how long it took. */
export function measure<Result>(work: () => Result): { result: Result; seconds: number } {
  const started = performance.now();
  const result = work();
  return { result, seconds: (performance.now() - started) / 1000 };
}

/** The CPU seconds that some work takes. */
export async function cpuSeconds(work: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** The middle of some numbers; of an even number of them, the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const inOrder = [...numbers].sort((a, b) => a - b);
  const [low = Number.NaN, high = Number.NaN] = [
    inOrder[Math.ceil(inOrder.length / 2) - 1],
    inOrder[Math.floor(inOrder.length / 2)],
  ];
  return (low + high) / 2;
}

/** The same numbers from 0 to 1 for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** One line per measurement; with a peer of the same run, also how many times longer the peer took. */
export function report(
  title: string,
  rows: [what: string, seconds: number, peer?: string, peerSeconds?: number][],
): void {
  const lines = rows.map(([what, seconds, peer, peerSeconds]) => {
    const ratio =
      peerSeconds === undefined ? "" : `   ${peer}: ${(peerSeconds / seconds).toFixed(1)} times as long`;
    return `  ${what.padEnd(38)} ${seconds.toFixed(3).padStart(9)} s${ratio}`;
  });
  const memory = `  ${"memory at its peak".padEnd(38)} ${(process.resourceUsage().maxRSS / 1024).toFixed(0).padStart(9)} MB`;
  process.stdout.write(`${[title, ...lines, memory].join("\n")}\n`);
}
