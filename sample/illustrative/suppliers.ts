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
