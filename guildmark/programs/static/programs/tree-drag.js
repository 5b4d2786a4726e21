// Requirements dragged to another place in the tree. What a drop says is what the buttons beside each requirement say:
// which requirement, into which group, before which other.
const form = document.getElementById("node-place");
const tree = form.parentElement;
let dragged = null;
let target = null;

tree.addEventListener("dragstart", (event) => {
  if (!event.target.closest(".node-grip")) return;
  dragged = event.target.closest("[data-node]");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.node);
  event.dataTransfer.setDragImage(dragged, 12, 12);
  dragged.classList.add("node-dragged");
});

tree.addEventListener("dragover", (event) => {
  if (!dragged) return;
  const place = placeAt(event);
  if (!place) return mark(null);
  event.preventDefault();
  event.dataTransfer.dropEffect = "move";
  mark(place);
});

tree.addEventListener("drop", (event) => {
  if (!dragged || !target) return;
  event.preventDefault();
  const { group, before } = target;
  form.elements.place.value = dragged.dataset.node;
  form.elements.group.value = group.dataset.node;
  form.elements.before.value = before?.dataset.node ?? "";
  form.requestSubmit();
});

tree.addEventListener("dragend", () => {
  dragged?.classList.remove("node-dragged");
  dragged = null;
  mark(null);
});

// Above the middle of a requirement: before it. Below: after it, or, where it is a group, at the group's end.
function placeAt(event) {
  const over = event.target.closest("[data-node]");
  if (!over || dragged.contains(over)) return null;
  const line = over.querySelector(".node-line").getBoundingClientRect();
  const above = event.clientY < line.top + line.height / 2;
  const around = over.parentElement.closest("[data-node]");
  if (over.hasAttribute("data-group") && !(above && around)) return { group: over, before: null, shown: over, at: "end" };
  if (above) return { group: around, before: over, shown: over, at: "before" };
  return { group: around, before: next(over), shown: over, at: "after" };
}

function next(node) {
  let other = node.nextElementSibling;
  while (other && (!other.matches("[data-node]") || other === dragged)) other = other.nextElementSibling;
  return other;
}

function mark(place) {
  for (const node of tree.querySelectorAll("[data-drop]")) delete node.dataset.drop;
  target = place;
  if (place) place.shown.dataset.drop = place.at;
}
