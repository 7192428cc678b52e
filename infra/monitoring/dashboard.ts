import { Duration, Fn, Stack } from "aws-cdk-lib";
import {
  Dashboard,
  GraphWidget,
  type HorizontalAnnotation,
  type IWidget,
  type Metric,
  SingleValueWidget,
  Stats,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { metricNames, type TableName } from "../../shared/contract/names.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import type { SupplyTables } from "../storage/supply-tables.ts";
import { limitsShown } from "./limits-shown.ts";
import { ownMetric } from "./own-metric.ts";

export interface ChokepointDashboardProps {
  supply: SupplyTables;
  policies: Policy[];
}

const WHOLE_WIDTH = 24;
const A_DAY = Duration.days(1);

/** What an analyst looks at: each sector's concentration and dependency against its limits, and how sure they are. */
export class ChokepointDashboard extends Construct {
  constructor(scope: Construct, id: string, { supply, policies }: ChokepointDashboardProps) {
    super(scope, id);
    const { stackName, region } = Stack.of(this);
    const dashboard = new Dashboard(this, "Dashboard", {
      // A name is taken in all regions of an account.
      dashboardName: Fn.join("-", [stackName, region]),
      defaultInterval: Duration.days(90),
    });
    dashboard.addWidgets(
      new TextWidget({
        width: WHOLE_WIDTH,
        height: 2,
        markdown:
          "# Chokepoint\nLines are what is certain; what is possible beyond that stands in the e-mails. Dashed lines are the limits of the policies at deployment.",
      }),
    );
    for (const policy of policies) dashboard.addWidgets(...sectorWidgets(this, policy));
    dashboard.addWidgets(readsWidget(supply));
  }
}

function sectorWidgets(scope: Construct, policy: Policy): IWidget[] {
  const { sector, title } = policy;
  const metric = (metricName: string, label: string) =>
    ownMetric(scope, {
      metricName,
      label,
      service: "recompute",
      sector,
      statistic: Stats.MAXIMUM,
      period: A_DAY,
    });
  const graph = (name: string, left: Metric[], leftAnnotations: HorizontalAnnotation[], max?: number) =>
    new GraphWidget({
      title: `${title}: ${name}`,
      width: 9,
      left,
      leftAnnotations,
      leftYAxis: { min: 0, showUnits: false, ...(max === undefined ? {} : { max }) },
    });
  return [
    graph(
      "concentration (HHI, points)",
      [metric(metricNames.ownerHhi, "owners"), metric(metricNames.originHhi, "countries of manufacture")],
      limitsShown(policy, "concentration"),
    ),
    graph(
      "dependency on China (%)",
      [
        metric(metricNames.chinaDirect, "made there or controlled from there"),
        metric(metricNames.chinaLookThrough, "through any tier"),
      ],
      limitsShown(policy, "dependency"),
      100,
    ),
    new SingleValueWidget({
      title: `${title}: now`,
      width: 6,
      height: 6,
      metrics: [
        metric(metricNames.openAlerts, "open alerts"),
        metric(metricNames.dataAge, "days since the newest position"),
        metric(metricNames.positions, "positions in the window"),
      ],
    }),
  ];
}

/** Reads are what a large sector costs: every recompute reads all of its positions. */
function readsWidget({ byName }: SupplyTables): IWidget {
  const read: TableName[] = ["positions", "suppliers", "links"];
  return new GraphWidget({
    title: "Read units a day: what recomputes cost",
    width: WHOLE_WIDTH,
    left: read.map((table) =>
      byName[table].metricConsumedReadCapacityUnits({ label: table, statistic: Stats.SUM, period: A_DAY }),
    ),
    leftYAxis: { min: 0, showUnits: false },
  });
}
