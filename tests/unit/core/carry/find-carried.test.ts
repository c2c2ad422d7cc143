import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readOldSpeech } from "#core/carry/carry-over";
import { carriedPlaces, countByKind, findCarried } from "#core/carry/find-carried";
import { readText } from "#core/draft/read-text";
import { recognise } from "#core/draft/recognise";
import type { Block, CarriedKind, MeetingCard } from "#core/draft/schema";
import { decodeText } from "../../../../electron/services/files/decode-text.ts";

const CARD: MeetingCard = {
  meeting: "2025年青云县知识产权联席会议暨打击侵权假冒工作领导小组会议",
  shortName: "联席会议",
  year: 2025,
  date: "2025-11-20",
  region: "青云县",
  place: "县政府第一会议室",
  speaker: { name: "林向东", post: "青云县副县长" },
  host: "县政府办公室主任何志远",
};

const paragraph = (text: string): Block => ({ type: "paragraph", children: [{ text }] });

/** The text with each found place in 〔〕, as a reader would underline it. */
function marked(text: string, kind: CarriedKind, card = CARD): string {
  let out = "";
  let at = 0;
  for (const place of findCarried([paragraph(text)], card)) {
    if (place.kind !== kind) continue;
    expect(place.text).toBe(text.slice(place.start, place.end));
    out += `${text.slice(at, place.start)}〔${place.text}〕`;
    at = place.end;
  }
  return out + text.slice(at);
}

/** What must be found, written as it must be marked. */
const FOUND: Record<CarriedKind, string[]> = {
  year: [
    "总结〔2024年〕以来的工作。",
    "〔2025年〕是规划的收官之年，〔2024—2025年〕两年任务要一起交账。",
    "〔二〇二五年〕的任务已经明确。",
    "到〔２０２６年〕底前全部完成。",
    "〔2024年至2025年〕，两年翻一番。",
    "〔2025年〕度考核结果已经通报。",
    "开展“铁拳〔2025〕”执法和护航〔2025〕行动，做好“〔2025〕青云”品牌。",
    "抓好〔2025〕专项行动。",
    "〔25年〕底前完成，〔24年〕度考核通报。",
  ],
  date: [
    "〔11月20日〕，我们到三个镇看了现场。",
    "会议定于〔2025年11月20日上午9时30分〕召开。",
    "〔10月底〕前报送方案，〔3月—5月〕集中整治。",
    "〔六月底〕前完成第一批，〔二〇二五年十一月二十日〕验收。",
    "〔2025年3月〕以来，形势向好。",
    "在〔第四十二个教师节〕到来之际，〔第三十个全国安全生产月〕开始了。",
    "〔2025-11-20〕",
    "会期〔2025.11.20〕，地点另行通知；〔2025/6/3〕起报名。",
    "〔25年1月〕以来，到〔24年12月底〕，〔25年6月3日〕上线。",
    "〔5月18日〕全国助残日，〔11月20日〕，国家知识产权局派员到会。",
    "〔2025年4月26日〕世界知识产权日。",
  ],
  place: [
    "我们在〔青云县〕召开这次会议。",
    "上午到〔石门镇〕、〔柳河镇〕看了现场。",
    "把〔青云〕的牌子擦亮。",
    "要学习〔白石乡〕和〔东门街道〕的做法。",
    "请〔石门镇〕继续探索，〔柳河镇〕干部要跟上。",
    "会议在〔县政府第一会议室〕召开。",
    "我们要向〔白云村〕看齐，看了〔石门镇〕的现场，来到〔柳河镇〕，走进〔东山街道〕。",
    "参观〔石门镇〕，其中〔柳河镇〕最好，考察〔江南省南湖市〕。",
    "下午在〔县政府第二会议室〕开会，到〔县委三楼会议室〕集中，在〔青云县委党校报告厅〕培训。",
    "〔县行政中心一楼大礼堂〕、〔镇政府二楼会议室〕、〔第三会议室〕。",
    "〔习水县〕、〔来宾市〕、〔大同市〕、〔进贤县〕。",
  ],
  unit: [
    "刚才，〔县科技局〕、〔县公安局〕作了交流发言。",
    "由〔市委宣传部〕牵头，〔县市场监管局〕配合。",
    "〔青云县科技局〕通报了情况。",
    "我们走访了〔云岭电子科技有限公司〕，听取了意见。",
    "请〔县政府办公室〕、〔县督查室〕跟踪问效。",
    "〔县人民法院〕、〔县总工会〕、〔团县委〕要各司其职。",
    "〔公安局〕要主动作为。",
    "〔县一中〕、〔县实验小学〕、〔县医院〕、〔县体育馆〕、〔市中级人民法院〕。",
  ],
  person: [
    "刚才，〔周明远〕同志作了工作报告。",
    "县科技局局长〔李明〕通报了情况。",
    "请县委书记〔周明远〕同志讲话。",
    "刚才，〔李县长〕讲得很实在。",
    "〔林向东〕主持召开会议，〔向东〕同志提了要求。",
    "副县长〔欧阳志远〕、县政府党组成员〔王芳〕出席。",
    "副县长〔张伟〕、〔王晓东〕，县政协副主席〔陈静〕出席会议。",
    "常务副县长〔赵立新〕同志讲话，〔立新〕同志和〔立新〕副县长的意见，请照〔赵立新〕说的办。",
    "刚才，〔建国〕同志宣读了方案，由〔明远〕同志作了说明。",
    "要向村党支部书记〔刘大山〕学习。",
    "由〔马晓东〕负责，联系人：〔王芳〕，责任人为〔赵立新〕。",
    "感谢〔马晓东〕同志，欢迎〔孙一鸣〕同志到任。",
    "副县长〔李明〕出席，这件事由〔李明〕牵头。",
  ],
  meeting: [
    "今天召开〔2025年青云县知识产权联席会议暨打击侵权假冒工作领导小组会议〕。",
    "一年一度的〔知识产权联席会议〕很重要。",
    "这次〔联席会议〕开得很好。",
    "〔县知识产权联席会议〕办公室要抓好落实。",
    "〔打击侵权假冒工作领导小组会议〕每季度开一次。",
    "前不久召开的〔全市安全生产工作会议〕和〔县委十四届八次全会〕作了部署。",
    "〔县十七届人大四次会议〕、〔县政协第十届委员会第三次会议〕刚刚闭幕。",
    "今天，我们召开〔重点项目调度会〕，主要是看进度。",
    "办好〔第五届青云科技节〕和〔第三届茶叶博览会〕。",
  ],
};

/** What must not: relative words, history, policies, and words of a kind. */
const QUIET: Record<CarriedKind, string[]> = {
  year: [
    "去年以来，今年的工作好于往年，明年要再上台阶。",
    "落实《知识产权强国建设纲要（2021—2035年）》（国发〔2021〕20号）。",
    "新中国成立于1949年，1978年开始改革开放。",
    "到2035年基本建成知识产权强国。",
    "三年行动、五年规划、“十四五”规划，二十年如一日。",
    "1990年代以来。",
    "完成2025件，投入2025万元，惠及2025人，比2025多一点。",
    "落实“中国制造2025”、“健康中国2030”、教育现代化2035行动。",
    "25年来、25年前、25年的历史、干了25年、25年初心不改、历时25年。",
    "“2035”远景目标，电话2025123，编号A2025行动。",
  ],
  date: [
    "上月已经部署，本月底前、三个月内完成。",
    "每年12月底前评估，每月5日前报送。",
    "一月一调度，一季度一通报。",
    "1949年10月1日，新中国成立。",
    "日产30万件，月均3次。",
    "第一个重要环节、第三个月、第三个工作日、第二个一百年、第三个时间节点。",
    "合同编号2025-118-3，全年2025.11万元。",
    "4月26日世界知识产权日、12月4日是国家宪法日、5月12日全国防灾减灾日。",
    "世界环境日（6月5日）和国际禁毒日6月26日，“世界知识产权日”（4月26日）。",
    "10月1日国庆节、5月1日“五一”国际劳动节、1月1日元旦。",
    "25年来、25年1个月、干了25年。",
  ],
  place: [
    "各区县、各镇街道、全市上下都要行动。",
    "城区、社区、园区、示范区和景区要管住市场。",
    "行政村、自然村、示范村、三个镇、有关县要做表率。",
    "推进乡村振兴，建设文明城市，服务县域经济。",
    "县级部门、村民、市民、区域协作、城镇化。",
    "认真贯彻县委部署，落实市委要求，代表县政府，按照省委安排，近几年省委连续发文。",
    "常务副县长、分管副镇长、历任县长、西部省份、服务镇街。",
    "设在各镇的分会场，主会场秩序，会场纪律，人民大会堂。",
    "各会议室都要装好设备，县里的会议室不够用，会议室里坐满了人。",
    "县委办要管好会议室，县政府印发礼堂建设方案。",
    "把写材料省下来的时间用好，流程中省一省，主要负责同志坐镇指挥，开展自省自律。",
  ],
  unit: [
    "各部门、有关单位、各级党委要各负其责。",
    "县委、县政府高度重视，市委、市政府提出要求。",
    "上市公司、国有公司、物业公司要配合。",
    "形成工作新格局，打开县域发展新局面。",
    "国家知识产权局发布通报。",
    "教育部门、公安机关、市场主体和县里的干部。",
    "由县里承办，各镇主办。",
  ],
  person: [
    "各位领导、同志们，主要负责同志要亲自抓。",
    "领导干部包案，有关单位同志参加。",
    "各级书记带头抓，县长负责，部门局长高度重视。",
    "向书记汇报，由县长安排，镇长应当到场。",
    "全体同志、老同志、女同志、年轻同志。",
    "牵头组长单位要负责，成立由县长任组长的专班。",
    "刚才，分管同志作了说明，由包联同志牵头，首先，主持同志宣读了通知。",
    "基层同志讲得透，纪委同志作了通报，向先进同志看齐，办公室同志作了记录。",
    "由高位统筹负责，由施工方负责，由金融办牵头，由安全员负责。",
    "感谢全体同志，欢迎新来同志，祝贺获奖同志。",
    "联系人：另行通知，责任人为有关单位。",
    "学习贯彻习近平总书记重要讲话精神。",
  ],
  meeting: [
    "各部门要开好工作会议、座谈会。",
    "领导小组会议制度要坚持。",
    "会议强调，会上，会后。",
    "开一次动员大会。",
    "党的二十届四中全会、中央经济工作会议、第十四届全国人民代表大会第三次会议。",
    "每季度召开一次全县安全生产调度会议，全县上下要把大会精神传达到村。",
    "今天我们召开这次会议，今天在这里召开动员大会，今天的会议开得很好。",
    "第十五届县委班子、第三届村民委员会、历届县委、全县各级要开好民主生活会。",
  ],
};

describe.each(Object.keys(FOUND) as CarriedKind[])("places of the kind %s", (kind) => {
  it.each(FOUND[kind])("are found: %s", (text) => {
    expect(marked(text.replaceAll(/〔(?![0-9]{4}〕)|(?<!〔[0-9]{4})〕/gu, ""), kind)).toBe(text);
  });
  it.each(QUIET[kind])("are not seen in: %s", (text) => {
    expect(marked(text, kind)).toBe(text);
  });
});

describe("what is settled", () => {
  it("is never a leftover: slots, linked fields, citations, open places and policies", () => {
    const block: Block = {
      type: "paragraph",
      children: [
        { text: "2025年", slot: "opening.year" },
        { text: "青云县", field: "region" },
        { text: "《青云县2025年规划》", citation: "c1" },
        { text: "（青云县2025年青政〔2025〕3号）" },
        { text: "【2025年的数字】和《青云山志》、青政办〔2025〕2号、《国家规划（2021—2035年）》（国发〔2025〕1号）。" },
      ],
    };
    expect(findCarried([block], CARD)).toEqual([]);
  });

  it.each([
    ["《青云县〔2025年〕知识产权工作要点》（青政办发〔〔2025〕18号〕）", "year"],
    ["《〔2024年〕工作总结》", "year"],
    ["《全县质量提升行动方案（〔2023—2025年〕）》", "year"],
    ["《青云县奖励办法》青政规〔〔2025〕3号〕", "year"],
    ["《〔青云县〕知识产权奖励办法》", "place"],
  ] as const)("is no title of its own year or region: %s", (text, kind) => {
    const bare = text.replace("〔〔2025〕18号〕", "{18}").replace("〔〔2025〕3号〕", "{3}");
    const plain = bare
      .replaceAll(/[〔〕]/gu, "")
      .replace("{18}", "〔2025〕18号")
      .replace("{3}", "〔2025〕3号");
    expect(marked(plain, kind)).toBe(text);
  });

  it.each([
    "《知识产权强国建设纲要（2021—2035年）》（国发〔2025〕20号）",
    "《国家标准化发展纲要》（国发〔2025〕1号）",
    "《全县国土空间规划（2021—2035年）》",
    "《2019年机构改革方案》、《中国制造2030》",
    "《专利法（1984年通过，2020年修正）》",
  ])("is a title that keeps its year: %s", (text) => {
    expect(findCarried([paragraph(text)], CARD).map((place) => place.text)).toEqual([]);
  });

  it("takes the meeting of another level for another one, as a whole", () => {
    const card = { ...CARD, meeting: "2025年青云县知识产权工作会议" };
    expect(marked("贯彻全市知识产权工作会议和全国知识产权工作会议精神。", "meeting", card)).toBe(
      "贯彻〔全市知识产权工作会议〕和〔全国知识产权工作会议〕精神。".replace(/〔(全国[^〕]*)〕/u, "$1"),
    );
    expect(marked("全县知识产权工作会议", "meeting", card)).toBe("全县〔知识产权工作会议〕");
  });

  it("takes every year where the old one is not known", () => {
    expect(marked("1998年以来，2031年以前", "year", {})).toBe("〔1998年〕以来，〔2031年〕以前");
  });

  it("reads the region from the speaker's post or the meeting's name", () => {
    expect(marked("青云县要带头。", "place", { speaker: { post: "青云县副县长" } })).toBe("〔青云县〕要带头。");
    expect(marked("建设平安青云。", "place", { meeting: "2025年青云县平安建设大会" })).toBe("建设平安〔青云〕。");
    expect(findCarried([paragraph("全县上下")], { meeting: "全县安全生产工作会议" })).toEqual([]);
  });
});

describe("marks 待换 in a text", () => {
  it("are places in order; one over several spans is one place", () => {
    const body: Block[] = [
      paragraph("没有。"),
      {
        type: "paragraph",
        children: [
          { text: "在" },
          { text: "2025", carried: "year", bold: true },
          { text: "年", carried: "year" },
          { text: "11月20日", carried: "date" },
          { text: "，" },
          { text: "2024年", carried: "year" },
        ],
      },
    ];
    const places = carriedPlaces(body);
    expect(places.map(({ block, start, end, kind, text }) => [block, start, end, kind, text])).toEqual([
      [1, 1, 6, "year", "2025年"],
      [1, 6, 12, "date", "11月20日"],
      [1, 13, 18, "year", "2024年"],
    ]);
    expect(countByKind(places)).toEqual([
      { kind: "year", count: 2 },
      { kind: "date", count: 1 },
    ]);
  });
});

describe("two speeches read by hand", () => {
  const FOLDER = new URL("../../../fixtures/speeches/", import.meta.url);
  const found = (name: string) => {
    const { body, card } = recognise(readText(decodeText(readFileSync(new URL(name, FOLDER))).text));
    return readOldSpeech({ body, card }).places.map(({ text }) => text);
  };

  it("gives of the host's script just what a reader would change", () => {
    expect(found("hosting.txt")).toEqual([
      "青云县2026年农村工作会议",
      "2026年2月26日上午9:00",
      "县行政中心一楼会议厅",
      "沈立",
      "农村工作会议",
      "周明远",
      "何志远",
      "志远",
      "石门镇",
      "柳河镇",
      "县农业局",
      "周明远",
      "明远",
    ]);
  });

  it("gives of the safety speech just what a reader would change", () => {
    expect(found("safety.txt")).toEqual([
      "全县安全生产工作会议",
      "青云县副县长",
      "林向东",
      "2026年3月18日",
      "全县安全生产工作会议",
      "县应急局",
      "石门镇",
      "县住建局",
      "五月底",
      "县安委办",
    ]);
  });
});
