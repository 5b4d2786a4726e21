// Keys of the desk. Single keys only where the person has them switched on, and never while one types.
const singleKeys = () => document.body.dataset.shortcuts === "on";
const typing = (element) => element.closest("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])");

export function listenToKeys({ level, step, comment, undo, follow, seal, leaveBox, more = {} }) {
  const single = {
    "]": () => step(1), "[": () => step(-1), c: comment, u: undo, j: () => follow("j"), k: () => follow("k"), ...more,
  };
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return act(event, seal);
    if (event.key === "Escape" && typing(event.target)) return act(event, leaveBox);
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!singleKeys() || typing(event.target)) return;
    if (/^[1-9]$/.test(event.key)) return act(event, () => level(Number(event.key)));
    if (single[event.key]) act(event, single[event.key]);
  });
}

function act(event, deed) {
  event.preventDefault();
  deed();
}
