// A mark that somebody came here for: its passage is shown and highlighted, or its film goes to the moment.
import { rangeIn } from "./passages.js";
import { playerOf } from "./player.js";

const mark = document.querySelector("[data-marked]");
if (mark) {
  const place = mark.querySelector("[data-place]");
  const go = () => (mark.dataset.seek ? film() : passage());
  place.addEventListener("click", (event) => {
    if (go()) event.preventDefault();
  });
  go();
}

function passage() {
  const article = document.querySelector(`[data-anchor="text-${CSS.escape(mark.dataset.evidence)}"]`);
  const range = article && rangeIn(article, mark.dataset);
  if (!range) return false;
  if (window.Highlight) CSS.highlights.set("marked", new Highlight(range));
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
  return true;
}

function film() {
  const figure = document.querySelector(`[data-player="${CSS.escape(mark.dataset.evidence)}"]`);
  if (!figure) return false;
  playerOf(figure).seek(Number(mark.dataset.seek));
  return true;
}
