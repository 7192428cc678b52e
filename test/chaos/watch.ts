import type { Deployed } from "./deployed.ts";

/** Has the watchdog look. @returns what it finds wrong. */
export async function watch(deployed: Deployed): Promise<string[]> {
  const { problems } = (await deployed.invoke("watchdog", {})) as { problems: { text: string }[] };
  return problems.map(({ text }) => text);
}
