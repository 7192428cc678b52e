/** A figure of trade statistics, as the ids of its positions name it. There is one position for each country. */
export interface NamedFigure {
  identity: string;
  /** The product code, whatever the item is called. */
  code: string;
  /** Who reports it, in tables with several reporters. */
  reporter: { publisher: string; code: string; isCountry: boolean } | null;
}

const US_FIGURE = /^((?:usitc|census)-(.+)-\d{4}(?:-\d{2})?(?:\/\d{4}-\d{2})?)-[A-Z]{2}$/;
const FIGURE = /^((comext|comtrade)-([A-Z0-9_]+)-(.+)-\d{4}(?:-\d{2})?)-(?:[A-Z]{2}|area-[a-z0-9-]+)$/;

/** The figure that a position of a table of imports is part of; `null` for any other position. */
export function figureOf(positionId: string): NamedFigure | null {
  const [, ofUs, usCode] = US_FIGURE.exec(positionId) ?? [];
  if (ofUs !== undefined && usCode !== undefined) return { identity: ofUs, code: usCode, reporter: null };
  const [, identity, publisher, reporter, code] = FIGURE.exec(positionId) ?? [];
  if (identity === undefined || publisher === undefined || reporter === undefined || code === undefined)
    return null;
  return {
    identity,
    code,
    reporter: { publisher, code: reporter, isCountry: /^(?!EU$)[A-Z]{2}$/.test(reporter) },
  };
}
