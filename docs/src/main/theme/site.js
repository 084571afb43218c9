"use strict";

// What the pages remember from one to the next. A private window may have no storage.
const memory = {
  get(name) {
    try {
      return localStorage.getItem("gallery." + name);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      localStorage.setItem("gallery." + name, value);
    } catch {
      // The page works without; it only forgets.
    }
  },
};

const words = JSON.parse(document.getElementById("words").textContent);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];

theme();
menu();
tableOfContents();
languageLinks();
tabs();
copyButtons();
scrollables();
progress();

function theme() {
  const button = document.querySelector(".theme");
  const root = document.documentElement;
  const isDark = () => {
    const chosen = root.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };
  const label = () => button.setAttribute("aria-label", isDark() ? words.light : words.dark);
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    memory.set("theme", root.dataset.theme);
    label();
  });
  label();
}

// On a narrow screen the list of chapters covers the page until it is closed.
function menu() {
  const button = document.querySelector(".menu");
  const chapters = document.getElementById("chapters");
  const show = (open) => {
    chapters.classList.toggle("open", open);
    button.setAttribute("aria-expanded", String(open));
    document.body.style.overflow = open ? "hidden" : "";
  };
  const isOpen = () => chapters.classList.contains("open");
  button.addEventListener("click", (event) => {
    event.preventDefault();
    show(!isOpen());
  });
  button.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      show(!isOpen());
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) {
      show(false);
      button.focus();
    }
  });
  // Whoever tabs on past the last chapter wants to read the page below.
  chapters.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !chapters.contains(relatedTarget) && relatedTarget !== button) show(false);
  });
  matchMedia("(max-width: 56rem)").addEventListener("change", () => show(false));

  const current = chapters.querySelector("[aria-current]");
  if (current && current.offsetTop > chapters.clientHeight - 80) {
    chapters.scrollTop = current.offsetTop - chapters.clientHeight / 2;
  }
}

function tableOfContents() {
  const toc = document.querySelector(".toc");
  if (!toc) return;

  const toggle = toc.querySelector(".toc-toggle");
  const show = (open) => {
    toc.classList.toggle("open", open);
    toggle.setAttribute("aria-expanded", String(open));
  };
  toggle.addEventListener("click", () => show(!toc.classList.contains("open")));

  const links = new Map(all("a", toc).map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const headings = [...links.keys()].map((id) => document.getElementById(id));
  for (const link of links.values()) link.addEventListener("click", () => show(false));

  let current;
  const spy = () => {
    const line = innerHeight * 0.25;
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < line);
    const heading = atEnd ? headings.at(-1) : passed.at(-1);
    const link = heading && links.get(heading.id);
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "location");
    current = link;
    if (link && getComputedStyle(toc).position === "sticky") {
      const top = link.offsetTop;
      if (top < toc.scrollTop || top > toc.scrollTop + toc.clientHeight - 40) {
        toc.scrollTop = top - toc.clientHeight / 2;
      }
    }
  };
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      spy();
    });
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon, { passive: true });
  spy();
}

// The other language opens at the same section.
function languageLinks() {
  for (const link of all(".language[rel=alternate]")) {
    link.addEventListener("click", () => {
      link.hash = location.hash;
    });
  }
}

// A list of terms becomes tabs. Groups with the same labels switch together, on every page.
function tabs() {
  const groups = all(".tabs").map(tabGroup);
  function tabGroup(group, number) {
    const list = group.querySelector("dl");
    const labels = all(":scope > dt", list).map((term) => term.textContent.trim());
    const panels = all(":scope > dd", list).map((definition, index) => {
      const panel = document.createElement("div");
      panel.className = "panel";
      panel.dataset.label = labels[index];
      panel.append(...definition.childNodes);
      return panel;
    });
    const name = "tabs." + labels.join("|");
    const bar = document.createElement("div");
    bar.className = "tab-list";
    bar.setAttribute("role", "tablist");
    const buttons = labels.map((label, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.id = `tab-${number}-${index}`;
      button.textContent = label;
      button.setAttribute("role", "tab");
      button.setAttribute("aria-controls", `panel-${number}-${index}`);
      panels[index].id = `panel-${number}-${index}`;
      panels[index].setAttribute("role", "tabpanel");
      panels[index].setAttribute("aria-labelledby", button.id);
      button.addEventListener("click", () => choose(name, index, group));
      bar.append(button);
      return button;
    });
    bar.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = (buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length;
      buttons[next].focus();
      choose(name, next, group);
      event.preventDefault();
    });
    list.replaceWith(bar, ...panels);
    return { name, buttons, panels };
  }

  function choose(name, index, clicked) {
    const before = clicked.getBoundingClientRect().top;
    memory.set(name, String(index));
    show(name, index);
    // Other groups above may have grown or shrunk: what was clicked stays where it was.
    scrollBy(0, clicked.getBoundingClientRect().top - before);
  }

  function show(name, index) {
    for (const group of groups.filter((each) => each.name === name)) {
      group.buttons.forEach((button, i) => {
        button.setAttribute("aria-selected", String(i === index));
        button.tabIndex = i === index ? 0 : -1;
        group.panels[i].hidden = i !== index;
      });
    }
  }

  for (const { name, buttons } of groups) {
    const index = Number(memory.get(name));
    show(name, index < buttons.length ? index : 0);
  }
}

function copyButtons() {
  for (const pre of all(".listingblock pre")) {
    if (!pre.closest(".message")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = words.copy;
      button.setAttribute("aria-label", words.copyLabel);
      button.addEventListener("click", async () => {
        await copy(textOf(pre));
        button.textContent = words.copied;
        button.classList.add("done");
        setTimeout(() => {
          button.textContent = words.copy;
          button.classList.remove("done");
        }, 1500);
      });
      pre.closest(".listingblock").append(button);
    }
  }
}

// Of a console only the commands are copied: no prompts, and nothing that was printed.
function textOf(pre) {
  const lines = pre.textContent.replace(/\n$/, "").split("\n");
  if (pre.dataset.lang !== "console" || !lines.some((line) => line.startsWith("$ "))) {
    return lines.map((line) => line.trimEnd()).join("\n") + "\n";
  }
  const commands = [];
  let goesOn = false;
  for (const line of lines) {
    if (line.startsWith("$ ") || goesOn) {
      commands.push(line.replace(/^\$ /, ""));
      goesOn = line.endsWith("\\");
    }
  }
  return commands.join("\n") + "\n";
}

async function copy(text) {
  if (navigator.clipboard && isSecureContext) {
    return navigator.clipboard.writeText(text);
  }
  // A page from a file or from a plain address has no clipboard of its own.
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

// What scrolls sideways can be reached with the keyboard; what does not scroll is left out.
function scrollables() {
  const boxes = all("pre, .scroll");
  const update = () => {
    for (const box of boxes) {
      if (box.scrollWidth > box.clientWidth + 1) {
        box.tabIndex = 0;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", box.matches("pre") ? words.scroll : words.table);
      } else {
        for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
      }
    }
  };
  addEventListener("resize", update, { passive: true });
  document.addEventListener("click", () => requestAnimationFrame(update));
  document.fonts?.ready.then(update);
  update();
}

// The workshop writes progress.js; without it nothing is shown.
function progress() {
  for (const mark of all(".progress[data-exercise]")) {
    const state = window.galleryProgress?.[mark.dataset.exercise];
    mark.textContent = state === "solved" ? words.solved : state ? words.started : "";
  }
}
