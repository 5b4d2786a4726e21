// A tree opens where one presses; htmx fetches each branch once, this shows and hides it.
document.addEventListener("click", (event) => {
  const twist = event.target.closest(".twist");
  if (!twist) return;
  const open = twist.getAttribute("aria-expanded") === "true";
  twist.setAttribute("aria-expanded", String(!open));
  document.getElementById(twist.getAttribute("aria-controls")).hidden = open;
});
