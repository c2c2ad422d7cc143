import { useEffect, useState } from "react";
import styles from "./file-drop.module.css";
import { holdDroppedFiles } from "./transfer.ts";

/** Told to the element marked `data-takes-files` on which files were dropped, in place of opening them as drafts. */
export const FILES_DROPPED = "files-dropped";

/** Takes files dropped anywhere on the window, and says so while they hover over it; `onDrop` asks the host to read them. */
export function FileDrop({ onDrop, onRefuse }: { onDrop: () => void; onRefuse: (sentence: string) => void }) {
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    const listeners = new AbortController();
    const { signal } = listeners;
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      setHovering(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setHovering(false);
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      event.stopPropagation();
      setHovering(false);
      const { files, folders } = droppedOf(event.dataTransfer);
      for (const folder of folders) {
        onRefuse(`没有打开“${folder}”：它是文件夹。把里面的文件拖进来，一次可以拖好几个。`);
      }
      if (files.length === 0) return;
      holdDroppedFiles(files);
      const taker = document
        .elementsFromPoint(event.clientX, event.clientY)
        .find((element) => element.matches("[data-takes-files]"));
      if (taker) taker.dispatchEvent(new Event(FILES_DROPPED));
      else onDrop();
    };
    window.addEventListener("dragover", over, { capture: true, signal });
    window.addEventListener("dragleave", leave, { capture: true, signal });
    window.addEventListener("drop", drop, { capture: true, signal });
    return () => listeners.abort();
  }, [onDrop, onRefuse]);
  return hovering && <div className={styles.overlay}>松开，打开拖来的文件。.docx、.txt、.md 和 .speech 都可以。</div>;
}

function droppedOf(transfer: DataTransfer): { files: File[]; folders: string[] } {
  const files: File[] = [];
  const folders: string[] = [];
  for (const item of transfer.items) {
    const file = item.getAsFile();
    if (!file) continue;
    if (item.webkitGetAsEntry()?.isDirectory) folders.push(file.name);
    else files.push(file);
  }
  return { files, folders };
}
