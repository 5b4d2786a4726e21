// A colleague is chosen by typing: those who match stand in a list beneath the box, for keyboard and pointer alike
// (the combobox pattern of the ARIA practices). Without this module it is a box for a name or username.
import { send } from "../ui/net.js";

const PAUSE = 150;
let made = 0;

for (const box of document.querySelectorAll("input[data-people]")) equip(box);

function equip(box) {
  const list = Object.assign(document.createElement("ul"), { className: "chooser-list", id: `chooser-${(made += 1)}`, hidden: true });
  const told = Object.assign(document.createElement("div"), { className: "visually-hidden" });
  const frame = Object.assign(document.createElement("div"), { className: "chooser" });
  const label = box.labels[0];
  if (label && !label.id) label.id = `${list.id}-label`;
  list.setAttribute("role", "listbox");
  if (label) list.setAttribute("aria-labelledby", label.id);
  told.setAttribute("role", "status");
  box.before(frame);
  frame.append(box, list, told);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) {
    box.setAttribute(name, value);
  }

  let timer, asked, active = -1;
  const options = () => [...list.children];

  const close = () => {
    clearTimeout(timer);
    list.hidden = true;
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const point = (number) => {
    const all = options();
    if (!all.length) return;
    active = (number + all.length) % all.length;
    all.forEach((option, place) => option.setAttribute("aria-selected", String(place === active)));
    box.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  };

  const choose = (option) => {
    box.value = option.dataset.value;
    close();
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const show = ({ people, said }) => {
    list.replaceChildren(...people.map((one, number) => optionOf(one, `${list.id}-${number}`)));
    told.textContent = people.length ? said : box.dataset.nobody;
    active = -1;
    list.hidden = !people.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    box.removeAttribute("aria-activedescendant");
  };

  const ask = async () => {
    const text = box.value.trim();
    asked?.abort();
    if (text.length < 2) return close();
    asked = new AbortController();
    const query = new URLSearchParams({ q: text, role: box.dataset.role });
    try {
      const answer = await send(`${box.dataset.people}?${query}`, { method: "GET", signal: asked.signal });
      if (answer.state === "ok" && document.activeElement === box) show(await answer.response.json());
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask();
      else point(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      choose(options()[active]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) choose(option);
  });
}

function optionOf({ value, name, detail }, id) {
  const option = Object.assign(document.createElement("li"), { id });
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.dataset.value = value;
  option.append(Object.assign(document.createElement("strong"), { textContent: name }));
  option.append(Object.assign(document.createElement("span"), { className: "meta", textContent: detail }));
  return option;
}
