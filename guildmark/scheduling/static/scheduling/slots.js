// The button says which time it books.
for (const form of document.querySelectorAll("[data-slots]")) {
  const said = form.querySelector("[data-chosen]");
  form.addEventListener("change", () => {
    const chosen = form.querySelector("input:checked");
    if (said && chosen) said.textContent = `: ${chosen.dataset.words}`;
  });
}
