/** The names of fields in versions 1 and 2 of a ledger. */
const OF_LEDGER = { noDataTold: "noDataNotified", staleTold: "staleNotified" };
const OF_ALERT = {
  told: "lastNotified",
  hidden: "wasSilenced",
  crossings: "pendingRuns",
  recent: "recentLevels",
};

/** A stored ledger with today's field names, whatever its version. Anything else is returned unchanged. */
export function withNamesOfToday(stored: unknown): unknown {
  const ledger = renamed(stored, OF_LEDGER);
  if (!isObject(ledger) || !Array.isArray(ledger.alerts)) return ledger;
  return { ...ledger, alerts: ledger.alerts.map((alert: unknown) => renamed(alert, OF_ALERT)) };
}

/** A field with today's name stays. A ledger with both names is damaged, and its schema refuses it. */
function renamed(value: unknown, names: Record<string, string>): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, content]) => {
      const now = names[name];
      return [now === undefined || now in value ? name : now, content];
    }),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
