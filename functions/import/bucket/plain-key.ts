/** Whether a key is safe as a path: no tool changes it into another path. */
export function isPlain(key: string): boolean {
  return !/[\p{Cc}\\]/u.test(key) && key.split("/").every((part) => !["", ".", ".."].includes(part));
}
