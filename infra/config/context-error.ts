/** A context that cannot be deployed; the message is one sentence for whoever typed it. */
export class ContextError extends Error {
  override name = "ContextError";
}
