import { expect, it } from "vitest";
import type { HostEvent } from "#core/api/contract";
import { Transfers } from "../../../../electron/host/transfers.ts";
import { LARGEST_FILE } from "../../../../electron/services/files.ts";

function start() {
  const transfers = new Transfers();
  const gone = new AbortController();
  const events: HostEvent[] = [];
  const ask = () => {
    const files = transfers.ask({ accept: [".txt"], source: "dialog" }, (event) => events.push(event), gone.signal);
    const event = events.at(-1);
    if (event?.name !== "transfer.ask") throw new Error("the page was not asked");
    return { files, url: event.data.url };
  };
  const request = async (method: string, path: string, body?: BodyInit, headers = {}) => {
    const init = { method, headers, ...(body !== undefined && { body, duplex: "half" }) };
    return transfers.respond(new Request(`http://127.0.0.1${path}`, init));
  };
  return { transfers, gone, events, ask, request };
}

it("collects the files that a page puts, in their order", async () => {
  const { ask, request } = start();
  const { files, url } = ask();
  const second = request("PUT", `${url}/1?of=2&name=${encodeURIComponent("乙.txt")}`, "二");
  const first = request("PUT", `${url}/0?of=2&name=${encodeURIComponent("甲.txt")}`, "一");
  expect((await Promise.all([first, second])).map(({ status }) => status)).toEqual([204, 204]);
  expect((await files).map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
    ["甲.txt", "一"],
    ["乙.txt", "二"],
  ]);
  expect((await request("PUT", `${url}/0?of=2&name=x`, "again")).status).toBe(404);
});

it("ends with nothing when the page cancels or goes away", async () => {
  const { ask, request, gone } = start();
  const cancelled = ask();
  expect((await request("DELETE", cancelled.url)).status).toBe(204);
  expect(await cancelled.files).toEqual([]);
  const left = ask();
  gone.abort();
  expect(await left.files).toEqual([]);
});

it.each(["/0?of=0&name=a", "/0?of=1.5&name=a", "/2?of=2&name=a", "/-1?of=2&name=a", "/x?of=2&name=a", "/0?of=2"])(
  "refuses a place that was not asked for: %s",
  async (place) => {
    const { ask, request } = start();
    expect((await request("PUT", `${ask().url}${place}`, "x")).status).toBe(400);
  },
);

it("answers more than 100 files with a sentence instead of waiting for them", async () => {
  const { ask, request } = start();
  const { files, url } = ask();
  expect((await request("PUT", `${url}/0?of=101&name=a.txt`, "x")).status).toBe(413);
  expect(await files).toMatchObject([{ problem: expect.stringContaining("一次最多打开 100 个文件") }]);
  expect((await request("PUT", `${url}/1?of=101&name=b.txt`, "x")).status).toBe(404);
});

it("says of one file that it is too large and still takes the other", async () => {
  const { ask, request } = start();
  const { files, url } = ask();
  const tooLong = { "content-length": String(LARGEST_FILE + 1) };
  expect((await request("PUT", `${url}/0?of=2&name=big.docx`, "x", tooLong)).status).toBe(413);
  await request("PUT", `${url}/1?of=2&name=small.txt`, "x");
  const [big, small] = await files;
  expect(big).toMatchObject({ problem: expect.stringContaining("“big.docx”：文件超过 64 MB") });
  expect(small?.problem).toBeUndefined();
});

it("stops reading a file that is longer than it said", async () => {
  const { ask, request } = start();
  const { files, url } = ask();
  const megabyte = new Uint8Array(1024 * 1024);
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += megabyte.length;
      controller.enqueue(megabyte);
    },
  });
  expect((await request("PUT", `${url}/0?of=1&name=endless.docx`, endless)).status).toBe(413);
  expect((await files)[0]?.problem).toBeDefined();
  expect(sent).toBeLessThan(LARGEST_FILE + 4 * megabyte.length);
});

it("says of a file that broke off that it was not read", async () => {
  const { ask, request } = start();
  const { files, url } = ask();
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("gone")) });
  await request("PUT", `${url}/0?of=1&name=${encodeURIComponent("材料")}`, broken);
  expect((await files)[0]?.problem).toContain("没有打开“材料”：文件没有读完");
});

it("gives an offered file once, under its own name", async () => {
  const { transfers, events, request } = start();
  transfers.offer("讲话'稿.docx", new Uint8Array([1, 2, 3]), (event) => events.push(event));
  const event = events[0];
  if (event?.name !== "transfer.offer") throw new Error("nothing was offered");
  const response = await request("GET", event.data.url);
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
  expect(response.headers.get("content-disposition")).toBe(
    "attachment; filename*=UTF-8''%E8%AE%B2%E8%AF%9D%27%E7%A8%BF.docx",
  );
  expect((await request("GET", event.data.url)).status).toBe(404);
});
