import { claims, matchesOf, type Part } from "./parts.ts";

const NUMBER = "[0-9０-９一二三四五六七八九十百]{1,4}";
/** What a name of a meeting has none of: with these it is a sentence. */
const INNER = "[^\\p{P}\\s　了的把对在将让请使向这那每各要开召是]";
const SORTS =
  "(?:会议(?!室|制)|大会(?!堂)|(?:座谈|推进|调度|现场|动员|部署|表彰|表扬|总结|视频|例|专题|联席|汇报|交流|培训|警示教育|协调|通报|约谈|述职)会(?!议)|(?:开幕|闭幕|启动|开工|签约|揭牌|颁奖)(?:仪)?式)";
/** 县委十四届八次全会, 县十七届人大四次会议, 县政协第十届委员会第三次会议. */
const SESSION = new RegExp(
  `[省市区县州旗镇乡](?:委|人大|政协)?第?${NUMBER}届(?:人大|政协|委员会|人民代表大会|党代会|纪委)?(?:常委会)?第?${NUMBER}次(?:全会|全体(?:[（(]扩大[）)])?会议|会议)`,
  "gu",
);
/** 全市安全生产工作会议; a rule that such a meeting is held every quarter stays right. */
const OF_REGION = new RegExp(
  `(?<!(?:每|各|定期|召开一次|开展一次)[^，。；]{0,6})全[省市区县州旗镇乡]${INNER}{2,24}?${SORTS}`,
  "gu",
);
/** 今天，我们召开重点项目调度会. */
const OF_TODAY = new RegExp(
  `今天[^。；！？]{0,20}?(?:召开|举行|举办)(?:的是)?(?!一次|一场|一个|本次)(?<name>${INNER}{3,30}?${SORTS})`,
  "gu",
);
/** 第三届茶文化节; a people's congress or a committee is counted by terms of office. */
const EDITION = new RegExp(
  `第${NUMBER}届(?!全国|全省|中央|党|人大|人民|村民|居民|政协|常委|委员|省委|市委|县委|区委|政府|班子|理事|会员|领导)(?:${INNER}{1,16}?(?:节(?![点目奏俭约能日水])|(?<!委员)会(?![上后前场议员])|大赛|博览会|论坛|展|赛))?`,
  "gu",
);

/** Names of meetings and events in a text, with their numbers; not 工作会议 in general, nor what the whole country calls by one name. */
export function findMeetings(text: string): Part[] {
  return [SESSION, OF_REGION, OF_TODAY, EDITION]
    .flatMap((pattern) => matchesOf(text, pattern))
    .filter(claims(text.length));
}
