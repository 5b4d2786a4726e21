// One tap, or “t”, marks a moment; words follow. What isn't sent yet is kept in this browser and goes out by itself.
import { send } from "../ui/net.js";
import { clock } from "./player.js";

const root = document.getElementById("observing");
if (root) observe();

function observe() {
  const began = performance.now() - Number(root.dataset.elapsed);
  const [list, status, time] = ["moments", "status", "clock"].map((name) => root.querySelector(`[data-${name}]`));
  const blank = root.querySelector("template[data-blank]");
  const kept = `guildmark.observing.${root.dataset.url}`;
  const waiting = new Map(Object.entries(JSON.parse(localStorage.getItem(kept) ?? "{}")));
  const timers = new Map();
  let sending = false;
  const elapsed = () => Math.round(performance.now() - began);
  const tick = () => (time.textContent = clock(elapsed() / 1000));
  setInterval(tick, 500);
  tick();

  for (const row of list.children) watch(row);
  for (const [mark, said] of waiting) if (!list.querySelector(`[data-moment="${CSS.escape(mark)}"]`)) add(mark, said.at_ms, said.text);
  flush();
  setInterval(flush, 4000);
  addEventListener("online", flush);
  root.querySelector("[data-mark]").addEventListener("click", markNow);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("textarea, input, select");
    if (event.key !== "t" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    markNow();
  });

  function markNow() {
    const [mark, at] = [crypto.randomUUID(), elapsed()];
    add(mark, at, "").querySelector("textarea").focus();
    keep(mark, at, "");
    flush();
  }

  function add(mark, at, text) {
    const row = blank.content.firstElementChild.cloneNode(true);
    Object.assign(row.dataset, { moment: mark, at });
    row.querySelector(".num").textContent = clock(at / 1000);
    row.querySelector("textarea").value = text;
    list.append(row);
    watch(row);
    row.scrollIntoView({ block: "nearest" });
    return row;
  }

  function watch(row) {
    const box = row.querySelector("textarea");
    box.addEventListener("input", () => {
      keep(row.dataset.moment, Number(row.dataset.at), box.value);
      clearTimeout(timers.get(row));
      timers.set(row, setTimeout(flush, 1000));
    });
    box.addEventListener("keydown", (event) => event.key === "Escape" && box.blur());
  }

  function keep(mark, at, text) {
    waiting.set(mark, { at_ms: at, text });
    store();
    status.textContent = root.dataset.unsent;
  }

  function store() {
    localStorage.setItem(kept, JSON.stringify(Object.fromEntries(waiting)));
  }

  async function flush() {
    if (sending) return;
    sending = true;
    for (const [mark, said] of [...waiting]) {
      const body = new FormData();
      for (const [name, value] of Object.entries({ mark, ...said })) body.set(name, value);
      const answer = await send(root.dataset.url, { body });
      if (answer.state !== "ok") {
        if (answer.state === "invalid") status.textContent = (await answer.response.json()).sentence;
        break;
      }
      if (waiting.get(mark) === said) waiting.delete(mark);
      store();
      if (!waiting.size) status.textContent = root.dataset.saved;
    }
    sending = false;
  }
}
