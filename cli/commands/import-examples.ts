import type { Example } from "../terminal/examples.ts";

/** What the help of each command that imports files shows. */
export const importExamples = {
  positions: [
    [
      "import positions sample/illustrative-ai-positions.csv --dry-run --dir .chokepoint-samples",
      "what an import would change, on the samples: nothing, they are stored",
    ],
    ["import positions 2026-07.csv.gz orders.xlsx", "take over your own purchases, from two files"],
    [
      "import positions positions.csv --replace --stack Chokepoint",
      "into a deployment; rows that are gone from the file go there too",
    ],
  ],
  suppliers: [
    ["import suppliers suppliers.csv --dry-run", "check a file, and write nothing"],
    ["import suppliers vendors.xlsx --sheet Active", "take over one sheet of a workbook"],
  ],
  links: [
    ["import links links.csv --dry-run", "check a file, and write nothing"],
    ["import links links.csv --replace", "and remove the links of its sources that are gone from it"],
  ],
  holdings: [
    ["import holdings holdings.csv --dry-run", "check a file, and write nothing"],
    [
      "import holdings holdings.csv --replace",
      "and remove the holdings of its sources that are gone from it",
    ],
  ],
  usitc: [
    [
      "import usitc sample/us_imports_hs8507600030_bess_monthly.csv --sector us-storage-imports --dry-run --dir .chokepoint-samples",
      "what the table of the samples would change: nothing, it is stored",
    ],
    [
      "import usitc DataWeb-export.xlsx --sector us-storage-imports --item bess",
      "an export as it was downloaded; all of it is battery storage",
    ],
  ],
  census: [
    ["import census answer.json --sector us-storage-imports --dry-run", "check an answer, and write nothing"],
    ["import census answer.json --sector us-storage-imports --item bess", "all of it is battery storage"],
  ],
  comext: [
    [
      "import comext DS-045409.csv --sector eu-imports --policies own --reporter DE",
      "what Germany imported, into a sector of your own policies",
    ],
    [
      "import comext DS-045409.csv --sector eu-imports --policies own --items items.csv --product 8507",
      "products whose code begins with 8507, under names of your own",
    ],
  ],
  comtrade: [
    [
      "import comtrade TradeData.csv --sector us-storage-imports --reporter US --product 850760",
      "what the United States imported of one product",
    ],
    [
      "import comtrade TradeData.json --sector us-storage-imports --dry-run",
      "check a file, and write nothing",
    ],
  ],
  usaspending: [
    [
      "import usaspending Contracts_PrimeTransactions_1.csv --sector defense --dry-run",
      "what contracts for batteries would add, and what is left out",
    ],
    [
      "import usaspending Contracts_PrimeTransactions_1.csv --sector defense --replace",
      "and remove the contracts of the same source that are gone from it",
    ],
  ],
  gleif: [
    [
      "import gleif rr.csv.zip --leis leis.csv --dry-run",
      "who controls your suppliers; leis.csv has their LEIs, and nothing is written",
    ],
    [
      "import gleif rr.csv.zip --leis leis.csv --exceptions repex.csv.zip --entities lei2.csv.zip",
      "with the names of parents, and why some tell none",
    ],
  ],
  bods: [
    ["import bods statements.json --ids ids.csv --dry-run", "check statements, and write nothing"],
    [
      "import bods statements.json --ids ids.csv",
      "who holds your suppliers; ids.csv says how they are called there",
    ],
  ],
  map: [
    [
      "import map sample/illustrative-orders.csv --map mapping.json --dry-run --dir .chokepoint-samples",
      "what an export of orders would add, by the mapping of import suggest",
    ],
    ["import map orders.csv --map mapping.json", "take over a table of your own"],
    [
      "import map orders.csv --map mapping.json --sector ai --stack Chokepoint",
      "the same into a deployment, all rows into one sector",
    ],
  ],
} as const satisfies Record<string, readonly Example[]>;
