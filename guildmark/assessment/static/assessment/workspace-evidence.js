// Links; removing and putting back. How files go up is in workspace-uploads.js.
import { send, toast } from "../ui/net.js";
import { tally } from "./workspace-checklist.js";
import { said } from "./workspace-words.js";

function button(text, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-small btn-quiet", textContent: text });
  made.addEventListener("click", act);
  return made;
}

export function links(root) {
  const form = root.querySelector("[data-link]");
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    const answer = await send(form.action, { body: new FormData(form) });
    const error = form.querySelector("[data-error]");
    error.hidden = answer.state === "ok";
    if (answer.state !== "ok") {
      error.textContent = answer.state === "invalid" ? (await answer.response.json()).sentence : answer.words || said("session");
      return;
    }
    root.querySelector('[data-pieces="link"]').insertAdjacentHTML("beforeend", await answer.response.text());
    form.reset();
    tally();
  });
}

export function removals(root) {
  root.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-removal]");
    if (!form) return;
    event.preventDefault();
    event.stopPropagation();
    const row = form.closest("[data-piece]");
    const list = row.parentElement;
    const answer = await send(form.action, { body: new FormData(form) });
    if (answer.state !== "ok") return void toast(answer.words || (await answer.response.json()).sentence, "warn");
    const { back } = await answer.response.json();
    row.remove();
    tally();
    if (back) offerBack(list, form.action.replace(/evidence\/.*$/, "return/"), back);
  });
}

function offerBack(list, url, back) {
  const box = toast(said("removed"), "info", { lasts: 20000 });
  box.append(button(said("back"), async () => {
    box.remove();
    const body = new FormData();
    body.set("back", back);
    const answer = await send(url, { body });
    if (answer.state !== "ok") return void toast(answer.words, "warn");
    list.insertAdjacentHTML("beforeend", await answer.response.text());
    tally();
  }));
}
