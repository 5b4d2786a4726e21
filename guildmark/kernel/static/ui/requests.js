// htmx swaps every answer, errors too. What is not meant for the place it would land in becomes a message instead.
import { askToSignIn, stateOf, toast, words } from "./net.js";

const NOT_A_FRAGMENT = new Set(["session", "ours"]);

document.addEventListener("htmx:before:response", (event) => {
  const { ctx } = event.detail;
  const state = stateOf(ctx.response.raw);
  if (state === "session") askToSignIn();
  if (state === "ours") toast(words("ours"), "bad");
  if (state === "gone" && !isOurs(ctx)) toast(words("gone"), "warn");
  if (NOT_A_FRAGMENT.has(state) || (state === "gone" && !isOurs(ctx))) event.preventDefault();
});

document.addEventListener("htmx:error", (event) => {
  if (event.detail.ctx?.response) return;
  toast(words("connection"), "bad");
});

// A 404 or 403 that carries a notice for this place says so with a header; whole pages never do.
const isOurs = (ctx) => ctx.response.headers.get("X-Guildmark-Part") === "yes";

// The tab in which one signed in again tells the others.
const channel = new BroadcastChannel("guildmark");
channel.addEventListener("message", (event) => {
  if (event.data === "signed-in") document.getElementById("session-dialog").close();
});
