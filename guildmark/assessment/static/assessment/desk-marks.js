// Marks: a passage by its words and their position, or a moment of a film.
import { send, toast } from "../ui/net.js";
import { rangeIn } from "./passages.js";
import { clock, playerOf } from "./player.js";

const AROUND = 32;
const evidence = document.getElementById("pane-evidence");
const list = document.getElementById("marks");
const form = document.getElementById("mark-new");
const said = document.getElementById("mark-text");
const texts = document.getElementById("desk-texts").dataset;
let place = null;

export function startMark(criterion) {
  place = passage() ?? moment();
  if (!place) return toast(texts.nowhere, "info", { lasts: 4000 });
  form.querySelector("[data-what]").textContent = place.quote ? `“${place.quote}”` : clock(place.tenths / 10);
  form.dataset.criterion = criterion ?? "";
  form.hidden = false;
  said.focus();
  return undefined;
}

function passage() {
  const chosen = document.getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  const article = (range.startContainer.nodeType === 1 ? range.startContainer : range.startContainer.parentElement).closest("[data-anchor]");
  if (!article || !article.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(article, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const [start, all, quote] = [before.toString().length, article.textContent, range.toString()];
  if (!quote.trim()) return null;
  return {
    evidence_id: article.dataset.anchor.replace("text-", ""), quote, start,
    before: all.slice(Math.max(0, start - AROUND), start), after: all.slice(start + quote.length, start + quote.length + AROUND),
  };
}

function moment() {
  const figure = evidence.querySelector("[data-player]");
  const player = figure && playerOf(figure);
  return player ? { evidence_id: player.evidence, tenths: Math.round(player.now() * 10) } : null;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...place, criterion: form.dataset.criterion, text: said.value })) body.set(name, value);
  if (await show(await send(list.dataset.url, { body }))) {
    said.value = "";
    form.hidden = true;
  }
});
form.querySelector("[data-cancel]").addEventListener("click", () => (form.hidden = true));

list.addEventListener("click", async (event) => {
  const jump = event.target.closest("[data-jump]");
  if (jump) return jumpTo(jump.closest("[data-mark]").dataset);
  const gone = event.target.closest("[data-unmark]");
  if (gone) show(await send(gone.dataset.unmark, { body: new FormData() }));
  return undefined;
});

async function show(answer) {
  if (answer.state !== "ok") {
    const told = answer.response && answer.state !== "ours" ? (await answer.response.json().catch(() => ({}))).sentence : "";
    toast(told || texts.unheard, "warn");
    return false;
  }
  list.innerHTML = await answer.response.text();
  paint();
  return true;
}

function found(mark) {
  const article = evidence.querySelector(`[data-anchor="text-${CSS.escape(mark.evidence)}"]`);
  return article && rangeIn(article, mark);
}

function jumpTo(mark) {
  const range = found(mark);
  if (!range) return toast(texts.lost, "info");
  document.dispatchEvent(new CustomEvent("desk:show", { detail: "evidence" }));
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
  return undefined;
}

// Marked passages are shown without touching the document they stand in.
function paint() {
  if (!window.Highlight) return;
  const ranges = [...list.querySelectorAll("[data-mark]")].map((mark) => found(mark.dataset)).filter(Boolean);
  CSS.highlights.set("marked", new Highlight(...ranges));
}

paint();
