/** The place of a file that was just saved, to stand behind 在; null means among the downloads of the browser. */
export function whereSaved(folderName: string | null): string {
  return folderName === null ? "浏览器的下载里" : `“${folderName}”文件夹里`;
}
