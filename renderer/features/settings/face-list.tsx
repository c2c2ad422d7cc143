import { Check, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { type Layout, SHIPPED_LAYOUTS, STYLE_KEYS, STYLE_NAMES, type StyleKey } from "#core/word/layouts";
import { useApi } from "../../api.ts";
import { useInstalled } from "../export/fonts.tsx";
import styles from "./face-list.module.css";

/** The stacks of faces on the sheet (styles/paper.css) and what is set in them. */
const STACKS = ["xiaobiaosong", "heiti", "kaiti", "fangsong"] as const;
type Stack = (typeof STACKS)[number];
const STACK_OF: Partial<Record<StyleKey, Stack>> = {
  title: "xiaobiaosong",
  subtitle: "kaiti",
  byline: "kaiti",
  date: "kaiti",
  heading1: "heiti",
  heading2: "kaiti",
};
const SAMPLE = "推动高质量发展，开创新局面";

/** A face of the layout on one stack of the sheet, with the names of what is set in it. */
type Role = { font: string; stack: Stack; uses: string[] };

/** What each part of a speech is set in: the face that the Word file names, whether this machine has it, and what the sheet shows. */
export function FaceList({ layoutId }: { layoutId: string }) {
  const layout = useLayout(layoutId);
  const roles = rolesOf(layout);
  const stacks = Object.fromEntries(STACKS.map((stack) => [stack, facesOf(stack)])) as Record<Stack, string[]>;
  const installed = useInstalled([...new Set([...roles.map(({ font }) => font), ...Object.values(stacks).flat()])]);
  return (
    <>
      <p className={styles.words}>版式“{layout.name}”用到的字体。换版式在“导出 Word”里。</p>
      <ul>
        {roles.map(({ font, stack, uses }) => {
          const there = installed.get(font);
          const shown = stacks[stack].find((face) => installed.get(face));
          return (
            <li key={`${font} ${stack}`} className={styles.role}>
              <span className={styles.uses}>{uses.join("、")}</span>
              <span className={styles.font}>{font}</span>
              <span className={styles.state} data-there={there}>
                {there === true && <Check className={styles.icon} aria-hidden />}
                {there === false && <TriangleAlert className={styles.icon} aria-hidden />}
                {there === true && "已装"}
                {there === false && "这台电脑没有装"}
              </span>
              <span className={`${styles.sample} ${styles[stack]}`} lang="zh-CN">
                {SAMPLE}
              </span>
              {there !== undefined && shown !== font && (
                <span className={styles.shown}>屏幕上和打印时用{shown ? `“${shown}”` : "这台电脑自选的字体"}代替</span>
              )}
            </li>
          );
        })}
      </ul>
      <p className={styles.words}>
        Word 文件里照写这些字体的名字，不带字体本身：到装了这些字体的电脑上打开就是正确的，到没有装的电脑上，Word
        会用别的字体代替，断行可能不同。打印和存 PDF 用的是这台电脑上有的字体。
      </p>
      <p className={styles.words}>字体由单位购买或系统自带，讲稿匠不附带。装好字体以后，重新打开讲稿匠。</p>
    </>
  );
}

function useLayout(id: string): Layout {
  const api = useApi();
  const [own, setOwn] = useState<readonly Layout[]>([]);
  useEffect(() => {
    let wanted = true;
    // Without an answer the shipped layouts still have their faces.
    api.exports.layouts({}).then(
      (layouts) => wanted && setOwn(layouts),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [api]);
  const all = [...SHIPPED_LAYOUTS, ...own];
  return all.find((layout) => layout.id === id) ?? (all[0] as Layout);
}

function rolesOf(layout: Layout): Role[] {
  const roles: Role[] = [];
  for (const key of STYLE_KEYS) {
    const { font } = layout.styles[key];
    const stack = STACK_OF[key] ?? "fangsong";
    const role = roles.find((each) => each.font === font && each.stack === stack);
    if (role) role.uses.push(STYLE_NAMES[key]);
    else roles.push({ font, stack, uses: [STYLE_NAMES[key]] });
  }
  return roles;
}

/** The named faces of a stack, the best first. */
function facesOf(stack: Stack): string[] {
  const value = getComputedStyle(document.documentElement).getPropertyValue(`--${stack}`);
  return [...value.matchAll(/"([^"]+)"/gu)].map(([, name = ""]) => name);
}
