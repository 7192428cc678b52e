/** The ways in which what is decided goes out. Each is tried, and struck, by itself. */
export type Channel = "topic" | "bus" | "history";

/** Something that could not be handed out on one channel. It stays in the ledger. */
export class Undelivered extends Error {
  readonly channel: Channel;

  constructor(channel: Channel, message: string, cause: unknown) {
    super(message, { cause });
    this.channel = channel;
  }
}

/** One error for all of them. @throws always. */
export function throwTogether(failures: Error[]): never {
  const [failure] = failures;
  if (failures.length === 1 && failure !== undefined) throw failure;
  throw new AggregateError(failures, failures.map(({ message }) => message).join("; "));
}

/** Whether everything was done but for some channel, whose part stays in the ledger. */
export function isOnlyUndelivered(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isOnlyUndelivered);
  return error instanceof Undelivered;
}
