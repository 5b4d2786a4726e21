// Camera, screen or both, with pause and another take. One piece a second goes up while it is recorded.
import { send } from "../ui/net.js";
import { clock } from "./player.js";
import { Tape } from "./recorder-tape.js";

const root = document.getElementById("recorder");
const words = document.getElementById("recorder-words").dataset;
const said = (key, gaps = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => gaps[name] ?? "");
const part = (name) => root.querySelector(`[data-${name}]`);
const [live, review, time, status, error] = ["live", "review", "time", "status", "error"].map(part);
const WAYS = [
  ["webm", "video/webm;codecs=vp8,opus", "audio/webm;codecs=opus"],
  ["mp4", "video/mp4", "audio/mp4"],
];
const PIECE = 1000;
let take = null;

class Take {
  async begin(what) {
    this.sources = await sources(what);
    this.stream = what === "both" ? composed(this) : new MediaStream(this.sources.flatMap((source) => source.getTracks()));
    const [ending, mime] = way(what);
    const stamp = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
    this.tape = new Tape(root.dataset.tus, `${root.dataset.name}-${stamp}.${ending}`, (offset, waits) => this.#told(offset, waits));
    this.tape.finished.catch((refusal) => failed(refusal.message));
    this.recorder = new MediaRecorder(this.stream, { mimeType: mime, videoBitsPerSecond: 2_500_000 });
    this.pieces = [];
    this.seconds = 0;
    this.recorder.addEventListener("dataavailable", ({ data }) => {
      this.pieces.push(data);
      this.tape.push(data);
      if (this.pieces.reduce((sum, one) => sum + one.size, 0) > Number(root.dataset.room) - 2 ** 21) {
        failed(said("full"));
        stop();
      }
    });
    for (const source of this.sources) source.getVideoTracks()[0]?.addEventListener("ended", () => stop());
    live.srcObject = this.stream;
    live.play();
    this.recorder.start(PIECE);
    this.ticking = setInterval(() => this.#tick(), 250);
    this.since = performance.now();
  }

  pause() {
    if (this.recorder.state === "recording") {
      this.seconds = this.length;
      this.recorder.pause();
    } else {
      this.recorder.resume();
      this.since = performance.now();
    }
    return this.recorder.state;
  }

  get length() {
    return this.seconds + (this.recorder.state === "recording" ? (performance.now() - this.since) / 1000 : 0);
  }

  async end() {
    clearInterval(this.ticking);
    if (this.recorder.state !== "inactive") {
      this.seconds = this.length;
      const ended = new Promise((resolve) => this.recorder.addEventListener("stop", resolve, { once: true }));
      this.recorder.stop();
      await ended;
    }
    this.release();
  }

  release() {
    clearInterval(this.drawing);
    for (const source of [...this.sources, this.stream]) source.getTracks().forEach((track) => track.stop());
    live.srcObject = null;
  }

  #tick() {
    time.textContent = clock(this.length);
  }

  #told(offset, waits) {
    if (!["recording", "paused"].includes(root.dataset.state) && !waits) return;
    status.textContent = waits ? said("waiting") : said(root.dataset.state, { sent: (offset / 1e6).toFixed(1) });
  }
}

async function sources(what) {
  const devices = navigator.mediaDevices;
  const sound = { echoCancellation: true, noiseSuppression: true };
  if (what === "camera") return [await devices.getUserMedia({ video: { width: { ideal: 1280 }, height: { ideal: 720 } }, audio: sound })];
  if (what === "sound") return [await devices.getUserMedia({ audio: sound })];
  const screen = await devices.getDisplayMedia({ video: { frameRate: 15 }, audio: false });
  try {
    return [screen, await devices.getUserMedia({ video: what === "both" && { width: { ideal: 480 } }, audio: sound })];
  } catch (trouble) {
    if (what === "screen") return [screen]; // without a microphone the screen alone is recorded
    screen.getTracks().forEach((track) => track.stop());
    throw trouble;
  }
}

// The screen, and the camera's picture in its lower corner, drawn together.
function composed(of) {
  const [screen, camera] = of.sources.map((source) => Object.assign(document.createElement("video"), { srcObject: source, muted: true }));
  const canvas = Object.assign(document.createElement("canvas"), { width: 1280, height: 720 });
  const pen = canvas.getContext("2d");
  screen.play();
  camera.play();
  of.drawing = setInterval(() => {
    const scale = Math.min(canvas.width / (screen.videoWidth || 1), canvas.height / (screen.videoHeight || 1));
    const [w, h] = [screen.videoWidth * scale, screen.videoHeight * scale];
    pen.fillStyle = "#0d0f12";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(screen, (canvas.width - w) / 2, (canvas.height - h) / 2, w, h);
    const height = 260 * ((camera.videoHeight || 3) / (camera.videoWidth || 4));
    pen.drawImage(camera, canvas.width - 280, canvas.height - height - 20, 260, height);
  }, 66);
  return new MediaStream([...canvas.captureStream(15).getVideoTracks(), ...of.sources[1].getAudioTracks()]);
}

function way(what) {
  const taken = root.dataset.endings.split(" ");
  for (const [ending, film, sound] of WAYS) {
    const mime = what === "sound" ? sound : film;
    if (taken.includes(ending) && MediaRecorder.isTypeSupported(mime)) return [ending, mime];
  }
  if (what === "sound" && taken.includes("weba")) return ["weba", WAYS[0][2]];
  throw new Error(said("unable"));
}

function state(name) {
  root.dataset.state = name;
  const shown = { idle: ["start"], recording: ["pause", "stop"], paused: ["pause", "stop"], sending: ["again"], done: ["keep", "again"] }[name];
  for (const button of ["start", "pause", "stop", "keep", "again"]) part(button).hidden = !shown.includes(button);
  part("what").disabled = name !== "idle";
  const runs = name === "recording" || name === "paused";
  time.hidden = !runs;
  live.hidden = !runs;
  review.hidden = name !== "done" && name !== "sending";
  part("empty").hidden = name !== "idle";
  part("pause").querySelector("span").textContent = said(name === "paused" ? "resume" : "pause");
}

function failed(text) {
  error.textContent = text;
  error.hidden = !text;
}

async function start() {
  failed("");
  status.textContent = "";
  part("start").disabled = true; // pressed twice while the browser asks for the camera, it begins once
  take = new Take();
  try {
    await take.begin(root.querySelector("[name=what]:checked").value);
    state("recording");
  } catch (trouble) {
    take.sources && take.release();
    take = null;
    const why = { NotAllowedError: "refused", NotFoundError: "missing", OverconstrainedError: "missing", NotReadableError: "missing" }[trouble.name];
    failed(why ? said(why) : trouble.message);
    state("idle");
  }
  part("start").disabled = false;
}

async function stop() {
  if (!take || !["recording", "paused"].includes(root.dataset.state)) return;
  await take.end();
  review.src = URL.createObjectURL(new Blob(take.pieces, { type: take.recorder.mimeType.split(";")[0] }));
  state("done");
  status.textContent = "";
}

async function keep() {
  part("keep").disabled = true;
  status.textContent = said("sending");
  try {
    const url = await take.tape.end();
    const answer = await send(url);
    if (answer.state !== "ok") throw new Error((await answer.response.json()).sentence);
    take = null;
    location.assign(root.dataset.back);
  } catch (refusal) {
    failed(refusal.message);
    status.textContent = "";
  }
  part("keep").disabled = false;
}

async function again() {
  const before = take;
  take = null;
  URL.revokeObjectURL(review.src);
  review.removeAttribute("src");
  state("idle");
  status.textContent = "";
  failed("");
  await before?.tape.drop();
}

part("start").addEventListener("click", start);
part("pause").addEventListener("click", () => state(take.pause() === "paused" ? "paused" : "recording"));
part("stop").addEventListener("click", stop);
part("keep").addEventListener("click", keep);
part("again").addEventListener("click", again);
addEventListener("beforeunload", (event) => {
  if (take) event.preventDefault();
});
state("idle");
part("start").disabled = false;
