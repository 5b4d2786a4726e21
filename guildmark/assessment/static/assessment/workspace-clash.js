// Two tabs wrote into one box: show both, let the writer choose. The server keeps both until then.
export function clash(box, theirs, choose, mine) {
  const place = box.element.querySelector("[data-clash]");
  place.replaceChildren(document.getElementById("clash-panel").content.cloneNode(true));
  place.querySelector("[data-theirs]").textContent = plain(box, theirs);
  place.querySelector("[data-mine]").textContent = plain(box, mine);
  const both = () => (box.editor ? `${theirs}<div><br></div>${box.text}` : `${theirs}\n\n${box.text}`);
  const texts = { mine: () => box.text, theirs: () => theirs, both };
  for (const button of place.querySelectorAll("[data-choose]")) {
    button.addEventListener("click", () => {
      place.replaceChildren();
      choose(texts[button.dataset.choose]());
    });
  }
  place.scrollIntoView({ block: "nearest" });
}

function plain(box, text) {
  if (!box.editor) return text;
  const parsed = new DOMParser().parseFromString(text.replace(/<(br|\/div|\/li|\/h3)[^>]*>/g, "$&\n"), "text/html");
  return parsed.body.textContent.trim();
}
