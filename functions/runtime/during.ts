/** Does one step of a run. @throws Error that names the step and the reason. */
export async function during<Result>(step: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw new Error(`${step}: ${reasonOf(cause)}`, { cause });
  }
}

/** The error of a kind that an error was caused by, or that it is; `null` when there is none. */
export function causeOf<Kind extends Error>(
  error: unknown,
  kind: abstract new (...args: never[]) => Kind,
): Kind | null {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof kind) return at;
  return null;
}

/** Why something failed, in one sentence. For an AWS exception without a message: its name or its HTTP status. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // When Node has tried several addresses of a host, its own message is empty.
  if (error instanceof AggregateError && error.message === "" && error.errors.length > 0) {
    return reasonOf(error.errors[0]);
  }
  const { code, $metadata } = error as SdkError;
  if (code === "ECONNRESET") return "the connection broke before the whole answer came";
  const status = $metadata?.httpStatusCode;
  if (error instanceof SyntaxError && status !== undefined) {
    return `AWS answered with status ${status} and something that cannot be read`;
  }
  const message = error.message.replace(ABOUT_THE_SDK, "");
  if (!NOT_SAID.has(message)) return message;
  if (!NOT_SAID.has(error.name) || status === undefined) return error.name;
  return `AWS answered with status ${status} and no reason`;
}

/** What the SDK adds to an error. */
type SdkError = Error & { code?: string; $metadata?: { httpStatusCode?: number } };

// The SDK puts its name before a message, or advice for programmers after it.
const ABOUT_THE_SDK = /^@smithy\/\S+ - (\[ERROR\] )?|\n {2}Deserialization error: .*$/g;
const NOT_SAID = new Set(["", "Unknown", "UnknownError", "Error"]);
