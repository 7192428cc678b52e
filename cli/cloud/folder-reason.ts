const REASONS: Record<string, string> = {
  EACCES: "this user may not read and write there",
  EPERM: "this user may not read and write there",
  ENOENT: "no folder can be made there",
  EROFS: "it is on a file system that is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "this user's share of the disk is full",
  EFBIG: "a file there would be larger than is allowed",
  EEXIST: "it is a file, not a folder",
  ENOTDIR: "something on the way to it is a file, not a folder",
};

/** A file of LevelDB is missing. There is no file system code for it. */
const LOST_FILE = "LOST_FILE";

/** What to do about a data folder that is damaged. */
export const DAMAGED_WAY = "put back a copy of the folder, or name another one with --dir and import again";

/** The codes for file system errors that LevelDB reports only in words. */
const WORDED: [RegExp, string][] = [
  [/No space left on device/, "ENOSPC"],
  [/Disk quota exceeded/, "EDQUOT"],
  [/File too large/, "EFBIG"],
  [/Permission denied/, "EACCES"],
  [/Read-only file system/, "EROFS"],
  [/No such file or directory/, LOST_FILE],
];

/** The code of an error of the file system or of LevelDB; empty when it has none. */
export function faultCode(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const { code = "" } = error as NodeJS.ErrnoException;
  if (code in REASONS) return code;
  return WORDED.find(([pattern]) => pattern.test(error.message))?.[1] ?? code;
}

/** Why the file system refused: in our words if there are any for its code. */
export function folderReason(error: unknown): string {
  return REASONS[faultCode(error)] ?? (error instanceof Error ? error.message : String(error));
}

/** Whether LevelDB cannot read what it has stored. */
export function isDamage(error: unknown): boolean {
  const code = faultCode(error);
  return code === "LEVEL_CORRUPTION" || code === LOST_FILE || /^Corruption: /.test(folderReason(error));
}
