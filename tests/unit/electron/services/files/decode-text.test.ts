import { describe, expect, it } from "vitest";
import { SpeechError } from "#core/api/errors";
import { decodeText, encodingMessages } from "../../../../../electron/services/files/decode-text.ts";

const SPEECH = "同志们：\n今天，我们在这里召开全县农村工作会议，主要任务是总结经验、部署工作。下面，我讲三点意见。\n";
// 同志们： and 今天的工作，我们要抓好。 in GB18030, as Windows writes them.
const GB = Uint8Array.from(
  "cdacd6bec3c7a3ba0d0abdf1ccecb5c4b9a4d7f7a3accbaccec4d2aad7a5bac3a1a3".match(/../gu) ?? [],
  (byte) => Number.parseInt(byte, 16),
);

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytesOf = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
function utf16(text: string, bigEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), !bigEndian);
  return new Uint8Array(view.buffer);
}

describe("decodeText", () => {
  it.each([
    ["UTF-8", utf8(SPEECH)],
    ["UTF-8", bytesOf(Uint8Array.of(0xef, 0xbb, 0xbf), utf8(SPEECH))],
    ["UTF-16LE", bytesOf(Uint8Array.of(0xff, 0xfe), utf16(SPEECH, false))],
    ["UTF-16BE", bytesOf(Uint8Array.of(0xfe, 0xff), utf16(SPEECH, true))],
    ["UTF-16LE", utf16(SPEECH, false)],
    ["UTF-16BE", utf16(SPEECH, true)],
    ["UTF-16LE", utf16(SPEECH.replaceAll("\n", ""), false)],
    ["UTF-16BE", utf16(SPEECH.replaceAll("\n", ""), true)],
  ] as const)("reads %s with and without its mark", (encoding, bytes) => {
    const decoded = decodeText(bytes);
    expect(decoded).toMatchObject({ encoding, certain: true });
    expect(decoded.text.trim()).toContain(SPEECH.slice(5).trim());
    expect(decoded.text.startsWith("同志们：")).toBe(true);
    expect(encodingMessages(decoded)).toEqual([]);
  });

  it("reads GB18030, with its four-byte characters", () => {
    const decoded = decodeText(bytesOf(GB, Uint8Array.of(0x95, 0x32, 0x82, 0x36)));
    expect(decoded).toMatchObject({ encoding: "GB18030", certain: true });
    expect(decoded.text).toMatch(/^同志们：\r\n今天的工作，/u);
    expect(decoded.text.endsWith("𠀀")).toBe(true);
  });

  it("reads plain ASCII and nothing at all as UTF-8", () => {
    expect(decodeText(utf8("WTO 2026"))).toEqual({ text: "WTO 2026", encoding: "UTF-8", certain: true });
    expect(decodeText(new Uint8Array())).toEqual({ text: "", encoding: "UTF-8", certain: true });
  });

  it("says that it guessed when the text does not read like common Chinese", () => {
    // 龘靐齉 in GBK: valid, but no character of it is common.
    const decoded = decodeText(Uint8Array.of(0xfd, 0x92, 0xec, 0x65, 0xfd, 0x8d));
    expect(decoded.certain).toBe(false);
    expect(encodingMessages(decoded)).toMatchObject([{ level: "unsure", code: "encoding-guessed", paragraph: null }]);
  });

  it("keeps a text that is cut in the middle of a character, and says so", () => {
    const decoded = decodeText(bytesOf(GB, GB, GB, Uint8Array.of(0xcd)));
    expect(decoded).toMatchObject({ encoding: "GB18030", certain: false });
    expect(encodingMessages(decoded)[0]?.message).toContain("有 1 处读不出");
  });

  it.each([
    ["a picture", bytesOf(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), pattern(4000))],
    ["a program", bytesOf(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0), new Uint8Array(64), pattern(4000))],
    ["a run of zero bytes", new Uint8Array(5000)],
    ["control characters", Uint8Array.from({ length: 500 }, (_, at) => at % 8)],
  ])("refuses %s with a sentence", (_, bytes) => {
    expect(() => decodeText(bytes)).toThrowError(SpeechError);
    expect(() => decodeText(bytes)).toThrowError(/没有打开：这个文件里不是文字/u);
  });
});

/** Bytes without order, the same each time. */
function pattern(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state >> 16;
  });
}
