// A week to draw on. The typed hours stay what is sent; the grid writes into them and reads them back.
const box = document.querySelector("[data-week]");
const grid = box?.querySelector(".week-grid");
const inputs = [...document.querySelectorAll("[data-day]")];
const STEP = 30;
const ONE = /^\s*(\d{1,2})(?:[:.h](\d{2}))?\s*(?:-|–|—|to|tot)\s*(\d{1,2})(?:[:.h](\d{2}))?\s*$/;
let first = 7 * 60;
let last = 20 * 60;
let cells = [];
let drawing = null; // what is drawn now: on or off

const clock = (minute) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

function read(text) {
  const found = [];
  for (const part of text.split(/[,;]/)) {
    const one = ONE.exec(part);
    if (one) found.push([+one[1] * 60 + +(one[2] ?? 0), +one[3] * 60 + +(one[4] ?? 0)]);
  }
  return found;
}

function write(day) {
  // What lies outside the grid, or off its half hours, is kept as it was typed.
  const kept = read(inputs[day].value).flatMap(([a, b]) => [[a, Math.min(b, first)], [Math.max(a, last), b]]).filter(([a, b]) => a < b);
  const drawn = cells.filter((cell) => +cell.dataset.column === day && cell.ariaSelected === "true").map((cell) => [+cell.dataset.minute, +cell.dataset.minute + STEP]);
  const joined = [];
  for (const [a, b] of [...kept, ...drawn].sort((x, y) => x[0] - y[0])) {
    const before = joined.at(-1);
    if (before && a <= before[1]) before[1] = Math.max(before[1], b);
    else joined.push([a, b]);
  }
  inputs[day].value = joined.map(([a, b]) => `${clock(a)}–${clock(b)}`).join(", ");
}

function set(cell, on) {
  if ((cell.ariaSelected === "true") === on) return;
  cell.ariaSelected = String(on);
  write(+cell.dataset.column);
}

function show(day) {
  const hours = read(inputs[day].value);
  for (const cell of cells.filter((one) => +one.dataset.column === day)) {
    const minute = +cell.dataset.minute;
    cell.ariaSelected = String(hours.some(([a, b]) => a <= minute && minute + STEP <= b));
  }
}

function part(role, text, of) {
  const element = document.createElement("div");
  element.setAttribute("role", role);
  element.textContent = text;
  of.append(element);
  return element;
}

function build() {
  const names = inputs.map((input) => input.labels[0].textContent);
  grid.replaceChildren();
  cells = [];
  const head = part("row", "", grid);
  part("columnheader", "", head);
  for (const name of names) {
    const column = part("columnheader", name.slice(0, 2), head);
    column.setAttribute("aria-label", name);
  }
  for (let minute = first; minute < last; minute += STEP) {
    const row = part("row", "", grid);
    part("rowheader", minute % 60 ? "" : clock(minute), row).setAttribute("aria-label", clock(minute));
    names.forEach((name, day) => {
      const cell = part("gridcell", "", row);
      cell.className = "week-cell";
      cell.tabIndex = -1;
      cell.ariaLabel = box.dataset.label.replace("{day}", name).replace("{time}", clock(minute));
      cell.ariaSelected = "false";
      Object.assign(cell.dataset, { column: day, minute });
      if (minute % 60 === 0) cell.dataset.hour = "";
      cells.push(cell);
    });
  }
  cells[Math.min(cells.length - 1, ((9 * 60 - first) / STEP) * 7)].tabIndex = 0;
  inputs.forEach((_, day) => show(day));
}

function at(column, minute) {
  return cells.find((cell) => +cell.dataset.column === column && +cell.dataset.minute === minute);
}

function go(to) {
  if (!to) return;
  for (const cell of cells) cell.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

const MOVES = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

function pressed(event) {
  const cell = event.target.closest(".week-cell");
  if (!cell) return;
  const column = +cell.dataset.column;
  if (event.key === " " || event.key === "Enter") {
    event.preventDefault();
    set(cell, cell.ariaSelected !== "true");
  } else if (event.key === "Home" || event.key === "End") {
    event.preventDefault();
    go(at(column, event.key === "Home" ? first : last - STEP));
  } else if (event.key in MOVES) {
    event.preventDefault();
    const [across, down] = MOVES[event.key];
    const next = at(column + across, +cell.dataset.minute + down);
    if (event.shiftKey && next) set(next, cell.ariaSelected === "true");
    go(next);
  }
}

function begin(event) {
  const cell = event.target.closest(".week-cell");
  if (!cell || event.button !== 0) return;
  drawing = cell.ariaSelected !== "true";
  set(cell, drawing);
  go(cell);
  if (event.pointerType !== "touch") event.preventDefault();
  event.target.releasePointerCapture?.(event.pointerId);
}

function draw(event) {
  if (drawing === null || event.buttons === 0) return;
  const cell = document.elementFromPoint(event.clientX, event.clientY)?.closest(".week-cell");
  if (cell) set(cell, drawing);
}

if (box) {
  if (inputs.some((input) => read(input.value).some(([a, b]) => a < first || b > last))) [first, last] = [0, 1440];
  box.hidden = false;
  build();
  grid.addEventListener("keydown", pressed);
  grid.addEventListener("pointerdown", begin);
  grid.addEventListener("pointermove", draw);
  for (const over of ["pointerup", "pointercancel"]) window.addEventListener(over, () => (drawing = null));
  inputs.forEach((input, day) => input.addEventListener("input", () => show(day)));
  for (const button of box.querySelectorAll("[data-fill]")) {
    button.addEventListener("click", () => {
      inputs.forEach((input, day) => {
        input.value = day < 5 ? button.dataset.fill.replace("-", "–") : "";
        show(day);
      });
    });
  }
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    const input = button.parentElement.querySelector("input");
    button.addEventListener("click", () => {
      const day = inputs.indexOf(input);
      input.value = inputs[day - 1].value;
      show(day);
      input.focus();
    });
  }
  const longer = box.querySelector("[data-longer]");
  longer.ariaExpanded = String(first === 0);
  longer.addEventListener("click", () => {
    [first, last] = first === 0 ? [7 * 60, 20 * 60] : [0, 1440];
    longer.ariaExpanded = String(first === 0);
    build();
  });
}
