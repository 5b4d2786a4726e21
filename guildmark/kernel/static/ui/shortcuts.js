// Keys come from the page: data-shortcut="q" or "g q" clicks or focuses its element; data-shortcut-label says what it does.
// A page's own instrument (the scoring desk) lists keys that it handles itself with data-shortcut-listed.
// Single keys can be switched off by the person (WCAG 2.1.4) and never act while one types.
const SEQUENCE_MS = 1200;
let first = "";
let firstAt = 0;

const on = () => document.body.dataset.shortcuts === "on";
const typing = (element) => element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], trix-editor");

document.addEventListener("keydown", (event) => {
  if (!on() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const sequence = first && event.timeStamp - firstAt < SEQUENCE_MS ? `${first} ${event.key}` : event.key;
  first = "";
  if (sequence === "?") return act(event, () => document.querySelector("[data-opens=keys-dialog]").click());
  const target = find(sequence);
  if (target) return act(event, () => perform(target));
  if (starts(event.key)) [first, firstAt] = [event.key, event.timeStamp];
});

const all = () => [...document.querySelectorAll("[data-shortcut]")].filter((element) => element.checkVisibility());
const find = (keys) => all().find((element) => element.dataset.shortcut === keys);
const starts = (key) => all().some((element) => element.dataset.shortcut.startsWith(`${key} `));

function act(event, deed) {
  event.preventDefault();
  deed();
}

function perform(element) {
  if (element.matches("input:not([type=checkbox], [type=radio]), textarea, select")) element.focus();
  else element.click();
}

const dialog = document.getElementById("keys-dialog");
dialog?.addEventListener("dialog:show", () => {
  const list = dialog.querySelector("[data-keys]");
  const then = document.getElementById("words").dataset.then;
  const everywhere = (element) => Boolean(element.closest(".masthead"));
  const found = [...document.querySelectorAll("[data-shortcut][data-shortcut-label], [data-shortcut-listed]")];
  const listed = found.sort((one, other) => everywhere(one) - everywhere(other)); // this page's own first
  list.replaceChildren(...listed.flatMap((element) => row(element, then)));
  dialog.querySelector("[data-keys-off]").hidden = on();
});

function row(element, then) {
  const term = document.createElement("dt");
  const keys = (element.dataset.shortcut ?? element.dataset.shortcutListed).split(" ");
  keys.forEach((key, index) => {
    if (index) term.append(` ${then} `);
    term.append(Object.assign(document.createElement("kbd"), { textContent: key }));
  });
  const meaning = Object.assign(document.createElement("dd"), { textContent: element.dataset.shortcutLabel });
  return [term, meaning];
}
