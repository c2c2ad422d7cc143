import { SpeechError } from "../../api/errors.ts";

/** A file whose bytes contradict themselves or end too early. */
export function damagedFile(): SpeechError {
  return new SpeechError(
    "file.damaged",
    "没有打开：这个文件已经损坏，里面的内容读不全。换一份完好的，或用 Word 打开它、另存一份再试。",
  );
}

/** A file built so that reading it would bring the machine down; `fact` says what was found, such as `展开后超过 80 MB`. */
export function hostileFile(fact: string): SpeechError {
  return new SpeechError(
    "file.hostile",
    `没有打开：这个文件不正常（${fact}），读它可能拖慢这台电脑。确认来路可靠后，用 Word 打开它、另存一份再试。`,
  );
}

/** A file that holds something else than a text that can become a draft; `kind` names it, such as `Excel 表格`. */
export function otherKind(kind: string): SpeechError {
  return new SpeechError(
    "file.unknown-kind",
    `没有打开：这是${kind}，讲稿匠读不了。能打开的是 .docx、.txt、.md 和 .speech 文件，把文字另存为其中一种再试。`,
  );
}
