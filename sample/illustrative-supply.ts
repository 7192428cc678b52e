/**
 * An invented supply of batteries. The makers of cells are real companies, so that restricted lists and public
 * market shares mean something; every company called Example is invented, and so is every purchase, link and
 * stake. Shares of makers follow the public ones in SOURCES.md: some 90 % of storage cells are made by Chinese
 * companies, CATL about 30 %, and 39 % of North American storage comes from one US integrator.
 */

/**
 * supplierId, name, country, parentId, parentStake, lists, inputs. Makers of materials say that their inputs do not
 * matter: the example looks no further up than they are. What others buy is mostly not known, as in life.
 */
export const suppliers: [string, string, string, string, string, string, string][] = [
  ["catl", "Contemporary Amperex Technology Co., Limited", "CN", "", "", "ndaa-154;1260h", ""],
  ["byd", "BYD Company, Limited", "CN", "", "", "ndaa-154;1260h", ""],
  ["envision", "Envision Energy, Limited", "CN", "", "", "ndaa-154", ""],
  ["eve-energy", "EVE Energy Company, Limited", "CN", "", "", "ndaa-154;1260h", ""],
  ["gotion", "Gotion High-tech Company, Limited", "CN", "", "", "ndaa-154", ""],
  ["hithium", "Hithium Energy Storage Technology Company, Limited", "CN", "", "", "ndaa-154", ""],
  ["calb", "CALB", "CN", "", "", "1260h", ""],
  ["rept-battero", "REPT Battero", "CN", "", "", "", ""],
  ["sungrow", "Sungrow", "CN", "", "", "", ""],
  ["samsung-sdi", "Samsung SDI", "KR", "", "", "", ""],
  ["lg", "LG", "KR", "", "", "", ""],
  ["tesla", "Tesla", "US", "", "", "", ""],
  ["fluence", "Fluence", "US", "", "", "", ""],
  ["example-storage", "Example Storage Inc.", "US", "", "", "", ""],
  ["example-grid", "Example Grid Systems LLC", "US", "sungrow", "1", "", ""],
  ["example-cells-us", "Example Cells America Inc.", "US", "gotion", "1", "", ""],
  ["example-joint", "Example Joint Energy LLC", "US", "byd", "0.49", "", ""],
  ["example-holding", "Example Holding AG", "DE", "", "", "", ""],
  ["example-critical", "Example Critical Power Inc.", "US", "example-holding", "0.75", "", ""],
  ["example-ups", "Example UPS Corp.", "US", "", "", "", ""],
  ["example-ups-tw", "Example Power Taiwan Ltd.", "TW", "", "", "", ""],
  ["example-lead", "Example Lead Batteries Co.", "US", "", "", "", "none"],
  ["example-vrla", "Example VRLA Ltd.", "IN", "", "", "", ""],
  ["example-accu", "Example Accu GmbH", "DE", "example-holding", "1", "", ""],
  ["example-pack", "Example Pack Integrators LLC", "US", "example-offshore", "", "", ""],
  ["example-offshore", "Example Offshore Holdings", "", "", "", "", ""],
  ["example-nordic", "Example Nordic Energi AB", "SE", "", "", "", ""],
  ["example-energie", "Example Énergie SA", "FR", "", "", "", ""],
  ["example-canada", "Example Storage Canada ULC", "CA", "example-storage", "1", "", ""],
  ["example-radio", "Example Radio Power Inc.", "US", "", "", "", ""],
  ["example-thermal", "Example Thermal Batteries Inc.", "US", "", "", "", ""],
  ["example-defence", "Example Defence Energy plc", "GB", "", "", "", ""],
  ["example-marine", "Example Marine Cells SAS", "FR", "example-energie", "0.6", "", ""],
  ["example-cathode", "Example Cathode Materials Co.", "CN", "", "", "", "none"],
  ["example-cathode-kr", "Example Cathode Korea Co.", "KR", "", "", "", "none"],
  ["example-anode", "Example Anode Materials Co.", "CN", "", "", "", "none"],
  ["example-separator", "Example Separator KK", "JP", "", "", "", "none"],
];

/** supplierId, input, upstreamId, share */
export const links: [string, string, string, string][] = [
  ["example-storage", "cells", "catl", "0.8"],
  ["example-storage", "cells", "lg", "0.1"],
  ["example-storage", "power-conversion", "example-holding", "1"],
  ["example-canada", "packs", "example-storage", "1"],
  ["tesla", "cells", "catl", "0.45"],
  ["tesla", "cells", "lg", "0.35"],
  ["fluence", "cells", "catl", "0.4"],
  ["fluence", "cells", "envision", "0.3"],
  ["example-grid", "cells", "eve-energy", "0.6"],
  ["example-grid", "cells", "rept-battero", "0.4"],
  ["example-cells-us", "cathode", "example-cathode", "0.9"],
  ["example-joint", "cells", "byd", "1"],
  ["example-critical", "cells", "samsung-sdi", "0.5"],
  ["example-critical", "cells", "hithium", "0.5"],
  ["example-ups", "cells", "samsung-sdi", "0.3"],
  ["example-ups", "cells", "catl", "0.6"],
  ["example-ups-tw", "cells", "calb", "0.7"],
  ["example-nordic", "cells", "lg", "1"],
  ["example-pack", "cells", "eve-energy", "0.5"],
  ["example-radio", "cells", "samsung-sdi", "0.6"],
  ["example-radio", "cells", "eve-energy", "0.4"],
  ["example-defence", "cells", "example-marine", "0.7"],
  ["example-marine", "anode", "example-anode", "0.8"],
  ["samsung-sdi", "cathode", "example-cathode", "0.5"],
  ["samsung-sdi", "anode", "example-anode", "0.7"],
  ["samsung-sdi", "separator", "example-separator", "1"],
  ["lg", "cathode", "example-cathode-kr", "0.9"],
];

/** What one supplier sells of one item. An origin of "" is unknown; one of several is drawn each time. */
export interface PortfolioLine {
  supplierId: string;
  item: string;
  origins: string[];
  typicalDollars: number;
  /** How often it is bought, in the first month and in the last. */
  weight: [first: number, last: number];
}

export const portfolios: {
  sector: string;
  prefix: string;
  seed: number;
  positions: number;
  programs: string[];
  source: string;
  lines: PortfolioLine[];
}[] = [
  {
    sector: "ai",
    prefix: "AI",
    seed: 20260731,
    positions: 214,
    programs: ["IAD-12", "PDX-03", "ATL-01", "PHX-07", "DFW-02"],
    source: "illustrative portfolio of a data-centre operator; none of it was bought",
    lines: [
      {
        supplierId: "example-storage",
        item: "bess",
        origins: ["US"],
        typicalDollars: 1_800_000,
        weight: [8, 9],
      },
      { supplierId: "tesla", item: "bess", origins: ["US"], typicalDollars: 2_100_000, weight: [9, 7] },
      {
        supplierId: "fluence",
        item: "bess",
        origins: ["US", "US", "VN"],
        typicalDollars: 1_900_000,
        weight: [6, 5],
      },
      { supplierId: "catl", item: "bess", origins: ["CN"], typicalDollars: 2_000_000, weight: [5, 9] },
      { supplierId: "byd", item: "bess", origins: ["CN"], typicalDollars: 1_600_000, weight: [3, 4] },
      { supplierId: "sungrow", item: "bess", origins: ["CN"], typicalDollars: 1_700_000, weight: [3, 4] },
      {
        supplierId: "example-grid",
        item: "bess",
        origins: ["US", "CN"],
        typicalDollars: 1_300_000,
        weight: [3, 5],
      },
      {
        supplierId: "example-cells-us",
        item: "bess",
        origins: ["US"],
        typicalDollars: 900_000,
        weight: [1, 4],
      },
      {
        supplierId: "example-joint",
        item: "bess",
        origins: ["US", ""],
        typicalDollars: 1_000_000,
        weight: [2, 3],
      },
      {
        supplierId: "example-canada",
        item: "bess",
        origins: ["CA"],
        typicalDollars: 1_100_000,
        weight: [2, 2],
      },
      {
        supplierId: "example-pack",
        item: "bess",
        origins: ["", "US"],
        typicalDollars: 900_000,
        weight: [2, 3],
      },
      {
        supplierId: "lg",
        item: "bess",
        origins: ["US", "KR", "PL"],
        typicalDollars: 1_400_000,
        weight: [4, 3],
      },
      {
        supplierId: "example-nordic",
        item: "bess",
        origins: ["SE"],
        typicalDollars: 800_000,
        weight: [1, 1],
      },
      { supplierId: "", item: "bess", origins: [""], typicalDollars: 700_000, weight: [2, 2] },
      {
        supplierId: "example-ups",
        item: "ups-lithium",
        origins: ["US", "MX"],
        typicalDollars: 420_000,
        weight: [7, 8],
      },
      {
        supplierId: "example-critical",
        item: "ups-lithium",
        origins: ["US"],
        typicalDollars: 380_000,
        weight: [5, 4],
      },
      {
        supplierId: "samsung-sdi",
        item: "ups-lithium",
        origins: ["KR"],
        typicalDollars: 500_000,
        weight: [5, 3],
      },
      {
        supplierId: "example-ups-tw",
        item: "ups-lithium",
        origins: ["TW", ""],
        typicalDollars: 300_000,
        weight: [3, 3],
      },
      { supplierId: "calb", item: "ups-lithium", origins: ["CN"], typicalDollars: 350_000, weight: [1, 3] },
      {
        supplierId: "hithium",
        item: "ups-lithium",
        origins: ["CN"],
        typicalDollars: 330_000,
        weight: [1, 2],
      },
      {
        supplierId: "eve-energy",
        item: "ups-lithium",
        origins: ["CN", "MY"],
        typicalDollars: 310_000,
        weight: [1, 2],
      },
      {
        supplierId: "rept-battero",
        item: "ups-lithium",
        origins: ["CN"],
        typicalDollars: 290_000,
        weight: [1, 1],
      },
      {
        supplierId: "example-energie",
        item: "ups-lithium",
        origins: ["FR"],
        typicalDollars: 260_000,
        weight: [1, 1],
      },
      {
        supplierId: "example-lead",
        item: "ups-lead-acid",
        origins: ["US"],
        typicalDollars: 160_000,
        weight: [7, 4],
      },
      {
        supplierId: "example-vrla",
        item: "ups-lead-acid",
        origins: ["IN"],
        typicalDollars: 120_000,
        weight: [4, 3],
      },
      {
        supplierId: "example-accu",
        item: "ups-lead-acid",
        origins: ["DE"],
        typicalDollars: 140_000,
        weight: [3, 2],
      },
    ],
  },
  {
    sector: "defense",
    prefix: "DEF",
    seed: 18920609,
    positions: 96,
    programs: ["soldier-radio", "ground-vehicle", "base-microgrid", "undersea", "missile"],
    source:
      "illustrative portfolio of a defense buyer; none of it was bought, and no public rows of it exist",
    lines: [
      {
        supplierId: "example-radio",
        item: "radio-battery",
        origins: ["US"],
        typicalDollars: 210_000,
        weight: [9, 8],
      },
      {
        supplierId: "example-defence",
        item: "radio-battery",
        origins: ["GB"],
        typicalDollars: 170_000,
        weight: [3, 3],
      },
      { supplierId: "", item: "radio-battery", origins: ["US", ""], typicalDollars: 90_000, weight: [2, 2] },
      {
        supplierId: "example-thermal",
        item: "thermal-battery",
        origins: ["US"],
        typicalDollars: 650_000,
        weight: [5, 5],
      },
      {
        supplierId: "example-lead",
        item: "vehicle-lead-acid",
        origins: ["US"],
        typicalDollars: 180_000,
        weight: [7, 6],
      },
      {
        supplierId: "example-accu",
        item: "vehicle-lead-acid",
        origins: ["DE"],
        typicalDollars: 160_000,
        weight: [2, 2],
      },
      {
        supplierId: "example-marine",
        item: "undersea-lithium",
        origins: ["FR"],
        typicalDollars: 900_000,
        weight: [2, 3],
      },
      {
        supplierId: "example-storage",
        item: "bess",
        origins: ["US"],
        typicalDollars: 1_100_000,
        weight: [3, 3],
      },
      { supplierId: "tesla", item: "bess", origins: ["US"], typicalDollars: 1_200_000, weight: [2, 2] },
      { supplierId: "example-joint", item: "bess", origins: ["US"], typicalDollars: 800_000, weight: [1, 2] },
      { supplierId: "catl", item: "bess", origins: ["CN"], typicalDollars: 900_000, weight: [1, 1] },
      {
        supplierId: "example-ups",
        item: "ups-lithium",
        origins: ["US"],
        typicalDollars: 240_000,
        weight: [4, 4],
      },
      {
        supplierId: "example-pack",
        item: "ups-lithium",
        origins: [""],
        typicalDollars: 200_000,
        weight: [1, 2],
      },
    ],
  },
];
