// What is asked for, ticked off as it appears; and how many words there are.
import { said } from "./workspace-words.js";

export function check(key, done) {
  const item = document.querySelector(`[data-item="${CSS.escape(key)}"]`);
  if (!item) return;
  item.toggleAttribute("data-done", done);
  item.querySelector("[data-said]").textContent = said(done ? "there" : "open");
}

export function counted(box) {
  const n = box.plain.match(/[\p{L}\p{N}]+(?:[’'\-.,][\p{L}\p{N}]+)*/gu)?.length ?? 0;
  const { least, most } = box.element.dataset;
  const advice = least && n && n < least ? said("fewer", { n: least - n }) : most && n > most ? said("more", { n: n - most }) : "";
  const count = box.element.querySelector("[data-count]");
  count.textContent = [n === 1 ? said("word") : said("words", { n }), advice].filter(Boolean).join(" · ");
  check(box.key, n > 0);
}

export function tally() {
  for (const list of document.querySelectorAll("[data-pieces]")) {
    check(list.dataset.pieces, list.querySelector("[data-piece]") !== null);
  }
}
