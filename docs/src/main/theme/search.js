"use strict";

// Search without a server: the sections of the site are loaded when the dialog opens.
(() => {
  const dialog = document.querySelector("dialog.search");
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("#search-results");
  const state = dialog.querySelector(".state");
  const text = JSON.parse(document.getElementById("words").textContent);
  const base = dialog.dataset.index.replace(/[^/]*$/, "");
  const SHOWN = 12;
  const JAPANESE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー々]/u;
  const PIECES = new RegExp(`(?:${JAPANESE.source})+|(?:(?!${JAPANESE.source})[\\p{L}\\p{N}_])+`, "gu");

  let index;
  let chosen = -1;

  document.querySelector(".search-open").addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const k = event.key === "k" && (event.ctrlKey || event.metaKey);
    if (slash || k) {
      event.preventDefault();
      open();
    }
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      choose(chosen + step);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const link = list.children[chosen];
      if (link) go(link);
    }
  });
  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) go(item);
  });

  function open() {
    if (!dialog.open) dialog.showModal();
    input.select();
    if (index) return;
    const script = document.createElement("script");
    script.src = dialog.dataset.index;
    script.onload = () => {
      index = new Index(window.gallerySearch);
      search();
    };
    document.head.append(script);
  }

  function go(item) {
    dialog.close();
    location.href = base + item.dataset.url;
  }

  function choose(number) {
    const items = [...list.children];
    if (items.length === 0) return;
    chosen = (number + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
    items[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", items[chosen].id);
  }

  function search() {
    if (!index) return;
    const query = input.value.trim();
    const found = query ? index.find(query) : [];
    list.replaceChildren(...found.slice(0, SHOWN).map((hit, i) => item(hit, i)));
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
    chosen = -1;
    if (found.length) choose(0);
    state.textContent = !query ? "" : found.length ? text.results.replace("%d", found.length) : text.none;
  }

  function item({ entry, words }, number) {
    const li = document.createElement("li");
    li.id = "result-" + number;
    li.setAttribute("role", "option");
    li.dataset.url = entry.url;
    const title = document.createElement("b");
    if (entry.section) {
      const page = document.createElement("span");
      page.textContent = entry.page + " › ";
      title.append(page, ...marked(entry.section, words));
    } else {
      title.append(...marked(entry.page, words));
    }
    const excerpt = document.createElement("p");
    excerpt.append(...marked(around(entry.text, words), words));
    li.append(title, excerpt);
    return li;
  }

  // The piece of the text in which the words stand closest together.
  function around(full, words) {
    const plain = fold(full);
    const places = words
      .flatMap((word) => positions(plain, word))
      .sort((a, b) => a - b);
    if (places.length === 0) return full.slice(0, 200);
    const crowd = (place) => places.filter((other) => other >= place && other < place + 140).length;
    const best = places.reduce((a, b) => (crowd(b) > crowd(a) ? b : a));
    const start = Math.max(0, best - 50);
    const blank = full.indexOf(" ", start);
    const from = start > 0 && blank >= 0 && blank < best ? blank + 1 : start;
    return (from > 0 ? "… " : "") + full.slice(from, from + 220);
  }

  function positions(plain, word) {
    const places = [];
    for (let at = plain.indexOf(word); at >= 0 && places.length < 50; at = plain.indexOf(word, at + 1)) {
      places.push(at);
    }
    return places;
  }

  function marked(full, words) {
    const plain = fold(full);
    const nodes = [];
    let at = 0;
    const hits = words
      .flatMap((word) => positions(plain, word).map((place) => [place, place + word.length]))
      .sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    for (const [from, to] of hits) {
      if (from < at) continue;
      const mark = document.createElement("mark");
      mark.textContent = full.slice(from, to);
      nodes.push(full.slice(at, from), mark);
      at = to;
    }
    nodes.push(full.slice(at));
    return nodes;
  }

  function normal(string) {
    return string.normalize("NFKC").toLowerCase();
  }

  // As above, letter by letter, so that a place in the one is the same place in the other.
  function fold(string) {
    return string.replace(/[^\x20-\x40\x5b-\x7e]/g, (letter) => {
      const folded = normal(letter);
      return folded.length === 1 ? folded : letter;
    });
  }

  // Latin words whole, and taken apart at their humps; kana and kanji in pairs.
  function tokens(string) {
    const found = [];
    const plain = string.normalize("NFKC");
    for (const [piece] of plain.matchAll(PIECES)) {
      if (JAPANESE.test(piece)) {
        if (piece.length === 1) found.push(piece);
        for (let i = 0; i + 1 < piece.length; i++) found.push(piece.slice(i, i + 2));
      } else {
        found.push(piece.toLowerCase());
        const parts = piece.split(/_|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u);
        if (parts.length > 1) found.push(...parts.filter(Boolean).map((part) => part.toLowerCase()));
      }
    }
    return found;
  }

  class Index {
    constructor(entries) {
      this.entries = entries;
      this.places = new Map();
      this.lengths = entries.map((entry, number) => {
        const body = tokens(entry.text);
        this.add(number, tokens(entry.page), 3);
        this.add(number, tokens(entry.section), 6);
        this.add(number, body, 1);
        return body.length;
      });
      this.average = this.lengths.reduce((a, b) => a + b, 0) / entries.length;
      this.vocabulary = [...this.places.keys()].sort();
    }

    add(number, found, weight) {
      for (const token of found) {
        let entry = this.places.get(token);
        if (!entry) this.places.set(token, (entry = new Map()));
        entry.set(number, (entry.get(number) ?? 0) + weight);
      }
    }

    // Every word must be there; if that finds nothing, as many as possible.
    find(query) {
      const wanted = [...new Set(tokens(query))];
      if (wanted.length === 0) return [];
      const scores = new Map();
      for (const token of wanted) {
        for (const [number, score] of this.scores(token)) {
          const sum = scores.get(number) ?? { score: 0, matched: 0 };
          sum.score += score;
          sum.matched++;
          scores.set(number, sum);
        }
      }
      const most = Math.max(0, ...[...scores.values()].map((sum) => sum.matched));
      const phrase = normal(query);
      const words = [phrase, ...query.split(/\s+/).map(normal), ...wanted.filter((token) => token.length > 1)];
      const hits = [...scores]
        .filter(([, sum]) => sum.matched === most)
        .map(([number, sum]) => {
          const entry = this.entries[number];
          const inTitle = normal(entry.section || entry.page);
          const title = inTitle === phrase ? 4 : inTitle.startsWith(phrase) ? 1.5 : 1;
          const together = normal(entry.text).includes(phrase) || inTitle.includes(phrase) ? 2 : 1;
          return { entry, score: sum.score * title * together, words };
        });
      return spread(hits);
    }

    // A word, what begins with it and what it is the plural of, the rarer the better.
    scores(token) {
      const sums = new Map();
      for (const word of this.matching(token)) {
        const entry = this.places.get(word);
        const rarity = Math.log(1 + (this.entries.length - entry.size + 0.5) / (entry.size + 0.5));
        const exact = word === token ? 1 : 0.4;
        for (const [number, count] of entry) {
          const length = 0.6 + (0.4 * this.lengths[number]) / this.average;
          const score = (exact * rarity * count * 2.2) / (count + 1.2 * length);
          sums.set(number, Math.max(sums.get(number) ?? 0, score));
        }
      }
      return sums;
    }

    matching(token) {
      const singular = token.length > 3 && token.endsWith("s") ? token.slice(0, -1) : token;
      const begin = this.vocabulary.filter((word) => word.startsWith(token) || word === singular);
      if (begin.length > 0 || token.length < 5) return begin;
      return this.vocabulary.filter((word) => oneSlip(word, token));
    }
  }

  // Best first; but each section of a page counts for less than the one before it,
  // so that one page with many good sections does not hide all the others.
  function spread(hits) {
    const seen = new Map();
    return hits
      .sort((a, b) => b.score - a.score)
      .map((hit) => {
        const before = seen.get(hit.entry.page) ?? 0;
        seen.set(hit.entry.page, before + 1);
        return { ...hit, score: hit.score * 0.6 ** before };
      })
      .sort((a, b) => b.score - a.score);
  }

  // Whether two words differ by one letter: missing, added, other, or two swapped.
  function oneSlip(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let start = 0;
    while (start < a.length && a[start] === b[start]) start++;
    let end = 0;
    while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
    const left = a.slice(start, a.length - end);
    const right = b.slice(start, b.length - end);
    const swapped = left.length === 2 && left[0] === right[1] && left[1] === right[0];
    return swapped || Math.max(left.length, right.length) <= 1;
  }
})();
