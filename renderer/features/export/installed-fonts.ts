/** Names under which a system may know a face that a document calls by its Chinese name: full and PostScript names. */
const ALIASES: Record<string, readonly string[]> = {
  方正小标宋简体: ["FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0"],
  方正小标宋_GBK: ["FZXiaoBiaoSong-B05", "FZXBSK--GBK1-0"],
  仿宋_GB2312: ["FangSong_GB2312"],
  楷体_GB2312: ["KaiTi_GB2312"],
  仿宋: ["FangSong"],
  楷体: ["KaiTi"],
  黑体: ["SimHei"],
  宋体: ["SimSun"],
  华文仿宋: ["STFangsong"],
  华文楷体: ["STKaiti"],
  华文中宋: ["STZhongsong"],
  "Source Han Serif SC": ["SourceHanSerifSC-Regular"],
  "Source Han Sans SC": ["SourceHanSansSC-Regular"],
  "Noto Serif SC": ["NotoSerifSC-Regular"],
  "Noto Sans SC": ["NotoSansSC-Regular"],
  "Noto Serif CJK SC": ["NotoSerifCJKsc-Regular"],
  "Noto Sans CJK SC": ["NotoSansCJKsc-Regular"],
};

/** What stands in for an official face on the screen; nobody chooses it for a Word file. */
const STAND_INS = /^(?:Source Han|Noto) /u;

/** The faces that the layout editor offers; any other can be typed. */
export const KNOWN_FONTS: readonly string[] = [
  ...Object.keys(ALIASES).filter((name) => !STAND_INS.test(name)),
  "Times New Roman",
];

/** Whether this machine has `font` under any of its names. The browser answers for one face at a time, without listing what is installed. */
export async function isInstalled(font: string): Promise<boolean> {
  const sources = [font, ...(ALIASES[font] ?? [])].map((name) => `local("${name.replace(/["\\\n]/gu, "")}")`);
  return new FontFace("installed-font", sources.join(", ")).load().then(
    () => true,
    () => false,
  );
}
