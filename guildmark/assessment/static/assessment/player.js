// A film or sound that can be jumped about in. For whoever puts time-stamped notes beside it:
//   take playerOf out of this module (no example of an import here: static files would follow it round and round)
//   const player = playerOf(document.querySelector("[data-player]"));   // or of anything inside it; the page's first
//   player.now()          → seconds, to a tenth          player.evidence → the number of the piece
//   player.seek(83.2)     → goes there and shows it      player.element  → the <figure>
//   document: "player:time" {evidence, seconds} once a second while it plays
//   <button data-seek="83.2" data-evidence="12"> anywhere on the page jumps there.
const players = new WeakMap();
const BEYOND = 1e9;

export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

export class Player {
  constructor(element) {
    this.element = element;
    this.evidence = Number(element.dataset.player);
    this.media = element.querySelector("video, audio");
    this.clock = element.querySelector("[data-clock]");
    this.wanted = null;
    this.media.addEventListener("loadedmetadata", () => this.#measure());
    this.media.addEventListener("durationchange", () => this.#ready());
    this.media.addEventListener("timeupdate", () => this.#tick());
    element.querySelector("[data-speed]").addEventListener("change", (event) => (this.media.playbackRate = Number(event.target.value)));
    for (const step of element.querySelectorAll("[data-step]")) {
      step.addEventListener("click", () => this.seek(this.now() + Number(step.dataset.step)));
    }
    if (this.media.readyState) this.#measure();
  }

  now() {
    return Math.round(this.media.currentTime * 10) / 10;
  }

  seek(seconds) {
    const folded = this.element.closest("details:not([open])");
    if (folded) folded.open = true;
    const target = Math.max(0, seconds);
    if (!this.media.readyState || this.measuring) {
      this.wanted = target;
      if (!this.media.readyState) this.media.load();
    } else this.media.currentTime = target;
    this.element.scrollIntoView({ block: "nearest" });
  }

  // What a browser recorded doesn't say how long it is: going beyond its end makes the player find out.
  #measure() {
    if (Number.isFinite(this.media.duration)) return this.#ready();
    this.measuring = true;
    this.media.currentTime = BEYOND;
    return undefined;
  }

  #ready() {
    if (!Number.isFinite(this.media.duration)) return;
    if (this.measuring) {
      this.measuring = false;
      this.media.currentTime = 0;
    }
    if (this.wanted !== null) this.media.currentTime = this.wanted;
    this.wanted = null;
    this.#show();
  }

  #tick() {
    if (this.measuring) return;
    this.#show();
    const seconds = Math.floor(this.media.currentTime);
    if (seconds === this.told) return;
    this.told = seconds;
    document.dispatchEvent(new CustomEvent("player:time", { detail: { evidence: this.evidence, seconds: this.now() } }));
  }

  #show() {
    const whole = Number.isFinite(this.media.duration) ? ` / ${clock(this.media.duration)}` : "";
    this.clock.textContent = clock(this.media.currentTime) + whole;
  }
}

export function playerOf(element = document) {
  const figure = element.closest?.("[data-player]") ?? element.querySelector("[data-player]");
  if (figure && !players.has(figure)) players.set(figure, new Player(figure));
  return figure ? players.get(figure) : null;
}

const wake = (root) => root.querySelectorAll?.("[data-player]").forEach((figure) => playerOf(figure));
wake(document);
new MutationObserver((changes) => {
  for (const change of changes) for (const node of change.addedNodes) if (node.nodeType === 1) wake(node.parentNode ?? node);
}).observe(document.body, { childList: true, subtree: true });

document.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-seek]");
  if (!mark) return;
  const figure = document.querySelector(mark.dataset.evidence ? `[data-player="${CSS.escape(mark.dataset.evidence)}"]` : "[data-player]");
  if (figure) playerOf(figure).seek(Number(mark.dataset.seek));
});
