// On a phone a table is read as cards (records.css): each cell then says under which heading it stands. The roles keep
// it a table to those who hear it, whatever its boxes look like.
const ROLES = { THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };

function prepare(table) {
  const headings = [...(table.tHead?.rows[0]?.cells ?? [])].map(said);
  table.setAttribute("role", "table");
  for (const part of table.querySelectorAll("thead, tbody, tr, td")) part.setAttribute("role", ROLES[part.tagName]);
  for (const head of table.querySelectorAll("th")) head.setAttribute("role", head.scope === "row" ? "rowheader" : "columnheader");
  for (const row of table.tBodies[0]?.rows ?? []) {
    [...row.cells].forEach((cell, column) => (cell.dataset.label = headings[column] ?? ""));
  }
  table.classList.add("as-cards");
}

function said(heading) {
  const copy = heading.cloneNode(true);
  for (const hidden of copy.querySelectorAll(".visually-hidden")) hidden.remove();
  return copy.textContent.trim();
}

const all = () => document.querySelectorAll(".table:not(.matrix, .as-cards)").forEach(prepare);
all();
document.addEventListener("htmx:after:swap", all);
