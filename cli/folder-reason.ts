const REASONS: Record<string, string> = {
  EACCES: "this user may not read and write there",
  EPERM: "this user may not read and write there",
  EROFS: "it is on a file system that is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "this user's share of the disk is full",
  EEXIST: "it is a file, not a folder",
  ENOTDIR: "something on the way to it is a file, not a folder",
};

/** Why the file system refused, in words where it has any of ours. */
export function folderReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return REASONS[(error as NodeJS.ErrnoException).code ?? ""] ?? error.message;
}
