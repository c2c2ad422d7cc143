import { customPinyin, pinyin } from "pinyin-pro";
import { plain, type Spelled } from "./pinyin.ts";

// Apart from what finds in spelled texts: this module and its dictionary are large, and the window loads them when they are wanted.

// Words of ours that the package's own dictionary reads wrongly.
customPinyin({
  重做: "chóng zuò",
  三重一大: "sān zhòng yī dà",
  两重: "liǎng zhòng",
  河长: "hé zhǎng",
  河湖长: "hé hú zhǎng",
  林长: "lín zhǎng",
  长效机制: "cháng xiào jī zhì",
  着力: "zhuó lì",
});

/** Spells a text, each character as its word wants it; the first call of all takes some 50 ms. */
export function spell(text: string): Spelled {
  let place = 0;
  return pinyin(text, { type: "all", toneType: "none", v: true }).map(({ origin, pinyin: syllable, isZh }) => {
    const start = place;
    place += origin.length;
    return { written: plain(origin), syllable: isZh ? plain(syllable) : "", start, end: place };
  });
}
