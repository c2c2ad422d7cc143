import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { unzip } from "../../../../../electron/services/files/unzip.ts";

const code = (name: string) => expect.objectContaining({ code: name });

/** The place of the first local header or central entry whose name is `name`. */
function headerOf(zip: Buffer, signature: number, name: string): number {
  const nameAt = signature === 0x04034b50 ? 30 : 46;
  for (let at = 0; at < zip.length - 4; at += 1) {
    if (
      zip.readUInt32LE(at) === signature &&
      zip.subarray(at + nameAt, at + nameAt + name.length).toString() === name
    ) {
      return at;
    }
  }
  throw new Error(`No header for ${name}`);
}
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;

describe("unzip", { timeout: 30_000 }, () => {
  it("unpacks text parts and leaves pictures packed", async () => {
    const zip = zipSync({
      mimetype: strToU8("a/b"),
      "word/a.xml": strToU8("<a/>"),
      "x/_rels/b.rels": strToU8("<b/>"),
      "word/media/c.png": strToU8("c"),
    });
    const parts = await unzip(zip);
    expect([...parts].map(([name, bytes]) => [name, Buffer.from(bytes).toString()])).toEqual([
      ["mimetype", "a/b"],
      ["word/a.xml", "<a/>"],
      ["x/_rels/b.rels", "<b/>"],
    ]);
  });

  it("does not inflate a picture however large it says it is", async () => {
    const zip = zipSync({ "a.xml": strToU8("<a/>"), "b.png": new Uint8Array(41 << 20) });
    expect([...(await unzip(zip)).keys()]).toEqual(["a.xml"]);
  });

  it.each([
    ["a part larger than 40 MB", { "a.xml": new Uint8Array(40 * 1024 * 1024 + 1) }, 0],
    [
      "parts larger than 80 MB together",
      { "a.xml": new Uint8Array(39 << 20), "b.xml": new Uint8Array(39 << 20), "c.xml": new Uint8Array(3 << 20) },
      0,
    ],
    ["a part that unfolds more than 200 times", { "a.xml": new Uint8Array(2 << 20) }, 9],
    ["a path outside the package", { "../../a.xml": strToU8("<a/>") }, 0],
    ["an absolute path", { "/a.xml": strToU8("<a/>") }, 0],
    ["two parts whose names differ in case only", { "a.xml": strToU8("<a/>"), "A.xml": strToU8("<b/>") }, 0],
    [
      "2,001 parts",
      Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`${index}.xml`, new Uint8Array(0)])),
      0,
    ],
  ] as const)("refuses %s", async (_, files, level) => {
    await expect(unzip(zipSync(files as Record<string, Uint8Array>, { level }))).rejects.toEqual(code("file.hostile"));
  });

  it("counts real bytes when the headers lie about the size", async () => {
    const zip = Buffer.from(zipSync({ "a.xml": new Uint8Array(30 << 20) }));
    zip.writeUInt32LE(100, headerOf(zip, CENTRAL, "a.xml") + 24);
    await expect(unzip(zip)).rejects.toEqual(code("file.hostile"));
  });

  it.each([
    ["is cut short", (zip: Buffer) => zip.subarray(0, zip.length / 2)],
    ["is only a beginning", () => Buffer.from("PK\u0003\u0004")],
    ["holds less than it says", (zip: Buffer) => void zip.writeUInt32LE(5000, headerOf(zip, CENTRAL, "a.xml") + 24)],
    [
      "has a flipped bit",
      (zip: Buffer) =>
        void zip.writeUInt8((zip[headerOf(zip, LOCAL, "a.xml") + 40] ?? 0) ^ 1, headerOf(zip, LOCAL, "a.xml") + 40),
    ],
    ["is encrypted as a zip", (zip: Buffer) => void zip.writeUInt16LE(1, headerOf(zip, CENTRAL, "a.xml") + 8)],
  ])("calls a zip damaged that %s", async (_, damage) => {
    const zip = Buffer.from(zipSync({ "a.xml": [strToU8("<a>text</a>".repeat(20)), { level: 0 }] }));
    await expect(unzip(damage(zip) ?? zip)).rejects.toEqual(code("file.damaged"));
  });
});
