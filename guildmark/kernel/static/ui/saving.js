// Saves line by line, one at a time and in order, so that quick clicks can't race and the last one wins.
// What could not be sent stays in this browser and is sent again, after a reload too.
import { send } from "./net.js";

const RETRY_MS = 3000;

export class Saver {
  // lines: key → { url, fields(): object, revision, stored(answer) }. `on` hears state, saved(key, answer), conflict(key, stored).
  constructor({ lines, on, storeKey }) {
    this.lines = lines;
    this.on = on;
    this.storeKey = storeKey;
    this.dirty = new Set();
    this.stuck = new Set(); // in conflict: waits for a choice
    this.sending = null;
    this.working = null;
  }

  get clean() {
    return !this.dirty.size && !this.sending;
  }

  put(key) {
    this.dirty.add(key);
    this.#remember();
    this.on.state("saving");
    return this.#work();
  }

  // Resolves to true when everything that was to be saved has been.
  async flush() {
    while (!this.clean) if (!(await this.#work())) return false;
    return !this.stuck.size;
  }

  settle(key, revision) {
    this.stuck.delete(key);
    this.lines.get(key).revision = revision;
  }

  // On leaving for good: what is left goes out with requests that outlive the page.
  dispatch() {
    for (const key of this.dirty) {
      const line = this.lines.get(key);
      const revision = this.sending === key ? line.revision + 1 : line.revision;
      send(line.url, { body: body(line.fields(), revision), keepalive: true });
    }
  }

  #work() {
    this.working ??= this.#run().finally(() => (this.working = null));
    return this.working;
  }

  async #run() {
    while (this.dirty.size) {
      const [key] = this.dirty;
      this.dirty.delete(key);
      this.sending = key;
      const good = await this.#send(key);
      this.sending = null;
      this.#remember();
      if (!good) return false;
    }
    this.on.state(this.stuck.size ? "conflict" : "saved");
    return true;
  }

  async #send(key) {
    const line = this.lines.get(key);
    const answer = await send(line.url, { body: body(line.fields(), line.revision), keepalive: true });
    if (answer.state === "ok") {
      const told = await answer.response.json();
      line.revision = told.revision;
      this.on.saved(key, told);
      return true;
    }
    if (answer.state === "conflict") {
      this.stuck.add(key);
      this.on.conflict(key, await answer.response.json());
      return true;
    }
    this.dirty.add(key);
    const told = answer.state === "refused" || answer.state === "invalid" ? await sentence(answer.response) : answer.words;
    this.on.state(answer.state, told);
    if (answer.state === "connection" || answer.state === "ours") setTimeout(() => this.#work(), RETRY_MS);
    return false;
  }

  #remember() {
    const kept = {};
    for (const key of [...this.dirty, ...(this.sending ? [this.sending] : [])]) {
      const line = this.lines.get(key);
      kept[key] = { ...line.fields(), revision: line.revision };
    }
    try {
      if (Object.keys(kept).length) localStorage.setItem(this.storeKey, JSON.stringify(kept));
      else localStorage.removeItem(this.storeKey);
    } catch {
      // a browser that keeps nothing still sends
    }
  }

  // What an earlier visit could not send: [key, fields] pairs.
  remembered() {
    try {
      return Object.entries(JSON.parse(localStorage.getItem(this.storeKey) ?? "{}"));
    } catch {
      return [];
    }
  }
}

function body(fields, revision) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, revision })) form.set(name, value ?? "");
  return form;
}

async function sentence(response) {
  try {
    return (await response.json()).sentence ?? "";
  } catch {
    return "";
  }
}
