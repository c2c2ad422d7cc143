import { useEffect, useRef, useState } from "react";
import type { DataFolder as Place } from "#core/api/contract";
import { failureOf } from "#core/api/errors";
import { useApi } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import styles from "./data-folder.module.css";

/** Where the drafts lie, as a part of the settings: opens the folder, and plans its move for the next start. */
export function DataFolder() {
  const api = useApi();
  const [place, setPlace] = useState<Place | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  /** The path being typed, null while none is asked for. */
  const [path, setPath] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const moveButton = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let wanted = true;
    api.app.dataFolder({}).then(
      (found) => wanted && setPlace(found),
      (error) => wanted && setFailure(failureOf(error).message),
    );
    return () => {
      wanted = false;
    };
  }, [api]);

  /** Does `work` and shows what came of it; true when it was done. */
  const act = async (work: () => Promise<Place | undefined>): Promise<boolean> => {
    setFailure(null);
    setBusy(true);
    try {
      const changed = await work();
      if (changed) setPlace(changed);
      return true;
    } catch (error) {
      setFailure(failureOf(error).message);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const ask = () => {
    setFailure(null);
    setPath("");
  };
  const leave = () => {
    setPath(null);
    setFailure(null);
    // The field that had the focus goes.
    requestAnimationFrame(() => moveButton.current?.querySelector("button")?.focus());
  };
  const move = async (target: string | null) => {
    if (await act(() => api.app.moveDataFolder({ path: target }))) leave();
  };
  const submit = () => {
    const line = (path ?? "").trim();
    if (line === "") setFailure("还没有写新文件夹的位置。写完整的路径，或者取消。");
    else void move(line);
  };

  if (!place) return failure && <p className={styles.failure}>{failure}</p>;
  return (
    <div className={styles.part}>
      <p>讲稿、版本、版式和设置都在这台电脑的这个文件夹里：</p>
      <p className={styles.path}>{place.shown}</p>
      {place.next !== null && (
        <p role="status">
          下次打开讲稿匠时搬到 <span className={styles.path}>{place.next}</span>
          。把讲稿匠的窗口都关掉，再打开一次就搬。逐个核对过才换位置；没搬成，就还用现在的文件夹。
        </p>
      )}
      {path === null ? (
        <div className={styles.buttons} ref={moveButton}>
          {place.fixed === null &&
            (place.next === null ? (
              <Button isDisabled={busy} onPress={() => (place.asks === "dialog" ? void move(null) : ask())}>
                搬到别处…
              </Button>
            ) : (
              <Button isDisabled={busy} onPress={() => act(() => api.app.keepDataFolder({}))}>
                不搬了
              </Button>
            ))}
          <Button
            onPress={() =>
              act(async () => {
                await api.app.openDataFolder({});
                return undefined;
              })
            }
          >
            打开文件夹
          </Button>
        </div>
      ) : (
        <div className={styles.asking}>
          <TextField
            label="搬到哪个文件夹（完整的路径）"
            labelShown
            autoFocus
            placeholder="例如：~/文档/讲稿匠"
            maxLength={4000}
            value={path}
            onChange={setPath}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              // These keys answer the field, not the dialog around it.
              if (event.key === "Enter") {
                event.preventDefault();
                submit();
              } else if (event.key === "Escape") {
                event.preventDefault();
                leave();
              }
            }}
          />
          <div className={styles.buttons}>
            <Button isDisabled={busy} onPress={submit}>
              搬到这里
            </Button>
            <Button look="quiet" onPress={leave}>
              取消
            </Button>
          </div>
          <p className={styles.words}>要一个空文件夹；里面有别的文件时，会在里面另建一个“讲稿匠”。</p>
        </div>
      )}
      {failure !== null && (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      {place.fixed !== null && <p className={styles.words}>{place.fixed}</p>}
    </div>
  );
}
