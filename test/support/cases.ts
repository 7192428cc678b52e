/** Whether every random case is tried, as `npm run test:full` does; each push tries a fifth of them. */
export const isFull = process.env.CHOKEPOINT_TESTS === "full";

/** How many random cases a test tries, of so many in full; another seed each time, so that pushes add up. */
export function cases(full: number): { numRuns: number } {
  return { numRuns: Math.ceil(isFull ? full : full / 5) };
}

/** One in so many of a list, spread over it; another share each time, so that pushes add up. All of it in full. */
export function aShareOf<One>(all: readonly One[], oneIn: number): One[] {
  if (isFull) return [...all];
  const from = Math.floor(Math.random() * oneIn);
  return all.filter((_, index) => index % oneIn === from);
}
