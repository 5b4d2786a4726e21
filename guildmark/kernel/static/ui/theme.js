// Light, dark or as the system: applied at once, kept in a cookie so that the server renders the next page right.
const A_YEAR = 31536000;

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-theme-choice]");
  if (!form) return;
  event.preventDefault();
  choose(event.submitter.value);
});

function choose(theme) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `guildmark_theme=${theme}; path=/; max-age=${theme ? A_YEAR : 0}; samesite=lax${secure}`;
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  for (const button of document.querySelectorAll("[data-theme-choice] button")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
}
