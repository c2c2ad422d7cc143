/** A sign that is hard to type. `pair`: an opening and a closing one, with the cursor or the selected words between them. */
export type SpeechSymbol = { text: string; name: string; pair?: true };

type SymbolGroup = { label: string; symbols: readonly SpeechSymbol[] };

const CIRCLED = Array.from("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", (text, index) => ({ text, name: `带圈数字 ${index + 1}` }));

/** What official texts need beyond the keyboard, in the order of its use there. */
export const SYMBOL_GROUPS: readonly SymbolGroup[] = [
  {
    label: "成对的",
    symbols: [
      { text: "〔〕", name: "六角括号，文号用", pair: true },
      { text: "《》", name: "书名号", pair: true },
      { text: "〈〉", name: "单书名号，书名号里面用", pair: true },
      { text: "（）", name: "圆括号", pair: true },
      { text: "【】", name: "方头括号", pair: true },
      { text: "“”", name: "双引号", pair: true },
      { text: "‘’", name: "单引号，双引号里面用", pair: true },
    ],
  },
  {
    label: "标点",
    symbols: [
      { text: "——", name: "破折号" },
      { text: "……", name: "省略号" },
      { text: "·", name: "间隔号" },
      { text: "—", name: "一字线，起止用" },
      { text: "～", name: "浪纹线，数值范围用" },
      { text: "〇", name: "汉字零，年份用" },
    ],
  },
  { label: "序号", symbols: CIRCLED },
  {
    label: "单位和数学",
    symbols: [
      { text: "℃", name: "摄氏度" },
      { text: "％", name: "百分号" },
      { text: "‰", name: "千分号" },
      { text: "°", name: "度" },
      { text: "㎡", name: "平方米" },
      { text: "m³", name: "立方米 m³" },
      { text: "km²", name: "平方千米 km²" },
      { text: "￥", name: "人民币符号" },
      { text: "×", name: "乘号" },
      { text: "÷", name: "除号" },
      { text: "±", name: "正负号" },
      { text: "≥", name: "大于等于号" },
      { text: "≤", name: "小于等于号" },
      { text: "≈", name: "约等于号" },
    ],
  },
  {
    label: "其他",
    symbols: [
      { text: "№", name: "编号" },
      { text: "§", name: "分节号" },
      { text: "※", name: "注意号" },
      { text: "→", name: "右箭头" },
      { text: "□", name: "方框" },
      { text: "○", name: "圆圈" },
      { text: "●", name: "圆点" },
      { text: "▲", name: "三角" },
      { text: "★", name: "五角星，密级用" },
    ],
  },
];

const ALL = SYMBOL_GROUPS.flatMap(({ symbols }) => symbols);

/** The symbol with this text, undefined for one that is no longer offered. */
export function symbolOf(text: string): SpeechSymbol | undefined {
  return ALL.find((symbol) => symbol.text === text);
}
