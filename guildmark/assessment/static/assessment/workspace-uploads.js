// Files go up as soon as they are chosen or dropped, in parts (tus 1.0), each with its own progress and its own refusal.
// A broken connection is waited out; after a restart the same file, chosen again, goes on where it was.
import { askToSignIn, send, words } from "../ui/net.js";
import { tally } from "./workspace-checklist.js";
import { said } from "./workspace-words.js";

const FIRST = 2 * 2 ** 20; // a part takes about two seconds: a slow line never holds the server for long
const LARGEST = 32 * 2 ** 20;
const AGAIN = 4000;

export function uploads(root) {
  const form = root.querySelector("[data-upload]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const list = root.querySelector('[data-pieces="file"]');
  const take = (files) => [...files].forEach((file) => new Coming(root, form, list, file));
  form.querySelector("[data-drop-hint]").hidden = false;
  input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  });
  root.addEventListener("workspace:files", (event) => take(event.detail));
  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
  }
  for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer.files);
  });
  for (const row of root.querySelectorAll("[data-unfinished]")) unfinished(row, list);
}

class Coming {
  constructor(root, form, list, file) {
    Object.assign(this, { root, form, list, file, done: 0 });
    this.row = document.createElement("li");
    this.row.className = "piece";
    list.append(this.row);
    const refusal = this.#misfit();
    if (refusal) return void refused(this.row, refusal);
    this.#draw();
    this.#begin();
  }

  #misfit() {
    const { limit, mediaLimit, media, room } = this.root.dataset;
    const film = media.split(" ").includes(this.file.name.split(".").pop().toLowerCase());
    const most = Number(film ? mediaLimit : limit);
    const gaps = (bytes) => ({ name: this.file.name, limit: Math.floor(bytes / 2 ** 20) });
    if (!this.file.size) return said("empty", gaps(0));
    if (this.file.size > most) return said("large", gaps(most));
    return this.file.size > Number(room) ? said("room", gaps(Number(room))) : "";
  }

  #draw() {
    this.what = Object.assign(document.createElement("span"), { className: "piece-what" });
    this.bar = Object.assign(document.createElement("progress"), { max: this.file.size, value: 0 });
    this.bar.setAttribute("aria-label", this.file.name);
    this.pausing = button(said("pause"), () => (this.paused ? this.#goOn() : this.#pause()));
    this.row.replaceChildren(this.what, this.bar, this.pausing, button(said("drop"), () => this.#giveUp()));
    this.#say("uploading");
  }

  async #begin() {
    this.upload = new window.tus.Upload(this.file, {
      endpoint: this.form.dataset.tus,
      metadata: { filename: this.file.name, filetype: this.file.type },
      chunkSize: FIRST,
      uploadDataDuringCreation: this.file.size <= FIRST,
      removeFingerprintOnSuccess: true,
      retryDelays: null,
      onBeforeRequest: (request) => {
        request.setHeader("X-CSRFToken", token());
        request.setHeader("X-Requested-With", "guildmark");
        this.sent = performance.now();
      },
      onProgress: (sent) => this.#progress(sent),
      onChunkComplete: (size) => this.#pace(size),
      onSuccess: () => this.#settle(),
      onError: (error) => this.#trouble(error.originalResponse),
    });
    const [earlier] = await this.upload.findPreviousUploads();
    if (earlier) {
      this.upload.resumeFromPreviousUpload(earlier);
      document.querySelector(`[data-unfinished="${CSS.escape(new URL(earlier.uploadUrl, location).pathname)}"]`)?.remove();
    }
    this.upload.start();
  }

  #pace(size) {
    const seconds = Math.max((performance.now() - this.sent) / 1000, 0.05);
    this.upload.options.chunkSize = Math.min(LARGEST, Math.max(FIRST / 8, Math.round((size / seconds) * 2)));
  }

  #progress(sent) {
    this.done = sent;
    this.bar.value = sent;
    this.#say(sent < this.file.size ? "uploading" : "checking");
  }

  #say(state) {
    const percent = Math.floor((this.done / this.file.size) * 100);
    this.what.textContent = said(state, { name: this.file.name, percent });
    this.row.dataset.state = state;
  }

  async #pause() {
    this.paused = true;
    this.pausing.textContent = said("resume");
    await this.upload.abort();
    this.#say("paused");
  }

  #goOn() {
    this.paused = false;
    this.pausing.textContent = said("pause");
    this.#say("uploading");
    this.upload.start();
  }

  async #giveUp() {
    clearTimeout(this.timer);
    await this.upload.abort();
    if (this.upload.url) await send(this.upload.url, { method: "DELETE", headers: { "Tus-Resumable": "1.0.0" } });
    this.row.remove();
  }

  // No answer, or one that says “later”: wait and go on. Anything else is a refusal, in the server's own words.
  async #trouble(response) {
    const status = response?.getStatus() ?? 0;
    if (status === 0 || status === 409 || status === 423 || status === 460 || (status >= 500 && status !== 507)) {
      this.#say("interrupted");
      this.timer = setTimeout(() => this.paused || this.upload.start(), AGAIN);
      return;
    }
    if (status === 401) askToSignIn();
    const again = status === 401 || status === 507;
    refused(this.row, why(status, response?.getBody()), again && (() => {
      this.#draw();
      this.upload.start();
    }));
  }

  async #settle() {
    const answer = await send(this.upload.url);
    if (answer.state === "ok") return void show(this.row, await answer.response.text());
    if (answer.state === "connection" || answer.state === "ours" || answer.state === "session") {
      return void refused(this.row, answer.words || said("session"), () => {
        this.#draw();
        this.#settle();
      });
    }
    return void refused(this.row, (await sentence(answer.response)) || answer.words);
  }
}

// What an earlier visit left: given up, or, of a recording that broke off, kept as far as it arrived.
function unfinished(row, list) {
  const url = row.dataset.unfinished;
  row.querySelector("[data-give-up]").addEventListener("click", async () => {
    const answer = await send(url, { method: "DELETE", headers: { "Tus-Resumable": "1.0.0" } });
    if (answer.state === "ok" || answer.state === "gone") row.remove();
  });
  row.querySelector("[data-keep]")?.addEventListener("click", async () => {
    const size = row.dataset.size;
    const headers = { "Tus-Resumable": "1.0.0", "Upload-Offset": size, "Upload-Length": size, "Content-Type": "application/offset+octet-stream" };
    const ended = await send(url, { method: "PATCH", body: new Blob([]), headers });
    const answer = ended.state === "ok" ? await send(url) : ended;
    if (answer.state !== "ok") return void refused(row, (await sentence(answer.response)) || answer.words);
    const place = document.createElement("li");
    list.append(place);
    row.remove();
    return void show(place, await answer.response.text());
  });
}

export function show(row, html) {
  const made = Object.assign(document.createElement("template"), { innerHTML: html }).content.firstElementChild;
  document.querySelector(`[data-piece="${made.dataset.piece}"]`)?.remove();
  row.replaceWith(made);
  tally();
}

function why(status, body) {
  if (status === 401) return said("session");
  try {
    return JSON.parse(body).sentence;
  } catch {
    return words(status >= 500 ? "ours" : "refused");
  }
}

async function sentence(response) {
  try {
    return (await response.json()).sentence;
  } catch {
    return "";
  }
}

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]").value;

function refused(row, text, again) {
  row.classList.add("piece-refused");
  const what = Object.assign(document.createElement("span"), { className: "piece-what", textContent: text });
  what.setAttribute("role", "alert");
  row.replaceChildren(what);
  if (again) {
    row.append(button(said("again"), () => {
      row.classList.remove("piece-refused");
      again();
    }));
  }
  row.append(button(said("drop"), () => row.remove()));
}

function button(text, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-small btn-quiet", textContent: text });
  made.addEventListener("click", act);
  return made;
}
