// Menus are <details>: Escape and a click elsewhere close them. Buttons with data-opens open a dialog.
const open = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  const opener = event.target.closest("[data-opens]");
  if (opener) show(opener.dataset.opens);
  const closer = event.target.closest("[data-closes]");
  if (closer) closer.closest("dialog, .notice").remove();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

function show(id) {
  for (const menu of open()) menu.open = false;
  const dialog = document.getElementById(id);
  dialog.dispatchEvent(new CustomEvent("dialog:show"));
  if (!dialog.open) dialog.showModal();
}
