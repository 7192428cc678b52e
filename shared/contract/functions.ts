/** The functions, with their stack outputs. */
export const functionOutputs = {
  recompute: "RecomputeFunction",
  simulate: "SimulateFunction",
  silence: "SilenceFunction",
  digest: "DigestFunction",
  watchdog: "WatchdogFunction",
  import: "ImportFunction",
  fold: "FoldFunction",
  report: "ReportFunction",
} as const;

/** The function that a recompute starts at its end. */
export const reportFunctionEnv = "REPORT_FUNCTION";

/** The function that an import starts at its end. */
export const recomputeFunctionEnv = "RECOMPUTE_FUNCTION";

/** Environment variables that say what is deployed. */
export const versionEnv = "CHOKEPOINT_VERSION";
export const stackEnv = "CHOKEPOINT_STACK";

/** How commands of messages call Chokepoint, where that is not the usual call. On a machine of one's own, the user may say it. */
export const callEnv = "CHOKEPOINT_COMMAND";

/** In the embedded cloud: the data folder that the commands of messages should name. */
export const dataFolderEnv = "CHOKEPOINT_DIR";

/** In the embedded cloud: the folder of policies that the commands of messages should name. */
export const namedPoliciesEnv = "CHOKEPOINT_NAMED_POLICIES";

/** The folder of the policies: one JSON file for each sector. */
export const policiesEnv = "CHOKEPOINT_POLICIES";

/** After how many days assessments and the history of alerts are deleted; never unless set. */
export const historyDaysEnv = "HISTORY_DAYS";

/** After how many days without a newer assessment a sector counts as stale. */
export const staleDaysEnv = "STALE_AFTER_DAYS";
