import { useEffect, useState } from "react";
import { useApi } from "../../api.ts";
import { DialogSection } from "../../ui/dialog.tsx";
import styles from "./settings-dialog.module.css";

const DOORS = { desktop: "桌面窗口", browser: "浏览器窗口" };

/** Which program this is, and how anyone can see for themselves that it goes nowhere. */
export function About() {
  const api = useApi();
  const [info, setInfo] = useState<{ version: string; door: keyof typeof DOORS } | null>(null);
  useEffect(() => {
    // Without an answer the name alone stands there.
    api.app.info({}).then(setInfo, () => {});
  }, [api]);
  return (
    <>
      <DialogSection title="关于">
        <p>{info ? `讲稿匠 ${info.version}，${DOORS[info.door]}。` : "讲稿匠"}</p>
        <p className={styles.words}>讲稿、版式和设置都存在这台电脑上。讲稿匠不联网，不上传任何内容。</p>
      </DialogSection>
      <DialogSection title="怎样核实它不联网">
        <ul className={styles.points}>
          <li>拔掉网线、关掉无线网，再用讲稿匠：打开、写、导出、打印，每一样都照常。</li>
          <li>
            {
              "Windows 上打开“资源监视器”，看“网络”一栏里“TCP 连接”的远程地址：讲稿匠没有连接，或者只有 127.0.0.1，那是这台电脑自己。"
            }
          </li>
          <li>
            统信、麒麟和其他 Linux 上，在终端里运行 <code className={styles.code}>ss -tnp</code>
            ：讲稿匠一行也没有，或者只有 127.0.0.1。
          </li>
          <li>
            窗口的内容安全策略以 <code className={styles.code}>default-src 'none'</code>{" "}
            开头：除了程序自己的文件，什么都不许装载。桌面窗口另外拒绝一切 http、https 和 ws 请求。
          </li>
        </ul>
        {info?.door === "browser" && (
          <p className={styles.words}>
            现在用的是浏览器窗口。浏览器是另一个程序，它自己可能检查更新，那与讲稿的内容无关；桌面窗口没有这件事。
          </p>
        )}
        <p className={styles.words}>
          谁能看到什么、文件存在哪里，写在源代码的 SECURITY.md 里，单位的信息部门可以照着查。
        </p>
      </DialogSection>
    </>
  );
}
