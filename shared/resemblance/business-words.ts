/**
 * Words that many names of companies have, so that they tell little: how a company is built (`group`), where it is
 * (`Europe`), and what it does (`battery`). All in small Latin letters, and in the singular where `usualWord` makes it so.
 */
export type BusinessKind = "structure" | "place" | "trade";

const WORDS: Readonly<Record<BusinessKind, string>> = {
  structure: `group holding international global worldwide enterprise branch division subsidiary affiliate partner
    headquarters konzern gruppe groupe grupo gruppo holdings overseas home main`,
  place: `china chinese prc usa us america american americas north south east west northern southern eastern western
    europe european asia asian africa african pacific atlantic oceania latin hong kong hongkong hk taiwan japan japanese korea
    korean india indian singapore malaysia thailand thai vietnam indonesia philippines australia canada canadian mexico
    mexicana brazil brasil argentina chile germany german deutschland france french uk britain british england ireland
    scotland spain espana italy italia italiana netherlands holland nederland belgium belgique luxembourg switzerland swiss
    schweiz austria poland polska czech hungary hungarian romania bulgaria serbia greece turkey turkiye russia russian
    ukraine sweden swedish norway norwegian denmark danish finland finnish suomi portugal israel saudi arabia uae dubai
    emirates egypt morocco nigeria kenya california texas michigan illinois kentucky nevada ohio georgia tennessee york
    jersey florida indiana arizona carolina virginia massachusetts oregon washington london paris berlin munich tokyo osaka
    kyoto seoul beijing shanghai shenzhen guangzhou guangdong guangxi hangzhou zhejiang jiangsu nanjing suzhou wuxi
    changzhou hefei anhui xiamen fujian fuzhou ningde huizhou dongguan foshan zhuhai wuhan hubei hunan changsha chengdu
    sichuan chongqing xian shaanxi shanxi qinghai yunnan guizhou guiyang jiangxi ganzhou nanchang shandong qingdao jinan
    henan zhengzhou luoyang hebei tianjin dalian liaoning jilin heilongjiang harbin hainan tangshan yichun yibin jingmen
    taipei kaohsiung guangan yancheng wuhu baotou region regional`,
  trade: `energy power battery technology storage electric electrical electronic electronics electro cell lithium ion
    pack module system solution product service material chemical chemistry metal mineral mining industry industrial
    manufacturing manufacture factory plant engineering equipment machinery machine tool instrument component supply
    supplier trading trade import export commerce commercial distribution logistic transport transportation
    automotive automobile auto car vehicle motor bus coach truck mobility ev new green clean renewable solar wind
    photovoltaic hydrogen fuel oil gas petroleum science scientific research development lab laboratory institute
    intelligent smart digital software hardware computer computing data information network telecom communication
    semiconductor microelectronics chip memory integrated circuit device high advanced precision professional
    investment capital finance financial fund asset management consulting consultancy construction building design
    sale marketing service utility grid ups inverter charging charger converter control controls environment environmental
    aviation aerospace defense defence security medical health healthcare pharmaceutical pharma biotech food textile
    steel aluminium aluminum copper nickel cobalt graphite cathode anode electrolyte separator recycling`,
};

const kinds = new Map<string, BusinessKind>();
for (const kind of ["structure", "place", "trade"] as const) {
  for (const word of WORDS[kind].split(/\s+/)) kinds.set(word, kind);
}

/** What kind of business word a word is; `null` for all others. */
export function businessKind(word: string): BusinessKind | null {
  return kinds.get(word) ?? null;
}

/** Words between others, which count for nothing. */
export const CONNECTIVES: ReadonlySet<string> = new Set(
  "and of the for by in at on to a an de la le les el los du des do da dos das di del della und der die das von et e y en i & dba".split(
    " ",
  ),
);

/** Short forms, plurals and other spellings of words that many names have. */
const USUAL: ReadonlyMap<string, string> = new Map(
  `tech technology|technologies technology|technologie technology|techno technology|tecnologia technology
  intl international|internationale international|internacional international|int international|mfg manufacturing
  hldg holding|hldgs holding|holdings holding|grp group|groupe group|gruppe group|grupo group|gruppo group
  ind industry|inds industry|industries industry|industria industry|industrie industry
  batteries battery|batterie battery|batterien battery|bateria battery|baterias battery|energies energy
  energie energy|energia energy|energiya energy|energi energy|systems system|systeme system|sys system|solutions solution
  services service|svcs service|svc service|products product|prods product|materials material|matls material
  chemicals chemical|chem chemical|metals metal|minerals mineral|motors motor|vehicles vehicle|automobiles automobile
  cells cell|packs pack|modules module|components component|devices device|tools tool|machines machine|partners partner
  enterprises enterprise|laboratories laboratory|labs lab|instruments instrument|semiconductors semiconductor
  communications communication|telecommunications telecom|telecommunication telecom|investments investment|funds fund
  assets asset|sales sale|utilities utility|supplies supply|suppliers supplier|elec electric|eng engineering
  engr engineering|mgmt management|natl national|amer america|pharmaceuticals pharmaceutical|networks network
  circuits circuit|chips chip|logistics logistic|exports export|imports import|transports transport|grids grid`
    .split(/[|\n]/)
    .map((pair) => pair.trim().split(" "))
    .map(([from = "", to = ""]) => [from, to]),
);

/** The usual form of a folded word: `tech` and `technologies` are `technology`, `foods` is `food`. */
export function usualWord(word: string): string {
  const usual = USUAL.get(word);
  if (usual !== undefined) return usual;
  const singular = word.endsWith("s") ? word.slice(0, -1) : word;
  return kinds.has(singular) && !kinds.has(word) ? singular : word;
}

// The same for words of names in Han and Hangul, where no blank stands between words. Longer ones stand first.
const TRANSLATED: readonly (readonly [string, string])[] =
  `新能源 new energy|储能 energy storage|儲能 energy storage|锂能 lithium energy
  锂电 lithium battery|锂业 lithium|能源 energy|電池 battery|电池 battery|动力 power|動力 power|电力 power|電力 power|高科技 high technology|高科 high technology|科技 technology
  技术 technology|技術 technology|工业 industry|工業 industry|实业 industry|产业 industry|电子 electronics|電子 electronics|电气 electric|電気 electric
  电器 electric|汽车 automobile|自動車 automobile|材料 material|集团 group|集團 group|控股 holding|国际 international|國際 international|投资 investment
  半导体 semiconductor|半導体 semiconductor|微电子 microelectronics|信息 information|化学 chemical|化工 chemical|股份 |贸易 trading|进出口 import export
  中国 china|深圳 shenzhen|上海 shanghai|北京 beijing|厦门 xiamen|廈門 xiamen|惠州 huizhou|合肥 hefei|江苏 jiangsu|浙江 zhejiang|广东 guangdong|湖北 hubei|常州 changzhou
  无锡 wuxi|武汉 wuhan|南京 nanjing|福建 fujian|天津 tianjin|四川 sichuan|青海 qinghai|香港 hong kong|台湾 taiwan|臺灣 taiwan|日本 japan
  에너지 energy|배터리 battery|전자 electronics|전지 battery|화학 chemical|코리아 korea|한국 korea`
    .split(/[|\n]/)
    .map((pair) => pair.trim())
    .map((pair) => {
      const end = pair.indexOf(" ");
      return end === -1 ? ([pair, ""] as const) : ([pair.slice(0, end), pair.slice(end + 1)] as const);
    });

/** A name in which known words of Han and Hangul are English, with blanks around them. */
export function withKnownWords(name: string): string {
  return TRANSLATED.reduce((text, [from, to]) => text.replaceAll(from, ` ${to} `), name);
}
