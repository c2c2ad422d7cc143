import { safeFileName } from "#core/draft/export-name";

/** What is wrong with the name of a .docx, as a sentence; undefined when nothing is. */
export function fileNameProblem(name: string): string | undefined {
  const stem = name.replace(/\.docx$/iu, "").trim();
  if (stem === "") return "给文件起个名字。";
  if (/[<>:"/\\|?*]/u.test(stem)) return '文件名里不能有 < > : " / \\ | ? *，去掉它们再导出。';
  if ([...stem].length > 95) return "文件名最多 95 个字，删短一点再导出。";
  if (safeFileName(stem, ".docx") !== `${stem}.docx`) return "Windows 不接受这个文件名，换一个再导出。";
  return undefined;
}
