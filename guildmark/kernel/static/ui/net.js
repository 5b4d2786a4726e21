// For pages that talk to the server themselves: one way to send, and one word for what went wrong.
//   const answer = await send("/submissions/7/text/", { body: new FormData(form) });
//   answer.state: "ok" | "connection" | "session" | "ours" | "refused" | "invalid" | "gone" | "conflict"
// The cookie first: after signing in again in another tab, the token in the page is an old one.
const csrf = () =>
  document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ??
  JSON.parse(document.body.getAttribute("hx-headers:inherited") ?? "{}")["X-CSRFToken"] ??
  "";

export async function send(url, { method = "POST", body = null, headers = {}, signal = undefined, keepalive = false } = {}) {
  const all = { "X-CSRFToken": csrf(), "X-Requested-With": "guildmark", ...headers };
  let response;
  try {
    response = await fetch(url, { method, body, headers: all, signal, keepalive, credentials: "same-origin" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return { state: "connection", response: null, words: words("connection") };
  }
  const state = stateOf(response);
  if (state === "session") askToSignIn();
  return { state, response, words: words(state) };
}

export function stateOf(response) {
  if (response.status === 401 || (response.redirected && new URL(response.url).pathname === "/sign-in/")) return "session";
  if (response.ok) return "ok";
  if (response.status >= 500) return "ours";
  return { 403: "refused", 404: "gone", 409: "conflict", 410: "gone" }[response.status] ?? "invalid";
}

export const words = (state) => document.getElementById("words").dataset[state] ?? "";

export function askToSignIn() {
  const dialog = document.getElementById("session-dialog");
  if (!dialog.open) dialog.showModal();
}

export function toast(text, kind = "info", { lasts = 8000 } = {}) {
  const box = document.createElement("div");
  box.className = `notice notice-${kind}`;
  box.append(Object.assign(document.createElement("p"), { textContent: text }));
  document.getElementById("toasts").append(box);
  if (lasts) setTimeout(() => box.remove(), lasts);
  return box;
}
