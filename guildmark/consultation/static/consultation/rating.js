// Each tap is kept at once, indicator by indicator; what could not be sent stays in this browser and is sent again.
import { Saver } from "../ui/saving.js";

const PAUSE = 800;
const form = document.querySelector("[data-rating]");
const told = form.querySelector("[data-saved]");
const left = form.querySelector("[data-left]");
const lines = new Map();

for (const part of form.querySelectorAll("[data-line]")) {
  const fields = () =>
    Object.fromEntries([...part.querySelectorAll("input:checked, textarea")].map((one) => [one.dataset.name, one.value]));
  lines.set(part.dataset.line, { part, url: part.dataset.url, revision: 0, fields });
}

function isWhole({ fields }) {
  const said = fields();
  return said.importance === "0" || ["importance", "frequency", "clarity"].every((name) => said[name]);
}

function count() {
  left.textContent = [...lines.values()].filter((line) => !isWhole(line)).length;
}

function state(now, words = "") {
  told.dataset.state = now;
  told.textContent = words || { saving: told.dataset.savingText, saved: told.dataset.savedText }[now] || "";
}

const saver = new Saver({ lines, storeKey: `rating-${form.dataset.rating}`, on: { state, saved() {}, conflict() {} } });
for (const [key, { part }] of lines) {
  let timer;
  part.addEventListener("change", () => (count(), saver.put(key)));
  part.querySelector("textarea").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => saver.put(key), PAUSE);
  });
}
for (const [key, kept] of saver.remembered()) {
  const part = lines.get(key)?.part;
  for (const [name, value] of Object.entries(part ? kept : {})) {
    const box = part.querySelector(`textarea[data-name="${CSS.escape(name)}"]`);
    const radio = part.querySelector(`input[data-name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
    if (box) box.value = value;
    if (radio) radio.checked = true;
  }
  if (part) saver.put(key);
}
addEventListener("pagehide", () => saver.dispatch());
count();
