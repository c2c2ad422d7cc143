/** Costs of a break; a dearer one is taken only where nothing cheaper fits. */
const SPLITS_WORD = 1000;
const SPLITS_PHRASE = 150;
const HOURGLASS = 150;
const RECTANGLE = 6;
const FURTHER_LINE = 25;
const AFTER_NUMBER = 2;
/** A title that needs more lines than this is no title; breaking it is left to the word processor. */
const MOST_LINES = 5;

// What the segmenter cuts although it is one thing: book titles, short quotations and brackets, numbers with their
// units (2023年5月10日, 第十四届, 十三届五次), and placeholders (XX副区长).
const DIGIT = "[\\d０-９〇零一二三四五六七八九十百千万亿两.．]";
const UNIT = "(?:周年|年度|[年月日届次号个期场批项条轮季%％])";
const WHOLE = new RegExp(
  `《[^《》]*》|“[^“”]{1,14}”|‘[^‘’]{1,14}’|（[^（）]{1,14}）|\\([^()]{1,14}\\)|(?:第?${DIGIT}+${UNIT}?)+|[XxＸ×]+副?[省市区县州镇乡局处科]?长?`,
  "gu",
);
const LATIN = /[\p{Script=Latin}\d]+/gu;
const NUMBER_ENDS = new RegExp(`(?:${DIGIT}|${UNIT})$`, "u");
const OPENING = /^[《〈“‘（【〔(]/u;
const CLOSING = /^[》〉”’）】〕)，。、；：！？…—·,.;:!?\s]/u;
/** Words that lean on what follows, and on what goes before. */
const LEANS_FORWARD = /^(?:在|和|与|及|暨|对|向|从|为|以|就|于|关于|副|第)$/u;
const LEANS_BACK = /^(?:的|上|中|下|之|等|了|同志)$/u;
const SINGLE_HAN = /^\p{Script=Han}$/u;

/** Words of office titles that the segmenter takes for two (知识|产权). */
const TERMS =
  /知识产权|营商环境|安全生产|乡村振兴|招商引资|防汛抗旱|食品安全|生态环境|基层治理|社会治理|科技创新|经济社会|经济运行|扫黑除恶|脱贫攻坚|共同富裕|城市更新|民营经济|数字经济|高质量发展|现代化建设|党风廉政|从严治党|意识形态|统一战线|民族团结|依法行政|信访工作|应急管理|污染防治|政府工作|人民政府|人民代表|政协委员|领导小组|联席会议|习近平|共产党/gu;

/** Width in full-width characters: Latin letters, digits and spaces are half of one, capitals more, whatever the face. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Lu}/u.test(character)) width += 0.6;
    else width += /[\u0020-\u024f]/u.test(character) ? 0.5 : 1;
  }
  return width;
}

/** The cost of a break before each UTF-16 offset; offsets inside a character are left out. */
function breakCosts(title: string, capacity: number): Map<number, number> {
  const costs = new Map<number, number>();
  let offset = 0;
  for (const character of title) {
    costs.set(offset, SPLITS_WORD);
    offset += character.length;
  }
  const words = [...new Intl.Segmenter("zh", { granularity: "word" }).segment(title)];
  words.forEach(({ segment, index }, place) => {
    const before = words[place - 1]?.segment ?? "";
    if (CLOSING.test(segment) || OPENING.test(before)) return;
    const leans = LEANS_BACK.test(segment) || LEANS_FORWARD.test(before);
    // A lone character is mostly a piece of a name or word that the segmenter does not know (习|近平, 常委|会).
    const piece =
      (SINGLE_HAN.test(segment) && !LEANS_FORWARD.test(segment) && !NUMBER_ENDS.test(before)) ||
      (SINGLE_HAN.test(before) && !LEANS_BACK.test(before) && !NUMBER_ENDS.test(before));
    costs.set(index, leans || piece ? SPLITS_PHRASE : NUMBER_ENDS.test(before) ? AFTER_NUMBER : 0);
  });
  for (const { 0: whole, index } of [WHOLE, LATIN, TERMS].flatMap((pattern) => [...title.matchAll(pattern)])) {
    if (widthOf(whole) > capacity) continue;
    for (const inside of costs.keys()) {
      if (inside > index && inside < index + whole.length) costs.set(inside, SPLITS_WORD);
    }
  }
  return costs;
}

type Plan = { cost: number; starts: number[] };

/** The cheapest way to set `title` in exactly `count` lines with breaks at `offsets` only; undefined when it does not fit. */
function plan(title: string, costs: Map<number, number>, offsets: number[], count: number, capacity: number) {
  const mean = widthOf(title) / count;
  const known = new Map<string, Plan | undefined>();
  // A blank at the end of a line hangs over it and takes no room.
  const ends = offsets.map((offset) => widthOf(title.slice(0, offset).trimEnd()));
  const starts = offsets.map((offset) => widthOf(title.slice(0, offset)));

  /** Sets the text from offset number `from` in `left` lines; `falling` once a line was shorter than the one above it. */
  function rest(from: number, left: number, above: number, falling: boolean): Plan | undefined {
    const key = `${from} ${left} ${above} ${falling}`;
    if (known.has(key)) return known.get(key);
    if ((ends.at(-1) as number) - (starts[from] as number) > left * capacity) return undefined;
    const start = offsets[from] as number;
    const broken = start > 0;
    let best: Plan | undefined;
    for (let to = left === 1 ? offsets.length - 1 : from + 1; to < offsets.length; to += 1) {
      const width = Math.max(0, (ends[to] as number) - (starts[from] as number));
      if (width > capacity) break;
      let cost = (width - mean) ** 2;
      if (broken) cost += costs.get(start) ?? 0;
      if (broken && Math.abs(width - above) < 1) cost += RECTANGLE;
      if (falling && width > above) cost += HOURGLASS;
      if (left === 1 && width < 2) cost += SPLITS_WORD;
      const after =
        left === 1 ? { cost: 0, starts: [] } : rest(to, left - 1, width, falling || (broken && width < above));
      if (after !== undefined && (best === undefined || cost + after.cost < best.cost)) {
        best = { cost: cost + after.cost, starts: [start, ...after.starts] };
      }
    }
    known.set(key, best);
    return best;
  }
  return rest(0, count, 0, false);
}

/**
 * Breaks a title into lines of at most `capacity` full-width characters, 梯形 or 菱形 in shape, without splitting a
 * word, a number from its unit or a 《》 title, and without a lone last character. The lines joined give the title.
 * Source: GB/T 9704-2012, 7.3.1 (回行时，要做到词意完整，排列对称，长短适宜，间距恰当).
 */
export function titleLines(title: string, capacity: number): string[] {
  const fewest = Math.ceil(widthOf(title) / capacity);
  if (fewest <= 1 || fewest > MOST_LINES) return [title];
  const costs = breakCosts(title, capacity);
  const everywhere = [...costs.keys(), title.length];
  const betweenWords = everywhere.filter((offset) => offset === 0 || (costs.get(offset) ?? 0) < SPLITS_WORD);
  for (const offsets of [betweenWords, everywhere]) {
    const plans = [0, 1, 2].flatMap((further) => {
      const found = plan(title, costs, offsets, fewest + further, capacity);
      return found ? [{ ...found, cost: found.cost + further * FURTHER_LINE }] : [];
    });
    const [best] = plans.sort((a, b) => a.cost - b.cost);
    if (best) return best.starts.map((start, line) => title.slice(start, best.starts[line + 1]));
  }
  return [title];
}
