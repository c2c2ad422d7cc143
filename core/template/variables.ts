import { fieldPlaces, isLinked } from "../card/field-places.ts";
import { type CardField, contextOf, fieldText, isCardField } from "../card/fields.ts";
import { isWholeMeeting, linkablePlaces } from "../card/link-card.ts";
import { type Block, type MeetingCard, type Span, textOf } from "../draft/schema.ts";
import { sliceSpans } from "../draft/slice-spans.ts";

/** Words of a draft that a template would read from the card; offsets are those of the block's own text. */
export type Variable = {
  block: number;
  start: number;
  end: number;
  field: CardField;
  text: string;
  /** It follows the card already; else it only says the same. */
  linked: boolean;
};

/** When words that say what the card says mean the card, and not a part of another word or name. */
type Rule = {
  field: CardField;
  /** Shorter ones say anything, in code points. */
  shortest: number;
  fits?: (words: string, before: string, behind: string) => boolean;
};

const AFTER_NAME =
  /^(?:$|[^\p{Script=Han}]|同志|书记|主任|主席|副|常务|代|[省县市区州旗镇乡局部厅院处科所校会]长|委员|总|主持|分别|作|同|和|与|就|对|在|将|也|都|还|又|已|要|为|到|来|带|讲|说|谈|传|通|宣|出|介|的|等|强调|指出|要求|提出|表示|一行)/u;
const SUFFIXED = /(?:[省市区县州盟旗镇乡]|街道)$/u;
// 青云县城, 青云县志 are words of their own; 青云县城乡 is the county and its villages.
const BEHIND_SUFFIXED = /^(?:城(?![乡市])|[志级界])/u;
const BEHIND_BARE = /^(?:[省市区县州盟旗镇乡村路街桥山河江湖]|大道|大学|大厦)/u;
// 知识产权局, 知识产权法: an organ or a law keeps its name whatever the meeting is about.
const BEHIND_TOPIC =
  /^(?:[局法厅署办院所处科站案]|部(?!门)|委员会|条例|领导小组|指挥部|监督管理|监管局|管理局|执法|示范(?:区|城市|县)|年)/u;
// A topic or region inside the name of a day, another meeting or an organisation is part of that name.
/** What no name has in its middle: 青云县要开好会议 names no meeting. */
const NAME = String.raw`(?:(?!召开|举行|组织召开|参加|开好|开展|出席|围绕|服务于|纳入|列入)[\p{Script=Han}A-Za-z0-9](?<![的了要把将在是我们各为以就都也还对向从到、]))`;
const NAME_ENDS = String.raw`(?=$|[^\p{Script=Han}]|[的了要把将在是和与及同等对向从到就也都还由牵会负主印发联召举作做]|以及|党组|同志|精神|上|期间|有关|相关|所属|下发|提供|定于)`;
const BEHIND_DAY =
  /^(?:宣传|普法|活动|推广|服务|体验|开放|科普|教育|纪念|志愿|志愿者|行动|提升|攻坚|主题|建设|质量)*(?:日(?![常益前后程夜报均])|[周季](?![边围密期转知报全度节])|月(?![度底初末中份报均])|年(?![度初底末来内间]))/u;
const BEFORE_DAY = new RegExp(`(?:第[0-9０-９〇一二三四五六七八九十百]+个|世界|国际)${NAME}{0,8}$`, "u");
const BEHIND_COUNTED_DAY = new RegExp(`^${NAME}{0,6}[日周月年](?![常益前后程度底初末份])`, "u");
const BEFORE_MEETING = new RegExp(
  `(?:全[国省市县区州旗盟镇乡系]|中央|[省市县区州旗镇乡]|[0-9０-９〇一二三四五六七八九十]年度?|上年|去年|(?<![本这此])[届次])${NAME}{0,12}$`,
  "u",
);
const BEHIND_MEETING = new RegExp(
  `^${NAME}{0,14}?(?:会议|大会|座谈会|推进会|动员会|部署会|现场会|调度会|表彰会|交流会|总结会|论坛)(?![室议厅])`,
  "u",
);
const BEHIND_ORGAN = new RegExp(
  `^${NAME}{0,14}?(?:(?<![大全格布结时])局(?![面势部长])${NAME_ENDS}|(?<![督主承举交协查新兴创]|[^政]府)办${NAME_ENDS}|办公室|委员会|(?<=[改卫国监纪])委${NAME_ENDS}|公司|集团${NAME_ENDS}|中心(?!任务|工作|城[市区]|环节|组|思想|[点镇村])${NAME_ENDS}|[协学商]会(?!议)|联合会|研究[院所]|[法医学]院|检察院|银行|大学${NAME_ENDS}|领导小组|指挥部)`,
  "u",
);
const inName = (before: string, behind: string) =>
  BEHIND_DAY.test(behind) ||
  (BEFORE_DAY.test(before) && BEHIND_COUNTED_DAY.test(behind)) ||
  /(?:世界|国际)$/u.test(before) ||
  (BEFORE_MEETING.test(before) && BEHIND_MEETING.test(behind)) ||
  BEHIND_ORGAN.test(behind);
// Another meeting keeps its year, above all one that was left over from another speech.
const isYear = (_: string, before: string, behind: string) =>
  !/[0-9０-９—\-－~～至到]$/u.test(before) &&
  /^年(?!版|[0-9]{1,2}月|[^，。；：！？、]{2,40}会议?(?:上|精神|的?要求)?(?![\p{Script=Han}]))/u.test(behind);

const RULES: readonly Rule[] = [
  {
    field: "meeting",
    shortest: 5,
    fits: (_, before, behind) => isWholeMeeting(before, behind),
  },
  { field: "date", shortest: 8, fits: (_, before) => !/[0-9]$/u.test(before) },
  { field: "place", shortest: 3, fits: (_, __, behind) => !BEHIND_BARE.test(behind) },
  {
    field: "shortName",
    shortest: 3,
    // 全省联席会议 is another meeting, 联席会议办公室 an office.
    fits: (_, before, behind) =>
      !/(?:[省市区县州年]|(?<![本这此])[届次])$/u.test(before) &&
      !/^(?:[室厅]|办公室|制度|机制|成员|召集人|章程|纪要)/u.test(behind),
  },
  {
    field: "topic",
    shortest: 2,
    fits: (words, before, behind) =>
      !/[非反不]$/u.test(before) &&
      !inName(before, behind) &&
      !BEHIND_TOPIC.test(behind) &&
      ([...words].length > 2 || /^工作/u.test(behind)),
  },
  {
    field: "region",
    shortest: 2,
    fits: (words, before, behind) =>
      !inName(before, behind) &&
      // The meeting of a region has its name before it.
      !BEHIND_MEETING.test(behind) &&
      !(SUFFIXED.test(words) ? BEHIND_SUFFIXED : BEHIND_BARE).test(behind) &&
      // 主城区 is no 城区.
      ([...words].length > 2 ||
        !/[\p{Script=Han}A-Za-z0-9]$/u.test(before) ||
        /[在我全由是和为到对向从]$/u.test(before)),
  },
  { field: "speaker.name", shortest: 2, fits: (_, __, behind) => AFTER_NAME.test(behind) },
  { field: "host", shortest: 2, fits: (_, __, behind) => AFTER_NAME.test(behind) },
  { field: "year", shortest: 4, fits: isYear },
  { field: "previousYear", shortest: 4, fits: isYear },
  { field: "nextYear", shortest: 4, fits: isYear },
];

/** Titles of documents, their numbers, and what somebody marked as still to be written keep their words. */
const FIXED = /《[^《》]*(?:《[^《》]*》[^《》]*)*》|〔[^〔〕]*〕|【[^【】]*】/gu;

/** What of a draft is said by its card, in the order of the text: places that follow it, and words in which it says the same. */
export function variablesIn(body: readonly Block[], card: MeetingCard): Variable[] {
  const context = contextOf(card, body);
  const found: Variable[] = [
    ...fieldPlaces(body).flatMap((place): Variable[] => {
      const { block, start, end, field, text, open } = place;
      return open || !isCardField(field) || !isLinked(place, context)
        ? []
        : [{ block, start, end, field, text, linked: true }];
    }),
    ...linkablePlaces(body, card).map((place) => ({ ...place, linked: false })),
  ];
  const closed = body.map(closedParts);
  for (const { field, shortest, fits } of RULES) {
    const words = fieldText(field, context);
    if (words === undefined || [...words].length < shortest) continue;
    for (const [block, each] of body.entries()) {
      const text = textOf(each);
      for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + words.length)) {
        const end = start + words.length;
        const place = { block, start, end, field, text: words, linked: false };
        const free =
          !closed[block]?.some((part) => meets(part, place)) &&
          !found.some((other) => other.block === block && meets(other, place));
        if (free && (!fits || fits(words, text.slice(0, start), text.slice(end)))) found.push(place);
      }
    }
  }
  return found.sort((one, other) => one.block - other.block || one.start - other.start);
}

/** Whether it should follow the card unless the user says otherwise: a topic that only happens to stand in the text is often an ordinary word. */
export function isProposed({ field, linked }: Variable): boolean {
  return linked || field !== "topic";
}

type Part = { start: number; end: number };

const meets = (one: Part, other: Part) => one.start < other.end && other.start < one.end;

/** Where nothing may be found: open slots, citations, titles of documents. */
function closedParts(block: Block): Part[] {
  const parts = [...textOf(block).matchAll(FIXED)].map(({ index, 0: words }) => ({
    start: index,
    end: index + words.length,
  }));
  let offset = 0;
  for (const { text, slot, citation } of block.children) {
    const start = offset;
    offset += text.length;
    if (slot !== undefined || citation !== undefined) parts.push({ start, end: offset });
  }
  return parts;
}

/** The words around a variable, to recognise the place by; open slots in their brackets, as on the sheet. */
export function surroundings(
  body: readonly Block[],
  { block, start, end }: Variable,
): { before: string; behind: string } {
  const children = body[block]?.children ?? [];
  const before = [...shown(sliceSpans(children, 0, start))];
  const behind = [...shown(sliceSpans(children, end))];
  return {
    before: before.length > 12 ? `…${before.slice(-11).join("")}` : before.join(""),
    behind: behind.length > 16 ? `${behind.slice(0, 15).join("")}…` : behind.join(""),
  };
}

function shown(spans: readonly Span[]): string {
  return spans.map(({ text, slot }) => (slot === undefined ? text : `【${text}】`)).join("");
}
