/**
 * Does some work for each of many things, at most so many at once, beginning in their order. After a failure nothing more is
 * begun. @throws the first error, when all that was begun has ended.
 */
export async function atMost<Thing>(
  most: number,
  things: Iterable<Thing>,
  work: (thing: Thing) => Promise<void>,
): Promise<void> {
  const left = things[Symbol.iterator]();
  let failure: { error: unknown } | undefined;
  const goOn = async () => {
    while (failure === undefined) {
      const { done, value } = left.next();
      if (done === true) return;
      await work(value);
    }
  };
  const note = (error: unknown) => {
    failure ??= { error };
  };
  await Promise.all(Array.from({ length: most }, () => goOn().catch(note)));
  if (failure !== undefined) throw failure.error;
}

/** Does some work as soon as there is room for it. */
export type Limit = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** A limit on how much work is under way at once; what is asked first begins first. */
export function limitTo(most: number): Limit {
  const waiting: (() => void)[] = [];
  let free = most;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
