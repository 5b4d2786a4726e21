// The comment bank: one's own comments and what others share, for the criterion one is at.
import { send, toast } from "../ui/net.js";

const bank = document.getElementById("bank");
const into = bank.querySelector("[data-into]");
const kept = document.getElementById("bank-text");
const texts = document.getElementById("desk-texts").dataset;
let use = () => {};
let key = "";

export async function openBank({ criterion, title, written, insert }) {
  [key, use] = [criterion, insert];
  bank.querySelector("[data-what]").textContent = title;
  kept.value = written;
  into.replaceChildren();
  bank.showModal();
  show(await send(`${bank.dataset.url}?criterion=${encodeURIComponent(criterion)}`, { method: "GET" }));
}

async function show(answer) {
  if (answer.state !== "ok") return toast(texts.unheard, "warn");
  into.innerHTML = await answer.response.text();
  return into.querySelector("[data-use]")?.focus();
}

into.addEventListener("click", async (event) => {
  const chosen = event.target.closest("[data-use]");
  if (chosen) {
    bank.close();
    use(chosen.textContent);
  }
  const gone = event.target.closest("[data-forget]");
  if (gone) show(await send(gone.dataset.forget, { body: fields({ criterion: key }) }));
});

document.getElementById("bank-keep").addEventListener("submit", async (event) => {
  event.preventDefault();
  const shared = document.getElementById("bank-shared").checked ? "on" : "";
  show(await send(bank.dataset.url, { body: fields({ criterion: key, text: kept.value, shared }) }));
});

function fields(given) {
  const body = new FormData();
  for (const [name, value] of Object.entries(given)) body.set(name, value);
  return body;
}
