// The version editor: each box saves itself shortly after typing stops, one save after the other; a button waits for
// whatever is still on its way, so that nothing typed is lost.
import { send } from "../ui/net.js";

const editor = document.querySelector("[data-editor]");
const PAUSE = 700;
const timers = new Map();
let line = Promise.resolve();
let waiting = 0;

editor.addEventListener("input", (event) => later(event.target.closest("[data-place]"), PAUSE));
editor.addEventListener("change", (event) => later(event.target.closest("[data-place]"), 0));

function later(box, pause) {
  if (!box) return;
  clearTimeout(timers.get(box));
  say(box, editor.dataset.saving, "saving");
  timers.set(box, setTimeout(() => queue(box), pause));
}

function queue(box) {
  clearTimeout(timers.get(box));
  timers.delete(box);
  waiting += 1;
  line = line.then(() => save(box)).finally(() => { waiting -= 1; });
  return line;
}

async function save(box) {
  const body = new FormData();
  body.set("place", box.dataset.place);
  if (box.dataset.language) body.set("language", box.dataset.language);
  for (const value of typed(box)) body.append("value", value);
  const answer = await send(editor.dataset.changes, { body });
  if (answer.state !== "ok" && answer.state !== "invalid" && answer.state !== "conflict") {
    say(box, answer.words, "bad");
    if (answer.state === "connection") timers.set(box, setTimeout(() => queue(box), 5000));
    return;
  }
  const told = await answer.response.json();
  say(box, told.said, answer.state === "ok" ? "saved" : "bad");
  if (told.standing) document.getElementById("standing").innerHTML = told.standing;
}

function typed(box) {
  const ticks = [...box.querySelectorAll("input[type=checkbox]")];
  if (ticks.length) return ticks.filter((tick) => tick.checked).map((tick) => tick.value);
  return [box.querySelector("input, textarea, select").value];
}

function say(box, words, state) {
  const said = box.querySelector(".said");
  said.textContent = words;
  said.dataset.state = state;
}

async function everythingSaved() {
  for (const box of [...timers.keys()]) queue(box);
  await line;
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method === "dialog" || (!timers.size && !waiting) || form.dataset.flushed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  await everythingSaved();
  form.dataset.flushed = "yes";
  form.requestSubmit(event.submitter);
}, true);

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  if (!link || link.target || event.ctrlKey || event.metaKey || (!timers.size && !waiting)) return;
  event.preventDefault();
  await everythingSaved();
  location.href = link.href;
});

addEventListener("beforeunload", (event) => {
  if (timers.size || waiting) event.preventDefault();
});
