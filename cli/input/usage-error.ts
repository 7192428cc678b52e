/** The command or its input is wrong. The message is one sentence; the exit code is 2. */
export class UsageError extends Error {
  override name = "UsageError";
}
