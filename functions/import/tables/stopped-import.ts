import type { FileKind } from "../../../shared/imports/file-kind.ts";

/** An import that was interrupted has stopped before or between batches. Importing the file again completes it. */
export class StoppedImport extends Error {
  /** False when it was interrupted before it wrote anything, its marker included. */
  readonly isBegun: boolean;
  /** What its rows are. */
  readonly kind: FileKind;
  /** How many of the `of` valid rows of the file are stored. */
  readonly stored: number;
  readonly of: number;

  constructor({ isBegun, kind, stored, of }: Pick<StoppedImport, "isBegun" | "kind" | "stored" | "of">) {
    super(`the import was interrupted: ${stored} of ${of} rows are stored`);
    this.isBegun = isBegun;
    this.kind = kind;
    this.stored = stored;
    this.of = of;
  }
}

/** Whether an import was told to stop. */
export function isStopped(stop: AbortSignal | undefined): boolean {
  return stop?.aborted === true;
}

/** Things up to the moment at which a signal comes. */
export function* untilStopped<Thing>(things: Iterable<Thing>, stop: AbortSignal | undefined) {
  for (const thing of things) {
    if (isStopped(stop)) return;
    yield thing;
  }
}
