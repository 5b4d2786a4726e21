// Forms: the summary of what is missing takes the focus; leaving with unsaved changes asks first; a double click sends once.
document.querySelector("[data-error-summary]")?.focus();

const guarded = () => [...document.querySelectorAll("form[data-guard]")];
let leaving = false;

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-guard]");
  if (form) form.dataset.changed = "yes";
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog" || event.defaultPrevented) return;
  if (form.dataset.sending) return event.preventDefault();
  leaving = true;
  if (form.method === "post" && !form.matches("[hx-post], [data-theme-choice]")) {
    form.dataset.sending = "yes";
    setTimeout(() => delete form.dataset.sending, 4000);
  }
});

addEventListener("pageshow", () => {
  leaving = false;
  for (const form of document.forms) delete form.dataset.sending;
});

addEventListener("beforeunload", (event) => {
  if (!leaving && guarded().some((form) => form.dataset.changed)) event.preventDefault();
});
