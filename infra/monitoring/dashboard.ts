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
import { metricNames } from "../../shared/contract/metrics.ts";
import type { TableName } from "../../shared/contract/tables.ts";
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

/**
 * The dashboard for analysts: concentration and dependency of each sector with its limits, and the age of its
 * data.
 */
export class ChokepointDashboard extends Construct {
  constructor(scope: Construct, id: string, { supply, policies }: ChokepointDashboardProps) {
    super(scope, id);
    const { stackName, region } = Stack.of(this);
    const dashboard = new Dashboard(this, "Dashboard", {
      // All regions of an account share dashboard names.
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

/** The widgets of one sector: a row of two graphs with limits, and what is so now. */
function sectorWidgets(scope: Construct, policy: Policy): IWidget[] {
  const metric = sectorMetrics(scope, policy.sector);
  return [
    graph(policy, {
      name: "concentration (HHI, points)",
      left: [
        metric(metricNames.ownerHhi, "owners"),
        metric(metricNames.originHhi, "countries of manufacture"),
      ],
      leftAnnotations: limitsShown(policy, "concentration"),
    }),
    graph(policy, {
      name: "dependency on China (%)",
      left: [
        metric(metricNames.chinaDirect, "made there or controlled from there"),
        metric(metricNames.chinaLookThrough, "through any tier"),
      ],
      leftAnnotations: limitsShown(policy, "dependency"),
      max: 100,
    }),
    new SingleValueWidget({
      title: `${policy.title}: now`,
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

type LabelledMetric = (metricName: string, label: string) => Metric;

function sectorMetrics(scope: Construct, sector: string): LabelledMetric {
  return (metricName, label) =>
    ownMetric(scope, {
      metricName,
      label,
      service: "recompute",
      sector,
      statistic: Stats.MAXIMUM,
      period: A_DAY,
    });
}

interface SectorGraph {
  name: string;
  left: Metric[];
  leftAnnotations: HorizontalAnnotation[];
  max?: number;
}

function graph({ title }: Policy, { name, left, leftAnnotations, max }: SectorGraph): GraphWidget {
  return new GraphWidget({
    title: `${title}: ${name}`,
    width: 9,
    left,
    leftAnnotations,
    leftYAxis: { min: 0, showUnits: false, ...(max === undefined ? {} : { max }) },
  });
}

/** Read units, the main cost of a large sector: every recompute reads all of its positions. */
function readsWidget({ byName }: SupplyTables): IWidget {
  const read: TableName[] = ["positions", "suppliers", "links", "holdings"];
  return new GraphWidget({
    title: "Read units a day: what recomputes cost",
    width: WHOLE_WIDTH,
    left: read.map((table) =>
      byName[table].metricConsumedReadCapacityUnits({ label: table, statistic: Stats.SUM, period: A_DAY }),
    ),
    leftYAxis: { min: 0, showUnits: false },
  });
}
