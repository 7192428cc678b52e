/** Something wrong with the command or its input: told in one sentence, exit code 2. */
export class UsageError extends Error {
  override name = "UsageError";
}
