import type { MeetingCard } from "../schema.ts";

// The commonest family names; a name with another one is read with `unsure`. Source: public statistics of family names.
const FAMILY_NAMES = new Set(
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申詹关焦柴祝左甘柯欧宁尚舒管阮苗盛凌骆项房费路柏柳冷纪成池俞游虞席路殷裴娄葛蒲冉卓祁桂车包单符艾古宫辛穆佟应耿霍华涂敖蓝滕",
);
const DOUBLE_NAMES = /^(?:欧阳|司马|上官|诸葛|皇甫|令狐|东方|夏侯|尉迟|公孙|慕容|司徒|端木)/u;
const MINORITY_NAME = /^\p{Script=Han}{2,6}·\p{Script=Han}{2,8}$/u;

/** A post at the end of its words, as the source of a regular expression. */
export const POST =
  "(?:书记|副?[省市区县州旗镇乡村厅局处科院校所部团社馆站行会队]长|主席|主任|常委|委员|组长|秘书长|检察长|董事长|理事长|总经理|经理|总裁|总监|代表|主管|巡视员|调研员|干部|负责人|顾问|参谋|政委)";
const POST_THEN_NAME = new RegExp(`^(.{0,40}${POST})[\\s：:]*(.{2,12})$`, "u");
const NAME_THEN_POST = new RegExp(`^(.{2,6}?)[\\s　]+(\\S{0,40}${POST})$`, "u");
const PLACEHOLDER = /[XxＸ×＊*○]{1,4}|＿{2,}|_{2,}/u;
const PLACEHOLDER_PERSON = new RegExp(`^.{0,30}(?:(?:[XxＸ×＊*○]{1,4})(?:同志)?|[XxＸ×＊*○]{1,4}副?${POST})$`, "u");
const ORGANISATION =
  /^(?=.*(?:[省市区县州旗镇乡]|中共|公司|集团|协会|商会|学校|医院))[^，。；：\s]{2,28}(?:委员会|人民政府|政府|党委|[县市区镇省]委|局|办公室|公司|集团|支部|工会|中心|学校|医院|领导小组|指挥部|协会|商会|委|办)$/u;
const LABELLED = /^(讲话人|发言人|汇报人|述职人|报告人|致辞人|主讲人|主持人|主持)[：:]\s*(.{1,40})$/u;

/** Whether `text` is a person's name beyond doubt: a common family name and one or two characters. */
export function isName(text: string): boolean {
  const name = text.replace(/\s/gu, "");
  if (MINORITY_NAME.test(name)) return true;
  if (!/^\p{Script=Han}{2,4}$/u.test(name)) return false;
  if (DOUBLE_NAMES.test(name)) return name.length >= 3;
  return name.length <= 3 && FAMILY_NAMES.has(name[0] ?? "");
}

/** Who a line says is speaking (or presiding): the post, and the name where there is no doubt of it. */
export type PersonLine = { speaker: NonNullable<MeetingCard["speaker"]>; presides: boolean; certain: boolean };

/** Reads a name line such as `青云县副县长　林向东`; undefined when the line names nobody. */
export function readPerson(line: string): PersonLine | undefined {
  const label = LABELLED.exec(line);
  const presides = label?.[1]?.startsWith("主持") ?? false;
  const text = (label?.[2] ?? line).replace(/同志$/u, "").trim();
  if (text.length > 60) return undefined;
  if (isName(text)) return { speaker: { name: text.replace(/\s/gu, "") }, presides, certain: true };
  const [post, name] = splitPerson(text);
  if (post !== undefined && name !== undefined) {
    return { speaker: { name: name.replace(/\s/gu, ""), post }, presides, certain: true };
  }
  if (PLACEHOLDER.test(text)) {
    return label !== null || PLACEHOLDER_PERSON.test(text) ? { speaker: {}, presides, certain: true } : undefined;
  }
  if (label !== null) return { speaker: {}, presides, certain: false };
  return new RegExp(`${POST}$`, "u").test(text) && text.length <= 24
    ? { speaker: { post: text }, presides, certain: true }
    : undefined;
}

function splitPerson(text: string): [post?: string, name?: string] {
  const before = POST_THEN_NAME.exec(text);
  if (before?.[1] !== undefined && before[2] !== undefined && isName(before[2])) {
    return PLACEHOLDER.test(before[1]) ? [] : [before[1].trim(), before[2]];
  }
  const behind = NAME_THEN_POST.exec(text);
  if (behind?.[1] !== undefined && behind[2] !== undefined && isName(behind[1])) return [behind[2].trim(), behind[1]];
  return [];
}

/** Whether the line is the name of an office or unit, as it stands under a speech or above a title. */
export function isOrganisation(line: string): boolean {
  return ORGANISATION.test(line);
}
