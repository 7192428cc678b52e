/** What fields of a ledger were called in the versions 1 and 2 of its form. */
const OF_LEDGER = { noDataTold: "noDataNotified", staleTold: "staleNotified" };
const OF_ALERT = {
  told: "lastNotified",
  hidden: "wasSilenced",
  crossings: "pendingRuns",
  recent: "recentLevels",
};

/** A stored ledger with its fields named as they are now, whenever it was stored. Anything else is passed on as it is. */
export function withNamesOfToday(stored: unknown): unknown {
  const ledger = renamed(stored, OF_LEDGER);
  if (!isObject(ledger) || !Array.isArray(ledger.alerts)) return ledger;
  return { ...ledger, alerts: ledger.alerts.map((alert: unknown) => renamed(alert, OF_ALERT)) };
}

/** A name of today stays: a ledger that holds both is damaged, and its schema says so. */
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
