// Autosave: two seconds after one stops typing; again and again while it can't; never over what another tab wrote.
import { send } from "../ui/net.js";
import { clash } from "./workspace-clash.js";
import { said } from "./workspace-words.js";

const IDLE = 2000;
const AGAIN = { connection: 4000, ours: 10000, session: 0 };
const MOST_ON_LEAVING = 15000; // browsers send at most 64 KB after a page is gone
const tab = crypto.randomUUID?.() ?? String(Math.random()).slice(2);

export class Saver {
  constructor(boxes, status) {
    this.boxes = boxes;
    this.status = status;
    this.timers = new Map();
    this.flights = new Map();
    addEventListener("online", () => this.flush());
    addEventListener("focus", () => this.#retry());
    new BroadcastChannel("guildmark").addEventListener("message", (event) => event.data === "signed-in" && this.flush());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.#leave());
  }

  // What this browser kept and the server never acknowledged comes back when the page is opened again.
  resume(box) {
    const kept = box.kept();
    if (!kept || kept.text === box.saved) return box.forget();
    box.text = kept.text;
    if (box.text === box.saved) return box.forget();
    box.revisionInput.value = kept.revision;
    box.keep();
    box.changed(box);
    this.#say("typing", said("restored"));
    return this.save(box);
  }

  typed(box) {
    if (box.clashing) return;
    if (!["connection", "ours", "session"].includes(this.status.dataset.state)) this.#say("typing");
    this.#later(box, IDLE);
  }

  async flush() {
    await Promise.all(this.boxes.map((box) => this.save(box)));
    return this.boxes.every((box) => !box.unsaved && !box.clashing);
  }

  async save(box) {
    clearTimeout(this.timers.get(box));
    if (this.flights.has(box)) await this.flights.get(box);
    if (!box.unsaved || box.clashing) return;
    const flight = this.#send(box);
    this.flights.set(box, flight);
    await flight;
    this.flights.delete(box);
  }

  async #send(box) {
    const text = box.text;
    this.#say("saving");
    const keepalive = document.visibilityState === "hidden" && text.length < MOST_ON_LEAVING;
    const answer = await send(box.url, { body: this.#body(box, text), keepalive });
    if (answer.state === "ok") return this.#acknowledged(box, text, await answer.response.json());
    if (answer.state === "conflict") return this.#clash(box, text, await answer.response.json());
    if (answer.state in AGAIN) {
      this.#say(answer.state);
      if (AGAIN[answer.state]) this.#later(box, AGAIN[answer.state]);
      return undefined;
    }
    return this.#say("ours", (await sentence(answer.response)) || answer.words);
  }

  #body(box, text) {
    const body = new FormData();
    body.set("text", text);
    body.set("revision", box.revision);
    body.set("tab", tab);
    return body;
  }

  #acknowledged(box, text, { revision }) {
    box.acknowledge(text, revision);
    if (box.unsaved) this.#later(box, IDLE);
    else if (this.boxes.every((one) => !one.unsaved)) this.#say("saved");
  }

  #clash(box, mine, { text: theirs, revision, kept }) {
    box.clashing = true;
    this.#say("clash");
    clash(box, theirs, async (chosen) => {
      box.clashing = false;
      box.revisionInput.value = revision;
      box.saved = theirs;
      box.text = chosen;
      if (box.text === theirs) box.forget();
      await this.save(box);
      if (!box.unsaved && !box.clashing) await this.#settle(box, kept);
    }, mine);
  }

  async #settle(box, kept) {
    const body = new FormData();
    body.set("choice", "discard");
    await send(box.url.replace(/boxes\/.*$/, `kept/${kept}/`), { body });
    this.#say("saved");
  }

  #later(box, wait) {
    clearTimeout(this.timers.get(box));
    this.timers.set(box, setTimeout(() => this.save(box), wait));
  }

  #retry() {
    if (["connection", "ours", "session"].includes(this.status.dataset.state)) this.flush();
  }

  #leave() {
    for (const box of this.boxes) {
      if (!box.unsaved || box.clashing || this.flights.has(box)) continue;
      box.keep();
      this.save(box);
    }
  }

  sayUnsent() {
    const state = this.status.dataset.state;
    if (!["connection", "ours", "session", "clash"].includes(state)) this.#say("typing", said("unsent"));
    this.status.scrollIntoView({ block: "center" });
  }

  #say(state, words = said(state)) {
    this.status.hidden = false;
    this.status.dataset.state = state;
    const time = state === "saved" ? ` ${new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })}` : "";
    this.status.textContent = words + time;
  }
}

async function sentence(response) {
  try {
    return (await response.json()).sentence;
  } catch {
    return "";
  }
}
