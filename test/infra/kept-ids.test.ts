import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Synthesis, synthesize } from "../support/synthesis.ts";

/**
 * The logical ids of what holds something, since the first release. With another id, CloudFormation would make a new and empty
 * one in a deployed stack, and leave the old one behind or delete it. Add new ones; never change one.
 */
const KEPT = {
  "AWS::KMS::Key": ["EncryptionKey3A692D6E"],
  "AWS::DynamoDB::Table": [
    "SupplyAssessmentsTableE98975FF",
    "SupplyHoldingsTable7DDD31C1",
    "SupplyLedgersTable70DEE549",
    "SupplyLinksTable5540BF81",
    "SupplyPositionsTable4996BED5",
    "SupplySuppliersTable24DAEF8B",
  ],
  "AWS::SNS::Topic": ["AlertsTopicCF7C81C9", "OperationsTopic6D6844EA"],
  "AWS::S3::Bucket": [
    "EventLogBucket7DE35D8B",
    "ImportFilesBucketE8DFAE14",
    "PartsBucket61E69B60",
    "ReportsBucket95FE29A2",
  ],
  "AWS::Logs::LogGroup": [
    "DigestFunctionLog3CEA9EB8",
    "FoldLog4747AEB8",
    "ImportFunctionLogAB18D613",
    "RecomputeFunctionLogE2B5A623",
    "ReportFunctionLog57793677",
    "SilenceLog734013D6",
    "SimulateLogD0B54CF2",
    "WatchdogFunctionLog8BC97F7E",
  ],
  // SNS would forget the confirmation of an address that is subscribed anew.
  "AWS::SNS::Subscription": [
    "AlertsTopicallexamplecom3391777C",
    "OperationsTopicopsexamplecomAAEC6CEB",
    "Queuearnawssqsuseast1123456789012qChokepointAlertsTopic3C5A42C18775F6DF",
  ],
};

let synthesis: Synthesis;
beforeAll(() => {
  synthesis = synthesize({
    email: "all@example.com",
    operations: "ops@example.com",
    subscribers: [{ protocol: "sqs", endpoint: "arn:aws:sqs:us-east-1:123456789012:q" }],
  });
});
afterAll(() => synthesis.remove());

describe("an update of a deployed stack", () => {
  it.each(Object.entries(KEPT))("keeps each %s that it has", (type, ids) => {
    expect(Object.keys(synthesis.template.findResources(type))).toEqual(expect.arrayContaining(ids));
  });
});
