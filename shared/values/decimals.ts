// Creating a format takes longer than using it, so each is created once.
const formats = new Map<string, Intl.NumberFormat>();

/** A number with thousands separators and exactly `digits` decimals: `1,347.0`. */
export function withDecimals(value: number, digits: number): string {
  return formatOf(digits, digits).format(value);
}

/** A number with thousands separators and at most `most` decimals, without zeros at the end: `1,347`, `0.65`. */
export function upToDecimals(value: number, most: number): string {
  return formatOf(0, most).format(value);
}

/** The same without thousands separators: `1347`. */
export function withoutSeparators(value: number, most: number): string {
  return formatOf(0, most, false).format(value);
}

function formatOf(
  minimumFractionDigits: number,
  maximumFractionDigits: number,
  useGrouping = true,
): Intl.NumberFormat {
  const key = `${minimumFractionDigits}-${maximumFractionDigits}-${useGrouping}`;
  const made = formats.get(key);
  if (made !== undefined) return made;
  const format = new Intl.NumberFormat("en-US", {
    minimumFractionDigits,
    maximumFractionDigits,
    useGrouping,
  });
  formats.set(key, format);
  return format;
}
