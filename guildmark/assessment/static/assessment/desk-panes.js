// Panes: dragged or moved with the arrow keys, remembered; one at a time where the window is narrow; the whole screen.
const KEPT = "guildmark-desk-panes";
const STEP = 2;
const panes = document.getElementById("panes");

export function arrangePanes() {
  const kept = read();
  for (const divider of panes.querySelectorAll("[data-resizes]")) {
    if (kept[divider.dataset.resizes]) setWidth(divider, kept[divider.dataset.resizes]);
    divider.addEventListener("pointerdown", (event) => drag(divider, event));
    divider.addEventListener("keydown", (event) => nudge(divider, event));
  }
  for (const tab of document.querySelectorAll("[data-pane]")) tab.addEventListener("click", () => show(tab.dataset.pane));
  wholeScreen(document.querySelector("[data-full]"));
}

export function show(pane) {
  panes.dataset.shows = pane;
  for (const tab of document.querySelectorAll("[data-pane]")) {
    if (tab.dataset.pane === pane) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
}

function drag(divider, event) {
  divider.setPointerCapture(event.pointerId);
  divider.classList.add("dragging");
  const box = panes.getBoundingClientRect();
  const move = (moved) => {
    const share = ((moved.clientX - box.left) / box.width) * 100;
    setWidth(divider, divider.dataset.resizes === "evidence" ? share : 100 - share);
  };
  divider.addEventListener("pointermove", move);
  divider.addEventListener("pointerup", () => {
    divider.removeEventListener("pointermove", move);
    divider.classList.remove("dragging");
  }, { once: true });
}

function nudge(divider, event) {
  const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!way) return;
  event.preventDefault();
  const grows = divider.dataset.resizes === "evidence" ? way : -way;
  setWidth(divider, Number(divider.getAttribute("aria-valuenow")) + grows * STEP);
}

function setWidth(divider, percent) {
  const [least, most] = [Number(divider.getAttribute("aria-valuemin")), Number(divider.getAttribute("aria-valuemax"))];
  const width = Math.round(Math.min(Math.max(percent, least), most));
  panes.style.setProperty(`--${divider.dataset.resizes}`, `${width}%`);
  divider.setAttribute("aria-valuenow", String(width));
  try {
    localStorage.setItem(KEPT, JSON.stringify({ ...read(), [divider.dataset.resizes]: width }));
  } catch {
    // not remembered
  }
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "{}");
  } catch {
    return {};
  }
}

function wholeScreen(button) {
  const set = (full) => {
    document.body.classList.toggle("desk-full", full);
    button.setAttribute("aria-pressed", String(full));
  };
  button.addEventListener("click", async () => {
    const full = !document.body.classList.contains("desk-full");
    set(full);
    try {
      if (full) await document.documentElement.requestFullscreen();
      else if (document.fullscreenElement) await document.exitFullscreen();
    } catch {
      // the window stays as it is; the masthead is gone all the same
    }
  });
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement) set(false);
  });
}
