import { isName, POST } from "../draft/recognise/people.ts";
import { claims, type Part } from "./parts.ts";

const INLINE_POST = `(?:${POST}|成员)`;
const POSTS = new RegExp(INLINE_POST, "gu");
const ENDS_IN_POST = new RegExp(`${INLINE_POST}[\\s　：:]*$`, "u");
/** Words that are no names although they begin with a family name. */
const WORDS = new Set(
  "单位 安排 任期 任职 任务 任何 任免 包抓 包保 包案 包干 包联 包村 于是 应当 应该 应急 高度 高位 高效 高标准 万众 常态 常态化 常务 常委 常年 关于 关心 关键 关注 付出 成立 成员 成果 程度 方面 方案 方式 方可 向前 向上 查处 石化 施工 时间 金融 温暖 康复 安全 安心 平时 平均 平等 严格 严肃 严厉 严明 严谨 和谐 和平 全部 全面 全体 全力 周边 周密 周到 周期 谢谢 贺信 连续 连接 明确 项目 房地产 路上 路径 雷厉风行 齐心 向社会 祝大家 祝愿 祝贺 毛病 万名 江河 沈阳 黄河 海洋 项下 顾问 顾全 包括 余下 左右 尚未 计划 尹始".split(
    " ",
  ),
);
const NOT_IN_NAMES =
  /[的了和与及各等位们会部门单负责有其主要这那在把被将我你他她它副书记长同级村镇县市区省局厅处科办组队党]/u;
/** What may stand right before a name. */
const BEFORE = /(?:^|[\p{P}\s　]|[由请向对和与及听取让经任名受托是以按据])$/u;
/** What follows a name where no 同志 does: an end, or what people do in a speech. */
const BEHIND =
  /^(?:$|[\p{P}\s　]|同志|等|[作同和与就对在将也都还又已要为到来率带讲说谈传通宣出主汇发介代点报做]|分别|书面|提出|强调|指出|刚才|总结|亲自|一行|[0-9一二三四五六七八九]{1,2}[位名人])/u;
/** What people do at a meeting, in words whose first character could end a name: 李明通报. */
const DEED =
  /^(?:通报|汇报|介绍|发言|宣读|宣布|主持|传达|出席|总结|分别|强调|指出|报告|说明|代表|表态|讲话|同志|书面|陪同|一同)/u;
/** Posts before or behind a name; 干部, 代表 and the like stand before any word. */
const WEAK_POST = /(?:干部|代表|委员|负责人|顾问|参谋|主管)$/u;
/** 林县长: one who is named by the family name and the post alone. These begin other words. */
const NOT_A_FAMILY_NAME = /[向于任应安单成时万程常包高全严平和石江]/u;
const SHORT_POST = /^(?:书记|[省市区县州旗镇乡厅局处科校院所]长|部长|主席|主任|总经理|董事长)/u;

/** Names of persons in a text: behind a post, before a post, or before 同志. Nobody is named by 各位领导 or 主要负责同志. */
export function findPeople(text: string): Part[] {
  const found: Part[] = [];
  for (const { index, 0: post } of text.matchAll(POSTS)) {
    const end = index + post.length;
    if (!WEAK_POST.test(post) || text.startsWith("同志", end + 2) || text.startsWith("同志", end + 3)) {
      const name = nameFrom(text, end);
      if (name) found.push(name);
    }
    const before = nameUpTo(text, startOfPost(text, index));
    if (before) found.push(before);
    else if (SHORT_POST.test(post) && isShort(text, index)) found.push({ start: index - 1, end });
  }
  for (const { index } of text.matchAll(/同志/gu)) {
    const name = nameUpTo(text, index);
    if (name) found.push(name);
  }
  return found.filter(claims(text.length));
}

/** The given name of a full one, as in 向东同志; undefined where it could be any word. */
export function givenName(name: string): string | undefined {
  return /^\p{Script=Han}{3,4}$/u.test(name) ? name.slice(-2) : undefined;
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
  return name.length === length && isName(name) && !WORDS.has(name) && !NOT_IN_NAMES.test(name);
}

function isShort(text: string, post: number): boolean {
  const family = text[post - 1];
  if (family === undefined || NOT_A_FAMILY_NAME.test(family)) return false;
  // A family name alone is one where with any given name it would make a name.
  return isName(`${family}明`) && BEFORE.test(text.slice(Math.max(0, post - 2), post - 1));
}
