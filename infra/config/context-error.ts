/** Thrown when the context cannot be deployed. The message is one sentence for the person who typed it. */
export class ContextError extends Error {
  override name = "ContextError";
}
