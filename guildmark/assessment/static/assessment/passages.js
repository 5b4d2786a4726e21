// A passage is found again by its position, and where that reads otherwise, by its words and what stands around them.
export function rangeIn(article, { quote, before, after, start }) {
  if (!quote) return null;
  const all = article.textContent;
  const at = all.substr(Number(start), quote.length) === quote ? Number(start) : nearest(all, quote, before, after, Number(start));
  return at < 0 ? null : rangeOf(article, at, at + quote.length);
}

// The place at which the words stand with most of what stood around them; of equals, the nearest.
function nearest(all, quote, before, after, start) {
  let [best, score] = [-1, -Infinity];
  for (let at = all.indexOf(quote); at >= 0; at = all.indexOf(quote, at + 1)) {
    const alike = common(all.slice(0, at), before, true) + common(all.slice(at + quote.length), after, false);
    const here = alike - Math.abs(at - start) / (all.length + 1);
    if (here > score) [best, score] = [at, here];
  }
  return best;
}

function common(text, wanted, backwards) {
  let n = 0;
  while (n < wanted.length && n < text.length && (backwards ? text.at(-1 - n) === wanted.at(-1 - n) : text[n] === wanted[n])) n += 1;
  return n;
}

function rangeOf(article, from, to) {
  const range = document.createRange();
  const walk = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const end = passed + node.length;
    if (from >= passed && from <= end) range.setStart(node, from - passed);
    if (to >= passed && to <= end) {
      range.setEnd(node, to - passed);
      return range;
    }
    passed = end;
  }
  return null;
}
