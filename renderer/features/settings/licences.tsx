import { useEffect, useState } from "react";
import { failureOf } from "#core/api/errors";
import { type Licences as Read, readLicences } from "../../transfer.ts";
import styles from "./licences.module.css";

/** The licences of everything that ships, read only when somebody looks: each text once, under the packages it is for. */
export function Licences() {
  const [read, setRead] = useState<Read | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    readLicences().then(
      (found) => wanted && setRead(found),
      (error) => wanted && setFailure(failureOf(error).message),
    );
    return () => {
      wanted = false;
    };
  }, []);
  if (failure) return <p role="alert">{failure}</p>;
  if (!read) return null;
  const without = read.packages.filter(({ text }) => text === null);
  return (
    <div className={styles.licences}>
      <p>
        讲稿匠自己按 MIT 许可证发布。它用到 {read.packages.length} 个别人写的软件包，许可证如下。安装的桌面版还带着
        Electron 和 Chromium，它们的许可证是程序文件夹里的 LICENSE.electron.txt 和 LICENSES.chromium.html。
      </p>
      <ul className={styles.list} aria-label="软件包">
        {read.packages.map(({ name, version, licence }) => (
          <li key={`${name} ${version}`} className={styles.package}>
            <span className={styles.name}>{name}</span>
            <span>{version}</span>
            <span>{licence}</span>
          </li>
        ))}
      </ul>
      {without.length > 0 && (
        <p>
          {without.map(({ name, author }) => (author ? `${name}（${author}）` : name)).join("、")}
          的包里没有附许可证全文，按上面写明的许可证使用。
        </p>
      )}
      {read.texts.map((text, place) => (
        <section key={text.slice(0, 200)}>
          <h4 className={styles.title}>
            {read.packages
              .filter((each) => each.text === place)
              .map(({ name }) => name)
              .join("、")}
          </h4>
          <pre className={styles.text} lang="en">
            {text}
          </pre>
        </section>
      ))}
    </div>
  );
}
