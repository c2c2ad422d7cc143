import { matchesOf, type Part } from "./parts.ts";

const SUFFIX = "省|自治区|自治州|自治县|市|区|县|州|旗|镇|乡|街道|村|社区";
// What turns the word into another: 市场, 区域, 县级, 村民, 乡镇, 镇村, 副县长, 省份, 省下来; 落实市委 names no 落实市.
const BEHIND = "(?![场域级直民间位城属内外县乡镇村市区两居化口亲长委份]|街(?!道)|(?<=省)[下出去一心钱时力事电奔])";
/** A name begins here: behind a sign, another place, or a word that leads to a place. */
const BEFORE = "(?<=^|[\\p{P}\\s　]|[在到从由对向和与及以的是赴去来往至了于将把为给让请如像同经过进位处驻建推访习])";
const NAME = new RegExp(`${BEFORE}(?<name>\\p{Script=Han}{2,4}?(?:${SUFFIX})${BEHIND})`, "gu");
const FOLLOWING = new RegExp(`^(?<name>\\p{Script=Han}{2,4}?(?:市|区|县|镇|乡|街道|村|社区)${BEHIND})`, "u");
// What stands before 县, 镇, 村 … where they are a kind of place: 各县, 示范村, 三个镇.
const ANY_KIND =
  "[个些各全本我该每几数多两某一二三四五六七八九十级型性化省市县镇乡村强老小大跨邻外驻包联入进走到等]|(?:示范|试点|重点|贫困|脱贫|先进|落后|有关|相关|部分|周边|相邻|所在|所属|民族|牵头|帮扶|结对|样板|特色|责任|领导|主任|全域|软弱涣散|薄弱|明星|精品|后进|移民|革命|智慧|数字|平安|文明|卫生|园林|宜居|中心|沿海|沿江|内陆|欠发达|发达)";
// What is done with 市委, 县政府 or a place: no part of its name.
const DEEDS =
  "落实|贯彻|按照|依照|遵照|根据|代表|围绕|学习|传达|执行|服从|报告|汇报|感谢|提请|建议|经过|通过|对照|聚焦|结合|依靠|支持|配合|推动|推进|促进|打造|建成|创建|争创|成为|进驻|覆盖|服务|组织|发动|动员|要求|督促|指导|帮助|协助|会同|联系|分管|主管|常务|坚持|紧跟|惠及|辐射|带动|涉及|历届|历任|近年|年来|报请|上报|参观|观摩|考察|调研|深入|走访|慰问|察看|查看|检查|推广|借鉴|表扬|批评|祝贺|比如|例如|其中|包括";
const KINDS: Record<string, string> = {
  区: "[城社园景辖地山库灾片牧矿校厂林战误盲街禁郊特疫军农湖时选住]|新|高新|开发|保护|试验|实验|功能|集聚|经济|工业|产业|旅游|保税|自贸|自治|合作|安置|商业|住宅|生活|办公|服务|居民|行政|管|防|易发|高发|控制",
  市: "[城都超股夜门楼集上菜车房]|直辖",
  村: "[农乡山新古]|行政|自然|建制|空心|城中|美丽|和美|产业|专业|度假",
  镇: "[城集乡村坐冰]|建制|重镇",
  乡: "[城下返回家故同水侨他思入离还]",
  省: "[节反自中下]|时间|材料",
  州: "[神九]",
  旗: "[红国党团军锦彩大]",
  县: "[郡]",
  社区: "农村|城市|智慧|老旧|完整|型",
  街道: "沿街|主|各",
};
/** A word of a kind of place, or of something else that ends like one. */
const GENERAL = new RegExp(
  `^(?:各|全|本|该|每|某|我|有关|相关).*$|^.*(?:${ANY_KIND}|${DEEDS})(?:${SUFFIX})$|^(?:${Object.entries(KINDS)
    .map(([suffix, ends]) => `.*(?:${ends})${suffix}`)
    .join("|")})$`,
  "u",
);
/** 韩城市, 东城镇: the names that a kind ends. */
const NAMED_AFTER_TOWN = /^[^山水新古县省老主全小]城[市镇区乡]$/u;
const LEADS = new RegExp(`(?:[的了在到从由对向和与及请赴去来往至将把给让如像同经过进推访习]|${DEEDS})$`, "u");
/** 县政府第二会议室, 第三会议室: the rooms where people meet; not 各分会场, 县里的会议室. */
const VENUES = new RegExp(
  "(?:(?<![全各我本该每])[省市区县州旗镇乡](?:委党校|委|政府|人大|政协|纪委|行政中心|政务服务中心|政务中心|会议中心|党校|机关|体育馆|文化馆|图书馆|宾馆)" +
    "(?:[办公行政综合会议机关东西南北主]{0,6}(?:大?楼)?)?(?:第?[0-9一二三四五六七八九十]{1,3}(?:号|楼|层)?)?(?:东|西|小|大)?(?:多功能|视频)?(?:会议室|会议厅|会场|礼堂|报告厅)|" +
    "第[0-9一二三四五六七八九十]{1,2}会议室)",
  "gu",
);
/** Two characters and what they are: 石门镇. */
const SHORTEST_NAME = 3;
const FUNCTION_WORDS = /[的了在是和与及把被将使让从由对向等这那其有要为不也都]/u;

/** Names of provinces down to villages in a text; not 全市, 各区县, 城区, 社区 in general. */
export function findPlaces(text: string): Part[] {
  const found = matchesOf(text, NAME)
    .map((part) => withoutLeadingWords(text, part))
    .filter((part) => isPlaceName(text.slice(part.start, part.end)));
  // 青云县城关镇: behind a place the next one needs no other sign.
  for (const part of found) {
    const next = FOLLOWING.exec(text.slice(part.end, part.end + 8))?.groups?.name;
    if (next !== undefined && isPlaceName(next)) found.push({ start: part.end, end: part.end + next.length });
  }
  return found;
}

/** Rooms and halls where people meet, in a text. */
export function findVenues(text: string): Part[] {
  return matchesOf(text, VENUES);
}

/** 请石门镇, 看了石门镇, 来到石门镇: the name begins behind the last word that leads to a place. */
function withoutLeadingWords(text: string, { start, end }: Part): Part {
  for (let from = end - SHORTEST_NAME; from > start; from -= 1) {
    if (LEADS.test(text.slice(start, from)) && isPlaceName(text.slice(from, end))) return { start: from, end };
  }
  return { start, end };
}

/** Whether a word that ends like a place is the name of one. */
export function isPlaceName(word: string): boolean {
  if (NAMED_AFTER_TOWN.test(word)) return true;
  return (
    !GENERAL.test(word) &&
    !FUNCTION_WORDS.test(word) &&
    new RegExp(`^\\p{Script=Han}{2,10}(?:${SUFFIX})$`, "u").test(word)
  );
}
