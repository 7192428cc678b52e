/** The metrics of a recompute, each with the dimensions `service`, `stack` and `sector`. */
export const metricNamespace = "Chokepoint";
export const metricNames = {
  /** 1 for each run that succeeded, with or without news. */
  recomputed: "Recomputed",
  duration: "Duration",
  openAlerts: "OpenAlerts",
  positions: "Positions",
  /** 1 when the assessment is incomplete, otherwise 0. */
  incomplete: "Incomplete",
  /** Days from the newest position to the day of the run. */
  dataAge: "DataAgeDays",
  exposure: "Exposure",
  ownerHhi: "OwnerHHI",
  originHhi: "OriginHHI",
  chinaDirect: "ChinaDirectShare",
  chinaLookThrough: "ChinaLookThroughShare",
} as const;

/** The metrics of the watchdog, each with the dimensions `service` and `stack`: what each look counts. */
export const watchMetricNames = {
  /** Files that were refused, in whole or in part, and that no later version has corrected. */
  brokenFeeds: "BrokenFeeds",
  /** Sectors whose last assessment is incomplete. */
  incompleteSectors: "IncompleteSectors",
} as const;

/** The most memory in MB that a function has used since its start, with the dimensions `service` and `stack`. */
export const memoryMetricName = "MaxMemoryMB";

/** The estimated size in GB of the largest shard that an import has written to, with the dimensions `service` and `stack`. */
export const shardSizeMetricName = "LargestShardGB";
