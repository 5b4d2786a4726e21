// The submission workspace. Text is in this browser until the server has it, and on the server two seconds after one stops.
import { Box } from "./workspace-box.js";
import { Saver } from "./workspace-saver.js";
import { check, counted } from "./workspace-checklist.js";
import { links, removals } from "./workspace-evidence.js";
import { uploads } from "./workspace-uploads.js";

const root = document.getElementById("workspace");
const form = document.getElementById("draft");
root.classList.add("scripted");

// Trix must know of its headings before the editor is made; it makes the editor when the template is put in.
await customElements.whenDefined("trix-editor");
window.Trix.config.blockAttributes.heading1.tagName = "h3";
const boxes = [...root.querySelectorAll("[data-box]")].map((element) => new Box(element, root.dataset.submission));
const saver = new Saver(boxes, document.querySelector("[data-status]"));
for (const box of boxes) {
  box.changed = () => {
    counted(box);
    saver.typed(box);
  };
}
// All of them first, so that “saved” is said of every box and not of the one that was quickest.
Promise.all(boxes.map((box) => box.ready)).then(() => {
  for (const box of boxes) {
    counted(box);
    saver.resume(box);
  }
});

for (const id of ["identity", "original"]) {
  document.getElementById(id).addEventListener("change", (event) => check(id, event.target.checked));
}
uploads(root);
links(root);
removals(root);

// A file dropped on the text is evidence like any other, never an attachment in the text.
document.addEventListener("trix-file-accept", (event) => {
  event.preventDefault();
  root.dispatchEvent(new CustomEvent("workspace:files", { detail: [event.file] }));
});

let handingIn = false;
form.addEventListener("submit", async (event) => {
  if (handingIn) return;
  event.preventDefault();
  event.stopPropagation();
  const button = event.submitter;
  button.disabled = true;
  const all = await saver.flush();
  button.disabled = false;
  if (!all) return saver.sayUnsent();
  handingIn = true;
  form.requestSubmit(button);
});
