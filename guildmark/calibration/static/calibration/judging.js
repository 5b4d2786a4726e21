// What a judge chooses is kept at once, line by line; what could not be sent stays in this browser and is sent again.
import { Saver } from "../ui/saving.js";

const page = document.querySelector("[data-judging]");
const form = document.querySelector(".judge-form[data-levels]");
const told = document.querySelector("[data-saved]");
const left = document.querySelector("[data-left-number]");

const lines = new Map();
for (const part of page?.querySelectorAll("[data-line]") ?? []) {
  const own = () => part.querySelector("input[type=radio]:checked");
  const name = part.querySelector("input[type=radio]")?.name;
  if (!name || part.disabled) continue;
  const url = part.matches("form") ? part.action : form.dataset.levels;
  lines.set(part.dataset.line, { part, url, revision: 0, fields: () => (own() ? { [name]: own().value } : {}) });
}

function state(now, words = "") {
  for (const one of told ? [told] : []) {
    one.dataset.state = now;
    one.textContent = words || { saving: one.dataset.savingText, saved: one.dataset.savedText }[now] || "";
  }
}

function count() {
  if (!left) return;
  const open = [...lines.values()].filter(({ part }) => part.matches("fieldset") && !part.querySelector("input:checked"));
  left.textContent = open.length;
}

if (lines.size) {
  const storeKey = `judging-${page.dataset.judging}`;
  const saver = new Saver({ lines, storeKey, on: { state, saved() {}, conflict() {} } });
  for (const [key, line] of lines) line.part.addEventListener("change", () => (count(), saver.put(key)));
  for (const [key, kept] of saver.remembered()) {
    const line = lines.get(key);
    for (const [name, value] of Object.entries(kept)) {
      const radio = line?.part.querySelector(`input[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
      if (radio) (radio.checked = true), saver.put(key);
    }
  }
  addEventListener("pagehide", () => saver.dispatch());
  count();
}
