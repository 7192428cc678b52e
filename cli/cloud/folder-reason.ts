/** Why nothing more can be written. */
export const DISK_FULL = "the disk is full";

const REASONS: Record<string, string> = {
  EACCES: "this user may not read and write there",
  EPERM: "this user may not read and write there",
  ENOENT: "no folder can be made there",
  EROFS: "it is on a file system that is read-only",
  ENOSPC: DISK_FULL,
  EDQUOT: "this user's share of the disk is full",
  EFBIG: "a file there would be larger than is allowed",
  EEXIST: "it is a file, not a folder",
  ENOTDIR: "something on the way to it is a file, not a folder",
};

/** How LevelDB words what has a code elsewhere. */
const WORDED: [RegExp, keyof typeof REASONS][] = [
  [/No space left on device/, "ENOSPC"],
  [/Disk quota exceeded/, "EDQUOT"],
  [/File too large/, "EFBIG"],
  [/Permission denied/, "EACCES"],
  [/Read-only file system/, "EROFS"],
];

/** Why the file system refused, in words where it has any of ours. */
export function folderReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code = "" } = error as NodeJS.ErrnoException;
  const worded = WORDED.find(([pattern]) => pattern.test(error.message))?.[1];
  return REASONS[code] ?? REASONS[worded ?? ""] ?? error.message;
}
