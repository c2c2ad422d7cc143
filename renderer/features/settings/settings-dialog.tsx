import { useEffect, useState } from "react";
import type { Settings } from "#core/api/contract";
import { useApi } from "../../api.ts";
import { useSettings } from "../../settings.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogSection } from "../../ui/dialog.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import styles from "./settings-dialog.module.css";

const THEMES = [
  { id: "system", label: "跟随这台电脑" },
  { id: "light", label: "浅色" },
  { id: "dark", label: "深色" },
] as const;
const PAPERS = [
  { id: "follow", label: "随主题变暗" },
  { id: "white", label: "保持白纸" },
] as const;
const SCALES: readonly Settings["textScale"][] = [100, 112, 125, 150];

/** Every choice shows at once; there is nothing to confirm. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { settings, change } = useSettings();
  return (
    <Dialog
      title="设置"
      onClose={onClose}
      onSubmit={onClose}
      actions={
        <Button look="filled" type="submit" autoFocus>
          完成
        </Button>
      }
    >
      <DialogSection title="外观">
        <div className={styles.choices}>
          <Segmented label="主题" choices={THEMES} value={settings.theme} onChange={(theme) => change({ theme })} />
          <Segmented
            label="深色主题下的纸面"
            choices={PAPERS}
            value={settings.paper}
            onChange={(paper) => change({ paper })}
          />
          <Segmented
            label="界面文字大小"
            choices={SCALES.map((scale) => ({ id: String(scale), label: `${scale}%` }))}
            value={String(settings.textScale)}
            onChange={(chosen) => {
              const textScale = SCALES.find((scale) => String(scale) === chosen);
              if (textScale) change({ textScale });
            }}
          />
        </div>
      </DialogSection>
      <DialogSection title="关于">
        <About />
      </DialogSection>
    </Dialog>
  );
}

const DOORS = { desktop: "桌面窗口", browser: "浏览器窗口" };

function About() {
  const api = useApi();
  const [words, setWords] = useState("讲稿匠");
  useEffect(() => {
    // Without an answer the name alone stands there.
    api.app.info({}).then(
      ({ version, door }) => setWords(`讲稿匠 ${version}，${DOORS[door]}。`),
      () => {},
    );
  }, [api]);
  return (
    <>
      <p>{words}</p>
      <p className={styles.words}>讲稿、版式和设置都存在这台电脑上。讲稿匠不联网，不上传任何内容。</p>
    </>
  );
}
