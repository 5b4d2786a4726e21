// What is recorded goes up as it comes (tus 1.0, its length told at the end). A break is waited out: what wasn't
// acknowledged is kept here, and goes on from where the server says it is.
import { send } from "../ui/net.js";

const TUS = { "Tus-Resumable": "1.0.0" };
const WAIT = 3000;

export class Tape {
  constructor(endpoint, name, told) {
    Object.assign(this, { endpoint, told, name, url: null, offset: 0, parts: [], ended: false, dropped: false });
    this.finished = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
    this.running = false;
  }

  push(part) {
    if (part.size) this.parts.push(part);
    this.#run();
  }

  end() {
    this.ended = true;
    this.#run();
    return this.finished;
  }

  async drop() {
    this.dropped = true;
    this.parts = [];
    if (this.url) await send(this.url, { method: "DELETE", headers: TUS });
  }

  async #run() {
    if (this.running || this.dropped) return;
    this.running = true;
    try {
      while (!this.dropped && (this.parts.length || this.ended)) {
        if (await this.#step()) break;
      }
    } catch (refusal) {
      this.dropped = true;
      this.reject(refusal);
    }
    this.running = false;
  }

  async #step() {
    if (!this.url) return this.#begin();
    if (!this.parts.length) {
      await this.#patch(new Blob([]), { "Upload-Length": String(this.offset) });
      if (this.parts.length || !this.settled) return false;
      this.resolve(this.url);
      return true;
    }
    const body = new Blob(this.parts);
    this.parts = [body];
    await this.#patch(body);
    return false;
  }

  async #begin() {
    const filename = btoa(String.fromCharCode(...new TextEncoder().encode(this.name)));
    const headers = { ...TUS, "Upload-Defer-Length": "1", "Upload-Metadata": `filename ${filename}` };
    const answer = await send(this.endpoint, { headers });
    if (answer.state === "ok") this.url = answer.response.headers.get("Location");
    else await this.#later(answer);
    return false;
  }

  async #patch(body, more = {}) {
    const headers = { ...TUS, ...more, "Upload-Offset": String(this.offset), "Content-Type": "application/offset+octet-stream" };
    const answer = await send(this.url, { method: "PATCH", body, headers });
    if (answer.state !== "ok") return this.#later(answer);
    this.#reached(Number(answer.response.headers.get("Upload-Offset")));
    this.settled = "Upload-Length" in more;
    return undefined;
  }

  #reached(offset) {
    const all = new Blob(this.parts);
    const rest = all.slice(offset - this.offset);
    this.offset = offset;
    this.parts = rest.size ? [rest] : [];
    this.told(offset);
  }

  async #later({ state, response }) {
    const status = response?.status ?? 0;
    const wait = state === "connection" || state === "session" || status === 409 || status === 423 || status === 460 || status >= 500;
    if (!wait) throw new Error((await response.json().catch(() => ({}))).sentence ?? "");
    this.told(this.offset, true);
    await new Promise((resolve) => setTimeout(resolve, WAIT));
    if (!this.url || this.dropped) return;
    const head = await send(this.url, { method: "HEAD", headers: TUS });
    if (head.state !== "ok") return;
    const there = Number(head.response.headers.get("Upload-Offset"));
    if (there >= this.offset) this.#reached(there);
    this.settled = head.response.headers.has("Upload-Length") && there === Number(head.response.headers.get("Upload-Length"));
  }
}
