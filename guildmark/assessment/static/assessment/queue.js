// Giving a seat back in two clicks: one dialog for the whole queue. Without scripts the link leads to the seat's own page.
const dialog = document.getElementById("decline-dialog");

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-declines]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  dialog.querySelector("form.decline").action = link.dataset.declines;
  dialog.querySelector("[data-what]").textContent = link.dataset.what;
  dialog.showModal();
});
