// The running total against the threshold. The figures come from the server; here they are only shown.
const box = document.getElementById("standing");
const texts = document.getElementById("desk-texts").dataset;
const part = (name) => box.querySelector(`[data-part=${name}]`);

export function showStanding(now) {
  part("scored").textContent = texts.scored.replace("{n}", now.scored).replace("{m}", now.of);
  part("total").textContent = now.total || "–";
  const verdict = part("verdict");
  verdict.textContent = now.met === true ? texts.would : now.met === false ? texts.wouldnt : now.open ? texts.carriedDecides : texts.unfinished;
  verdict.className = `badge ${now.met === true ? "badge-good" : now.met === false ? "badge-warn" : "badge-neutral"}`;
  const below = part("below");
  below.hidden = !now.below.length;
  below.textContent = now.below.length ? texts.below.replace("{criteria}", now.below.join(", ")) : "";
  draw(now.share, now.cut_share, now.reaches);
}

export function draw(share, cut, reaches = undefined) {
  box.style.setProperty("--share", `${share / 10}%`);
  box.style.setProperty("--cut", `${cut / 10}%`);
  box.toggleAttribute("data-has-cut", cut >= 0);
  box.dataset.reaches = (reaches ?? (cut < 0 || share >= cut)) ? "yes" : "no";
}

draw(Number(box.dataset.share), Number(box.dataset.cut));
