/**
 * Some work that is never done twice at once. What the function returns ends when work has ended that began after the call:
 * callers that come while work is under way share the next one.
 */
export function oneAfterAnother(work: () => Promise<void>): () => Promise<void> {
  let underWay: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  return () => {
    next ??= underWay
      // Its callers have been told of its failure.
      .catch(() => {})
      .then(() => {
        next = null;
        underWay = work();
        return underWay;
      });
    return next;
  };
}
