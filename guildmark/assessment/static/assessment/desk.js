// The scoring desk. Every change is saved at once, in order; going on waits until it is.
import { send, toast } from "../ui/net.js";
import { openBank } from "./desk-bank.js";
import { listenToKeys } from "./desk-keys.js";
import { startMark } from "./desk-marks.js";
import { arrangePanes, show } from "./desk-panes.js";
import { Saver } from "../ui/saving.js";
import { showStanding } from "./desk-standing.js";

const TYPING_MS = 700;
const UNDO_MS = 10000;
const desk = document.getElementById("desk");
const texts = { ...document.getElementById("desk-texts").dataset, ...desk.dataset };
const criteria = [...document.querySelectorAll("[data-criterion]")];
const notes = document.getElementById("notes");
const saved = document.getElementById("desk-saved");
const box = (criterion) => criterion.querySelector(".rationale textarea");
const radios = (criterion) => [...criterion.querySelectorAll("input[type=radio]")];
const levelOf = (criterion) => radios(criterion).find((radio) => radio.checked)?.value ?? "";
const lastLevel = new Map(criteria.map((criterion) => [criterion, levelOf(criterion)]));
let current = criteria.find((criterion) => !levelOf(criterion)) ?? criteria[0];
let done = null; // the last level chosen, to be undone

const lines = new Map(criteria.map((criterion) => [criterion.dataset.criterion, {
  url: `${texts.scoresUrl}${criterion.dataset.criterion}/`,
  revision: Number(criterion.dataset.revision),
  fields: () => ({ level: levelOf(criterion), rationale: box(criterion).value }),
}]));
lines.set("notes", { url: texts.notesUrl, revision: Number(notes.dataset.revision), fields: () => ({ text: notes.value }) });

const saver = new Saver({ lines, storeKey: `guildmark-desk-${texts.seat}`, on: { state: tell, saved: heard, conflict: keepBoth } });

function tell(state, words = "") {
  const said = { saving: texts.saving, saved: texts.saved, connection: texts.waiting, ours: texts.ours, conflict: "" };
  saved.dataset.state = state;
  saved.textContent = said[state] ?? words;
  if (words && !(state in said)) toast(words, "warn");
}

function heard(key, answer) {
  if (answer.standing) showStanding(answer.standing);
}

// Levels
function chosen(criterion, { goOn = false } = {}) {
  done = { criterion, before: lastLevel.get(criterion), at: performance.now() };
  lastLevel.set(criterion, levelOf(criterion));
  saver.put(criterion.dataset.criterion);
  const wanting = wantsReason(criterion);
  hintAt(criterion);
  if (goOn && wanting) return box(criterion).focus();
  if (goOn) setCurrent(nextUnscored(criterion) ?? criterion);
}

const isBelow = (criterion) => levelOf(criterion) && Number(levelOf(criterion)) < Number(criterion.dataset.enough);
const wantsReason = (criterion) => isBelow(criterion) && !box(criterion).value.trim();

function hintAt(criterion) {
  const hint = criterion.querySelector("[data-why]");
  hint.hidden = !wantsReason(criterion);
  hint.textContent = hint.hidden ? "" : texts.why;
  criterion.querySelector("[data-optional]").hidden = Boolean(isBelow(criterion));
  if (levelOf(criterion) && hint.hidden) criterion.removeAttribute("data-lacking");
}

function nextUnscored(from) {
  const after = criteria.slice(criteria.indexOf(from) + 1).concat(criteria);
  return after.find((criterion) => !levelOf(criterion));
}

function setCurrent(criterion, { focus = true } = {}) {
  for (const one of criteria) one.toggleAttribute("data-current", one === criterion);
  current = criterion;
  if (!focus) return;
  show("rubric");
  criterion.focus({ preventScroll: true });
  criterion.scrollIntoView({ block: criterion.offsetHeight > criterion.closest(".pane").clientHeight ? "start" : "nearest" });
}

function undo() {
  if (!done || performance.now() - done.at > UNDO_MS) return toast(texts.nothing, "info", { lasts: 3000 });
  const { criterion, before } = done;
  for (const radio of radios(criterion)) radio.checked = radio.value === before;
  lastLevel.set(criterion, before);
  done = null;
  hintAt(criterion);
  saver.put(criterion.dataset.criterion);
  setCurrent(criterion);
  toast(texts.undone.replace("{criterion}", criterion.dataset.title), "info", { lasts: 3000 });
}

// Typing
function saveSoon(element, key) {
  let timer = 0;
  const now = () => {
    clearTimeout(timer);
    if (timer) saver.put(key);
    timer = 0;
  };
  element.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(now, TYPING_MS);
  });
  element.addEventListener("blur", now);
  return now;
}

const typed = [saveSoon(notes, "notes")];
for (const criterion of criteria) {
  criterion.addEventListener("change", (event) => event.target.type === "radio" && chosen(criterion));
  criterion.addEventListener("focusin", () => setCurrent(criterion, { focus: false }));
  box(criterion).addEventListener("input", () => hintAt(criterion));
  typed.push(saveSoon(box(criterion), criterion.dataset.criterion));
  hintAt(criterion);
}

// Two versions of one line: both shown, one chosen
function keepBoth(key, { sentence, stored }) {
  tell("conflict");
  const criterion = document.querySelector(`[data-criterion="${CSS.escape(key)}"]`);
  const place = criterion ?? notes.closest(".field");
  place.querySelector(".notice")?.remove();
  const notice = Object.assign(document.createElement("div"), { className: "notice notice-warn" });
  notice.setAttribute("role", "alert");
  const there = texts.there.replace("{level}", stored.level ?? "–").replace("{text}", stored.rationale);
  notice.append(paragraph(sentence), paragraph(there));
  const choice = Object.assign(document.createElement("div"), { className: "cluster" });
  choice.append(
    button(texts.keep, () => settle(key, stored, notice, () => saver.put(key))),
    button(texts.take, () => settle(key, stored, notice, () => take(criterion, stored))),
  );
  notice.append(choice);
  place.append(notice);
  notice.scrollIntoView({ block: "nearest" });
}

function settle(key, stored, notice, deed) {
  saver.settle(key, stored.revision);
  notice.remove();
  deed();
  tell("saved");
}

function take(criterion, stored) {
  if (!criterion) return void (notes.value = stored.rationale);
  for (const radio of radios(criterion)) radio.checked = radio.value === String(stored.level);
  box(criterion).value = stored.rationale;
  lastLevel.set(criterion, levelOf(criterion));
  hintAt(criterion);
}

const paragraph = (text) => Object.assign(document.createElement("p"), { textContent: text });
function button(text, deed) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-small", textContent: text });
  made.addEventListener("click", deed);
  return made;
}

// Leaving
async function everythingSaved() {
  for (const now of typed) now();
  return saver.flush();
}

async function go(link) {
  if (await everythingSaved()) location.assign(link.href);
}

for (const link of document.querySelectorAll("[data-leave]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(link);
  });
}
addEventListener("pagehide", () => {
  for (const now of typed) now();
  saver.dispatch();
});
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && typed.forEach((now) => now()));
addEventListener("beforeunload", (event) => {
  for (const now of typed) now();
  if (saved.dataset.state === "connection" || saved.dataset.state === "ours") event.preventDefault();
});

// Sealing
const sealing = document.getElementById("seal-form");
sealing.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (sealing.dataset.on || lacks()) return;
  sealing.dataset.on = "yes";
  if (await everythingSaved()) return sealing.submit();
  delete sealing.dataset.on;
});

function lacks() {
  const unscored = criteria.filter((criterion) => !levelOf(criterion));
  const unexplained = criteria.filter(wantsReason);
  for (const criterion of criteria) criterion.toggleAttribute("data-lacking", unscored.includes(criterion) || unexplained.includes(criterion));
  if (unscored.length) {
    toast(texts.missing.replace("{criteria}", unscored.map((one) => one.dataset.title).join(", ")), "warn");
    setCurrent(unscored[0]);
  } else if (unexplained.length) {
    setCurrent(unexplained[0]);
    box(unexplained[0]).focus();
  }
  return unscored.length + unexplained.length > 0;
}

listenToKeys({
  level(number) {
    const radio = radios(current).find((one) => Number(one.value) === number);
    if (!radio) return;
    radio.checked = true;
    chosen(current, { goOn: true });
  },
  step: (way) => setCurrent(criteria[Math.min(Math.max(criteria.indexOf(current) + way, 0), criteria.length - 1)]),
  comment: () => { show("rubric"); box(current).focus(); },
  undo,
  follow: (key) => { const link = document.querySelector(`[data-leave][data-key=${key}]`); if (link) go(link); },
  seal: () => sealing.requestSubmit(),
  leaveBox: () => setCurrent(current),
  more: {
    b: () => openBank({
      criterion: current.dataset.criterion, title: current.dataset.title, written: box(current).value,
      insert: (text) => insert(current, text),
    }),
    t: () => { show("notes"); startMark(current.dataset.criterion); },
    m: () => unfold("more", "textarea"),
    s: () => unfold("cant", "button, input"),
    x: () => unfold("examples", "summary"),
  },
});

function insert(criterion, text) {
  const area = box(criterion);
  area.value = [area.value.trim(), text].filter(Boolean).join("\n");
  hintAt(criterion);
  saver.put(criterion.dataset.criterion);
  show("rubric");
  area.focus();
}

function unfold(id, focused) {
  const part = document.getElementById(id);
  if (!part) return;
  show("notes");
  part.open = true;
  part.scrollIntoView({ block: "nearest" });
  part.querySelector(focused)?.focus();
}

document.addEventListener("desk:show", (event) => show(event.detail));
const examples = document.getElementById("examples");
examples.addEventListener("toggle", async () => {
  const into = examples.querySelector("[data-into]");
  if (!examples.open || into.childElementCount) return;
  const answer = await send(examples.dataset.url, { method: "GET" });
  if (answer.state === "ok") into.innerHTML = await answer.response.text();
});

// What an earlier visit could not send is put back and sent now
for (const [key, kept] of saver.remembered()) {
  const line = lines.get(key);
  if (!line) continue;
  const criterion = criteria.find((one) => one.dataset.criterion === key);
  if (criterion) take(criterion, kept);
  else notes.value = kept.text;
  line.revision = kept.revision;
  saver.put(key);
}
arrangePanes();
setCurrent(current, { focus: false });
desk.dataset.ready = "yes";
