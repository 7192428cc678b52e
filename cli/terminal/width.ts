/** How many characters a line may have: what `COLUMNS` says, else the width of the terminal; `null` where there is none. */
export function lineWidth(stream: { columns?: number } = process.stdout): number | null {
  const asked = Number(process.env.COLUMNS);
  return Number.isInteger(asked) && asked > 0 ? asked : (stream.columns ?? null);
}

/** The width of texts that are wrapped anyway, as help is. */
export const USUAL_WIDTH = 80;
