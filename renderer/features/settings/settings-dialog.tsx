import { type ReactNode, useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import type { Settings } from "#core/api/contract";
import { keysOf } from "../../commands.ts";
import { useSettings } from "../../settings.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog, DialogSection } from "../../ui/dialog.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";
import { ZOOM_CHOICES } from "../editor/zoom.ts";
import { About } from "./about.tsx";
import { DataFolder } from "./data-folder.tsx";
import { FaceList } from "./face-list.tsx";
import { Licences } from "./licences.tsx";
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
const INTERVALS: readonly Settings["versionEveryMinutes"][] = [10, 30, 60];

const PARTS = [
  { id: "look", label: "外观" },
  { id: "fonts", label: "字体" },
  { id: "saving", label: "保存" },
  { id: "data", label: "数据" },
  { id: "about", label: "关于" },
  { id: "licences", label: "许可证" },
] as const;
type Part = (typeof PARTS)[number]["id"];

/** Every choice shows at once; there is nothing to confirm. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { settings } = useSettings();
  const [part, setPart] = useState<Part>("look");
  const contents: Record<Part, ReactNode> = {
    look: <Look />,
    fonts: (
      <DialogSection title="字体">
        <FaceList layoutId={settings.layoutId} />
      </DialogSection>
    ),
    saving: <Saving />,
    data: (
      <DialogSection title="数据">
        <DataFolder />
      </DialogSection>
    ),
    about: <About />,
    licences: (
      <DialogSection title="许可证">
        <Licences />
      </DialogSection>
    ),
  };
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
      <Tabs
        className={styles.tabs ?? ""}
        orientation="vertical"
        selectedKey={part}
        onSelectionChange={(id) => setPart(id as Part)}
      >
        <TabList aria-label="设置的各部分" className={styles.list ?? ""}>
          {PARTS.map(({ id, label }) => (
            <Tab key={id} id={id} className={styles.tab ?? ""}>
              {label}
            </Tab>
          ))}
        </TabList>
        {PARTS.map(({ id }) => (
          <TabPanel key={id} id={id} className={styles.part ?? ""}>
            {contents[id]}
          </TabPanel>
        ))}
      </Tabs>
    </Dialog>
  );
}

function Look() {
  const { settings, change } = useSettings();
  return (
    <>
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
      <DialogSection title="纸面">
        <div className={styles.choices}>
          <div className={styles.narrow}>
            <Select
              label="缩放"
              labelShown
              choices={ZOOM_CHOICES}
              value={String(settings.zoom)}
              placeholder={`${settings.zoom}%`}
              onChange={(id) => change({ zoom: id === "width" ? "width" : Number(id) })}
            />
          </div>
          <Checkbox isSelected={settings.typewriter} onChange={(typewriter) => change({ typewriter })}>
            打字时光标居中：正在写的一行总在窗口中间
          </Checkbox>
        </div>
      </DialogSection>
    </>
  );
}

function Saving() {
  const { settings, change } = useSettings();
  return (
    <>
      <DialogSection title="保存">
        <p>每次改动一秒之内自动存上，不用按保存，也没有关掉它的开关。存不上时，窗口最下面一行会说明原因。</p>
      </DialogSection>
      <DialogSection title="版本">
        <div className={styles.choices}>
          <Segmented
            label="一直在写的时候，隔多久自动留一个版本"
            choices={INTERVALS.map((minutes) => ({ id: String(minutes), label: `${minutes} 分钟` }))}
            value={String(settings.versionEveryMinutes)}
            onChange={(chosen) => {
              const versionEveryMinutes = INTERVALS.find((minutes) => String(minutes) === chosen);
              if (versionEveryMinutes) change({ versionEveryMinutes });
            }}
          />
          <p className={styles.words}>
            按 {keysOf("draft.save")} 随时可以自己存一个版本。版本在右栏“版本”里，可以看、可以恢复。
          </p>
        </div>
      </DialogSection>
    </>
  );
}
