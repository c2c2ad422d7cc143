import { isName, POST } from "../draft/recognise/people.ts";
import { claims, matchesOf, type Part } from "./parts.ts";

const INLINE_POST = `(?:${POST}|成员)`;
const POSTS = new RegExp(INLINE_POST, "gu");
const ENDS_IN_POST = new RegExp(`${INLINE_POST}[\\s　：:]*$`, "u");
/** Words that are no names although they begin with a family name. */
const WORDS = new Set(
  "单位 安排 任期 任职 任务 任何 任免 包抓 包保 包案 包干 包联 包村 于是 应当 应该 应急 高度 高位 高效 高标准 万众 常态 常态化 常务 常委 常年 关于 关心 关键 关注 付出 成立 成员 成果 程度 方面 方案 方式 方可 向前 向上 查处 石化 施工 时间 金融 金融办 安全员 施工方 高位统筹 温暖 康复 安全 安心 平时 平均 平等 严格 严肃 严厉 严明 严谨 和谐 和平 全部 全面 全体 全力 周边 周密 周到 周期 谢谢 贺信 连续 连接 明确 项目 房地产 路上 路径 雷厉风行 齐心 向社会 祝大家 祝愿 祝贺 毛病 万名 江河 沈阳 黄河 海洋 项下 顾问 顾全 包括 余下 左右 尚未 计划 尹始".split(
    " ",
  ),
);
const NOT_IN_NAMES =
  /[的了由和与及各等位们会部门单负责有其主要这那在把被将我你他她它副书记长同级村镇县市区省局厅处科办组队党]/u;
/** Before 同志 these say which of them, not who. */
const WHICH =
  /^(?:全体|广大|多数|少数|许多|不少|很多|主要|负责|分管|主管|牵头|有关|相关|包联|包保|驻村|驻点|挂职|援派|基层|机关|部门|单位|班子|一线|干部|在座|与会|到会|参会|参加|在场|在岗|受奖|获奖|先进|模范|优秀|英模|年轻|青年|中年|女性|妇女|领导|政法|公安|纪检|纪委|组织|宣传|统战|信访|执法|执勤|办案|值班|主持|主讲|发言|讲话|其他|其余|上述|新任|新来|离任|离退|退休|工作|办公|窗口|乡镇|社区|街道|学校|教育|医护|农村|城管|应急|消防|宣读|责任|具体|直接|大多|绝大|自己|党委|支部|政府|人大|政协|党组|外地|本地|外来|新闻|媒体|企业|农民|工人|志愿|科技|财政|住建|党内|身边|方面|战线|系统|行业|条线|[这那哪每该男女老].)$/u;
const ENDS_AS_WHICH = /[的位些个里们委局部办组会站所队处科者员长]$/u;
/** 刚才，建国同志宣读了方案: one who is named by the given name alone. */
const GIVEN_ALONE =
  /(?<=^|[，。；：、！？\s　]|[请由])(?<name>\p{Script=Han}{2})(?=同志(?:作了|就|代表|主持|宣读|宣布|通报|传达|介绍|汇报|讲了|谈了|提了|刚才|还|的(?:讲话|发言|意见|报告|通报)))/gu;
/** What may stand right before a name. */
const BEFORE =
  /(?:^|[\p{P}\s　]|[由请向对和与及听取让经任名受托是以按据]|感谢|欢迎|祝贺|学习|表扬|表彰|任命|推荐|提名|免去)$/u;
/** What follows a name where no 同志 does: an end, or what people do in a speech. */
const BEHIND =
  /^(?:$|[\p{P}\s　]|同志|等|[作同和与就对在将也都还又已要为到来率带讲说谈传通宣出主汇发介代点报做学]|分别|书面|提出|强调|指出|刚才|总结|亲自|一行|[0-9一二三四五六七八九]{1,2}[位名人])/u;
/** What people do at a meeting, in words whose first character could end a name: 李明通报. */
const DEED =
  /^(?:通报|汇报|介绍|发言|宣读|宣布|主持|传达|出席|总结|分别|强调|指出|报告|说明|代表|表态|讲话|同志|书面|陪同|一同)/u;
/** Posts before or behind a name; 干部, 代表 and the like stand before any word. */
const WEAK_POST = /(?:干部|代表|委员|负责人|顾问|参谋|主管)$/u;
/** 林县长: one who is named by the family name and the post alone. These begin other words. */
const NOT_A_FAMILY_NAME = /[向于任应安单成时万程常包高全严平和石江]/u;
const SHORT_POST = /^(?:书记|[省市区县州旗镇乡厅局处科校院所]长|部长|主席|主任|总经理|董事长)/u;

/** 由马晓东负责, 联系人：马晓东: one who is named without a post. */
const IN_CHARGE =
  /(?<=由|请)(?<name>\p{Script=Han}{2,4})(?=(?:同志)?(?:具体|全面|牵头|亲自)?(?:负责|牵头|主抓|挂帅|包保|包联|任组长|担任))/gu;
const IN_A_LIST =
  /(?<=(?:联系人|责任人|主持人|主讲人|牵头人|宣读人)(?:[为是]|[：:]\s?))(?<name>\p{Script=Han}{2,4})(?=$|[\p{P}\s　])/gu;

/** A name goes on after the one before it: 副县长张伟、王晓东. */
const AND = /^[、和]/u;

/** Names of persons in a text: behind a post, before a post, or before 同志. Nobody is named by 各位领导 or 主要负责同志. */
export function findPeople(text: string): Part[] {
  const found: Part[] = [];
  for (const { index, 0: post } of text.matchAll(POSTS)) {
    const end = index + post.length;
    if (!WEAK_POST.test(post) || text.startsWith("同志", end + 2) || text.startsWith("同志", end + 3)) {
      const name = nameFrom(text, end);
      for (let next = name; next; next = AND.test(text.slice(next.end)) ? nameFrom(text, next.end + 1) : undefined) {
        found.push(next);
      }
    }
    const before = nameUpTo(text, startOfPost(text, index));
    if (before) found.push(before);
    else if (SHORT_POST.test(post) && isShort(text, index)) found.push({ start: index - 1, end });
  }
  for (const { index } of text.matchAll(/同志/gu)) {
    const name = nameUpTo(text, index);
    if (name) found.push(name);
  }
  found.push(...matchesOf(text, GIVEN_ALONE).filter((part) => isGiven(text.slice(part.start, part.end))));
  for (const part of [IN_CHARGE, IN_A_LIST].flatMap((pattern) => matchesOf(text, pattern))) {
    if (isPerson(text.slice(part.start, part.end), part.end - part.start)) found.push(part);
  }
  return found.filter(claims(text.length));
}

/** Finds people of these full names again: by the whole name anywhere, by the given name alone as in 向东同志 and 向东副县长. */
export function namedAgain(names: ReadonlySet<string>): (text: string) => Part[] {
  const full = [...names].filter((name) => /^\p{Script=Han}{3,4}$/u.test(name));
  if (full.length === 0) return () => [];
  const given = full.filter((name) => !ENDS_IN_POST.test(name)).map((name) => name.slice(-2));
  const alone = given.map((words) => `${words}(?=同志|(?:副|常务副)?${POST})`);
  const pattern = new RegExp([...full, ...alone].join("|"), "gu");
  return (text) => matchesOf(text, pattern);
}

/** 副 and the name of the unit before it belong to the post: 王建国副县长. */
function startOfPost(text: string, index: number): number {
  return text[index - 1] === "副" ? index - 1 : index;
}

/** The name that begins at `start`, blanks and 、 before it left aside. */
function nameFrom(text: string, start: number): Part | undefined {
  const gap = /^[\s　：:]*/u.exec(text.slice(start))?.[0].length ?? 0;
  const from = start + gap;
  for (const length of [4, 3, 2]) {
    const name = text.slice(from, from + length);
    if (length > 2 && DEED.test(text.slice(from + length - 1))) continue;
    if (isPerson(name, length) && BEHIND.test(text.slice(from + length, from + length + 4))) {
      return { start: from, end: from + length };
    }
  }
  return undefined;
}

/** The name that ends at `end`. */
function nameUpTo(text: string, end: number): Part | undefined {
  for (const length of [4, 3, 2]) {
    const start = end - length;
    if (start < 0) continue;
    const before = text.slice(Math.max(0, start - 12), start);
    if (isPerson(text.slice(start, end), length) && (BEFORE.test(before) || ENDS_IN_POST.test(before))) {
      return { start, end };
    }
  }
  return undefined;
}

function isPerson(name: string, length: number): boolean {
  return (
    name.length === length &&
    isName(name) &&
    !WORDS.has(name) &&
    !NOT_IN_NAMES.test(name) &&
    !WHICH.test(name) &&
    !WHICH.test(name.slice(1))
  );
}

function isGiven(words: string): boolean {
  return !WHICH.test(words) && !ENDS_AS_WHICH.test(words) && !isName(words);
}

function isShort(text: string, post: number): boolean {
  const family = text[post - 1];
  if (family === undefined || NOT_A_FAMILY_NAME.test(family)) return false;
  // A family name alone is one where with any given name it would make a name.
  return isName(`${family}明`) && BEFORE.test(text.slice(Math.max(0, post - 2), post - 1));
}
