/** Does a step of a run; should it fail, says which step it was. */
export async function during<Result>(step: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw new Error(`${step}: ${reasonOf(cause)}`, { cause });
  }
}

/** Why something failed, in one sentence. An AWS exception without a message is told by its name. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message === "" || error.message === "UnknownError" ? error.name : error.message;
}
