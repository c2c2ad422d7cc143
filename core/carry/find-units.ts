import { claims, matchesOf, type Part } from "./parts.ts";

/** Fields of work after which the offices of a county or city are called. */
const FIELDS =
  "发展和改革|发展改革|发改|教育体育|教育|教体|科学技术|科技|工业和信息化|经济和信息化|工信|经信|公安交警|公安|民政|司法|财政|人力资源和社会保障|人力资源社会保障|人社|自然资源和规划|自然资源|生态环境|环保|住房和城乡建设|住房城乡建设|住建|城市管理|城管|交通运输|交通|水务|水利|农业农村|农业|商务|文化旅游|文化和旅游|文旅|卫生健康|卫健|应急管理|应急|审计|市场监督管理|市场监管|统计|医疗保障|医保|信访|林业和草原|林草|林业|气象|税务|知识产权|退役军人事务|退役军人|机关事务管理|机关事务|乡村振兴|大数据|数据|政务服务管理|政务服务|行政审批服务|行政审批|金融监管|地方金融监管|烟草专卖|烟草|邮政管理|邮政|粮食和物资储备|粮食|体育|档案|国资";
const COMMITTEES =
  "发展和改革|发展改革|发改|卫生健康|卫健|住房和城乡建设|住建|国资|经信|经济和信息化|科|教|农|商务|城管|交通|文明";
const OFFICES =
  `(?:${FIELDS})(?:(?:分|总)?局(?![面部限势])|厅(?!级))|(?:${COMMITTEES})委(?:员会)?(?![托派以员])|` +
  "委(?:宣传部|组织部|统战部|社会工作部|政法委(?:员会)?|编办|网信办|办公室|办(?![理法公事实])|党校|督查室|老干部局|巡察办)|" +
  "纪委监委|政府办公室|政府办(?![理法公事实])|人大常委会办公室|政协办公室|(?:中级)?人民法院|中院|法院|(?:第?[一二三四五六七八九十]{1,2}|实验)(?:中(?!心|国)学?|小(?![时组])学?|幼儿园)|中学|医院|(?:体育|文化|图书|博物)馆|人民检察院|检察院|人民武装部|人武部|总工会|妇联|残联|文联|科协|工商联|红十字会|督查室|融媒体中心|消防救援(?:支队|大队)|交警(?:支队|大队)|监委";
/** Level of an office in short, as in 县科技局; not in 全县, 各县, 市场 or 区域. */
const LEVEL =
  "(?<![全各我本该每两几一二三四五六七八九十城园社片景辖地])[省市区县州旗镇乡](?![场域级直民间位城属内外里])";
/** 团县委 stands the other way round. */
const YOUTH = "团[省市区县]委";
/** What belongs to no name: with these before it a name begins. */
const OUTSIDE = "的了在到和与及、由请向对为给是有把被从等各该家这那要经听取参观走访看";
const BODY = `(?:(?![${OUTSIDE}])\\p{Script=Han})`;
const KIND_OF_UNIT =
  "(?<![格布全大结开僵破当时定])局(?![面部限势])|安委办|(?:(?![承主举开协督交领创查经代帮快能好来])\\p{Script=Han})办(?![理法公事实])|办公室|(?:支|大)队(?![伍])|(?<![为以重个])中心(?![城镇工任组村户思环任])|协会|商会|联合会|公司|集团|中学|小学|大学(?!生)|学院|医院|支行|分行|派出所|(?:体育|文化|图书|博物|美术|科技|展览)馆|管委会|指挥部|领导小组";
const WITH_LEVEL = new RegExp(`${LEVEL}(?:${OFFICES})|${YOUTH}`, "gu");
const WITH_LEVEL_ANY = new RegExp(`${LEVEL}${BODY}{1,10}?(?:${KIND_OF_UNIT})`, "gu");
const BARE = new RegExp(
  `(?<![\\p{Script=Han}])(?:${FIELDS})(?:分局|局(?![面部限势])|委(?:员会)?(?![托派以员]))|(?<=[${OUTSIDE}])(?:${FIELDS})局(?![面部限势])`,
  "gu",
);
const COMPANY = new RegExp(
  `(?:${BODY}|[A-Za-z0-9]){2,20}?(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|集团)`,
  "gu",
);
/** Companies of a kind, not one by its name. */
const KINDS_OF_COMPANY =
  /(?:上市|国有|民营|外资|合资|平台|保险|物业|物流|担保|投资|建筑|施工|科技|信息|运营|电力|供水|供电|供气|燃气|通信|房地产|开发|旅游|传媒|贸易|食品|制造|劳务|中介|管理|服务|有关|相关|涉事|龙头|企业|产业|央企|国企|大|小|子|母|分|总|本|贵|我|跨国|两|三|集团|几|多)/gu;
const NATIONAL = /(?:国家|中央|全国|中国|国务院|中共|中华)$/u;

/** Names of offices, companies and other units in a text; not 各部门, 有关单位, 各级党委, nor 县委 and 县政府, which are right in every year. National ones stay right too. */
export function findUnits(text: string): Part[] {
  const isFree = claims(text.length);
  return [
    ...matchesOf(text, COMPANY).filter(({ start, end }) => isOneCompany(text.slice(start, end))),
    ...matchesOf(text, WITH_LEVEL),
    ...matchesOf(text, WITH_LEVEL_ANY),
    ...matchesOf(text, BARE),
  ].filter((part) => !NATIONAL.test(text.slice(Math.max(0, part.start - 3), part.start)) && isFree(part));
}

function isOneCompany(name: string): boolean {
  if (NATIONAL.test(name.slice(0, 2)) || /级|领导|带头|干部|企业$/u.test(name)) return false;
  const own = name
    .replace(/(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|集团)$/u, "")
    .replace(KINDS_OF_COMPANY, "");
  return own.length >= 2;
}
