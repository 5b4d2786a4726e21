// Files go up as soon as they are chosen or dropped, each with its own progress and its own refusal; links; removing.
import { askToSignIn, send, toast, words } from "../ui/net.js";
import { tally } from "./workspace-checklist.js";
import { said } from "./workspace-words.js";

export function uploads(root) {
  const form = root.querySelector("[data-upload]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const list = root.querySelector('[data-pieces="file"]');
  const take = (files) => [...files].forEach((file) => upload(form, list, file, Number(root.dataset.limit)));
  form.querySelector("[data-drop-hint]").hidden = false;
  input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  });
  root.addEventListener("workspace:files", (event) => take(event.detail));
  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
  }
  for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer.files);
  });
}

function upload(form, list, file, limit) {
  const row = document.createElement("li");
  row.className = "piece";
  list.append(row);
  if (!file.size) return refused(row, said("empty", { name: file.name }));
  if (file.size > limit) return refused(row, said("large", { name: file.name, limit: Math.floor(limit / 1048576) }));
  const what = Object.assign(document.createElement("span"), { className: "piece-what" });
  const bar = Object.assign(document.createElement("progress"), { max: file.size, value: 0 });
  bar.setAttribute("aria-label", file.name);
  row.replaceChildren(what, bar);
  const show = (done) => {
    bar.value = done;
    const percent = Math.floor((done / file.size) * 100);
    what.textContent = done < file.size ? said("uploading", { name: file.name, percent }) : said("checking", { name: file.name });
  };
  show(0);
  return post(form, file, show).then(
    (html) => {
      row.outerHTML = html;
      tally();
    },
    ({ sentence, again }) => refused(row, sentence, again && (() => {
      row.remove();
      upload(form, list, file, limit);
    })),
  );
}

// fetch can't say how far an upload is; XMLHttpRequest can.
function post(form, file, show) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.set("file", file, file.name);
    request.open("POST", form.action);
    request.setRequestHeader("X-Requested-With", "guildmark");
    request.setRequestHeader("X-CSRFToken", token());
    request.upload.addEventListener("progress", (event) => show(Math.min(event.loaded, file.size)));
    request.addEventListener("load", () => {
      if (request.status === 201) return resolve(request.responseText);
      if (request.status === 401) askToSignIn();
      return reject({ sentence: why(request), again: request.status >= 500 || request.status === 401 });
    });
    request.addEventListener("error", () => reject({ sentence: words("connection"), again: true }));
    request.send(body);
  });
}

function why(request) {
  if (request.status === 401) return said("session");
  if (request.status >= 500) return words("ours");
  try {
    return JSON.parse(request.responseText).sentence;
  } catch {
    return words("refused");
  }
}

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]").value;

function refused(row, sentence, again) {
  row.classList.add("piece-refused");
  const what = Object.assign(document.createElement("span"), { className: "piece-what", textContent: sentence });
  what.setAttribute("role", "alert");
  row.replaceChildren(what);
  if (again) row.append(button(said("again"), again));
  row.append(button(said("drop"), () => row.remove()));
}

function button(text, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-small btn-quiet", textContent: text });
  made.addEventListener("click", act);
  return made;
}

export function links(root) {
  const form = root.querySelector("[data-link]");
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    const answer = await send(form.action, { body: new FormData(form) });
    const error = form.querySelector("[data-error]");
    error.hidden = answer.state === "ok";
    if (answer.state !== "ok") {
      error.textContent = answer.state === "invalid" ? (await answer.response.json()).sentence : answer.words || said("session");
      return;
    }
    root.querySelector('[data-pieces="link"]').insertAdjacentHTML("beforeend", await answer.response.text());
    form.reset();
    tally();
  });
}

export function removals(root) {
  root.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-removal]");
    if (!form) return;
    event.preventDefault();
    event.stopPropagation();
    const row = form.closest("[data-piece]");
    const list = row.parentElement;
    const answer = await send(form.action, { body: new FormData(form) });
    if (answer.state !== "ok") return void toast(answer.words || (await answer.response.json()).sentence, "warn");
    const { back } = await answer.response.json();
    row.remove();
    tally();
    if (back) offerBack(list, form.action.replace(/evidence\/.*$/, "return/"), back);
  });
}

function offerBack(list, url, back) {
  const box = toast(said("removed"), "info", { lasts: 20000 });
  box.append(button(said("back"), async () => {
    box.remove();
    const body = new FormData();
    body.set("back", back);
    const answer = await send(url, { body });
    if (answer.state !== "ok") return void toast(answer.words, "warn");
    list.insertAdjacentHTML("beforeend", await answer.response.text());
    tally();
  }));
}
