import type { Link } from "../../shared/supply/link.ts";
import type { Position } from "../../shared/supply/position.ts";
import type { Supplier } from "../../shared/supply/supplier.ts";
import type { Question, Unknown } from "../../shared/unknowns/unknown.ts";
import { supplierOf } from "./samples.ts";
import type { World } from "./supply-worlds.ts";

/** Who every question is answered with: a company that a measure is about (`there`), or one that it is not about. */
export type Answer = "there" | "elsewhere";

const COUNTRY: Record<Answer, string> = { there: "CN", elsewhere: "XX" };

/** Each world that may be once somebody has answered all that is asked: the rows say so. A possible parent controls its supplier, or does not. */
export function answered(world: World, unknown: Unknown, answer: Answer): World[] {
  const stakes = unknown.questions.includes("parent") ? [0, 1] : [null];
  return stakes.map((parentStake) => answeredWith(world, unknown, answer, parentStake));
}

function answeredWith(
  world: World,
  { asked, questions }: Unknown,
  answer: Answer,
  parentStake: number | null,
): World {
  const company = supplierOf({
    supplierId: answer,
    country: COUNTRY[answer],
    inputs: "none",
    lists: answer === "there" ? ["1260h"] : [],
  });
  const start = { ...world, suppliers: [...world.suppliers, company] };
  return questions.reduce((known, question) => ANSWERS[question](known, asked, answer, parentStake), start);
}

type Answering = (world: World, asked: string | null, answer: Answer, parentStake: number | null) => World;

const ANSWERS: Record<Question, Answering> = {
  seller: (world, asked, answer) =>
    withPositions(world, asked, (each) => ({ ...each, supplierId: each.supplierId ?? answer })),
  program: (world) => world,
  origin: (world, asked, answer) =>
    withPositions(world, asked, (each) => ({
      ...each,
      originCountry: each.originCountry ?? COUNTRY[answer],
    })),
  owner: (world, asked, answer) => withRow(world, asked, { parentId: answer, parentStake: 1 }),
  parent: (world, asked, _, parentStake) => withRow(world, asked, { parentStake }),
  holders: (world) => world,
  country: (world, asked, answer) => withRow(world, asked, { country: COUNTRY[answer] }),
  inputs: (world, asked, answer) => ({
    ...world,
    links: [...world.links, linkTo(answer, asked ?? "", "something", 1)],
  }),
  rest: (world, asked, answer) => {
    const own = world.links.filter(({ supplierId }) => supplierId === asked);
    const rest = [...Map.groupBy(own, ({ input }) => input)].flatMap(([input, links]) => {
      const missing = 1 - links.reduce((sum, { share }) => sum + share, 0);
      return missing > 1e-9 ? [linkTo(answer, asked ?? "", input, missing)] : [];
    });
    return { ...world, links: [...world.links, ...rest] };
  },
};

// A position whose seller is answered first is still one of those that nobody was known to have sold.
function withPositions(world: World, asked: string | null, change: (position: Position) => Position): World {
  const isAsked = ({ supplierId }: Position) =>
    supplierId === asked || (asked === null && (supplierId === "there" || supplierId === "elsewhere"));
  return { ...world, positions: world.positions.map((each) => (isAsked(each) ? change(each) : each)) };
}

function withRow(world: World, asked: string | null, fields: Partial<Supplier>): World {
  const supplierId = asked ?? "";
  const row = world.suppliers.find((each) => each.supplierId === supplierId);
  const others = world.suppliers.filter((each) => each !== row);
  return { ...world, suppliers: [...others, supplierOf({ country: null, ...row, supplierId, ...fields })] };
}

function linkTo(upstreamId: string, supplierId: string, input: string, share: number): Link {
  return { supplierId, input, upstreamId, originCountry: null, share, source: null };
}
