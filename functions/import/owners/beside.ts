import { UnusableFile } from "../files/row.ts";
import { createFateCounts, type FateCounts } from "./row-fates.ts";

/** A file that is read beside the one that is imported. Nothing of it is opened before it is read. */
export interface FileBeside {
  /** Its name, for what is said of it. */
  file: string;
  bytes: AsyncIterable<Uint8Array>;
}

/** Reads a file beside another, and counts its rows; `null` where there is none. */
export async function readBeside<Found>(
  beside: FileBeside | undefined,
  read: (bytes: AsyncIterable<Uint8Array>, fates: FateCounts) => Promise<Found>,
): Promise<{ found: Found; fates: FateCounts } | null> {
  if (beside === undefined) return null;
  const fates = createFateCounts(beside.file);
  return { found: await namingFile(beside, (bytes) => read(bytes, fates)), fates };
}

/** Reads a file beside another. @throws UnusableFile that names it. */
export async function namingFile<Found>(
  { file, bytes }: FileBeside,
  read: (bytes: AsyncIterable<Uint8Array>) => Promise<Found>,
): Promise<Found> {
  try {
    return await read(bytes);
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    throw new UnusableFile(`beside it, ${file}: ${error.message}`, { cause: error });
  }
}
