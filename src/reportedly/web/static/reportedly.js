// What scripts add to pages that work without them: keys, copying, the theme, saved filters, dropping files, waiting.

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const tell = (words) => { const place = one("#told"); if (place) place.textContent = words; };
const store = {
  get(name, otherwise) { try { return JSON.parse(localStorage.getItem(name)) ?? otherwise; } catch { return otherwise; } },
  set(name, value) { try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* private windows */ } },
};

// The theme: follows the system until somebody chooses; the choice goes with requests, so that nothing flashes.
const theme = one("#theme");
if (theme) {
  const dark = () => document.documentElement.dataset.theme === "dark"
    || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  const name = () => { theme.textContent = dark() ? "Light" : "Dark"; theme.setAttribute("aria-label", `Use ${dark() ? "light" : "dark"} colours`); };
  theme.hidden = false;
  name();
  theme.addEventListener("click", () => {
    const next = dark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    document.cookie = `theme=${next}; path=/; max-age=31536000; samesite=strict`;
    name();
  });
}

// On a narrow screen the page that is open is brought into view among the others.
one(".top nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });

// Keys: single ones, off while typing, and off for good where somebody says so.
const help = one("#help");
const switchKeys = one("#single-keys");
let singleKeys = store.get("reportedly.keys", true);
if (switchKeys) {
  switchKeys.checked = singleKeys;
  switchKeys.addEventListener("change", () => { singleKeys = switchKeys.checked; store.set("reportedly.keys", singleKeys); });
}
const keysButton = one("#keys");
if (keysButton) { keysButton.hidden = false; keysButton.addEventListener("click", () => help.showModal()); }

const rows = () => all(".claim-row");
function step(by) {
  const found = rows();
  const at = found.findIndex((row) => row.classList.contains("picked"));
  const next = found[Math.min(Math.max(at + by, 0), found.length - 1)];
  if (!next) return false;
  found.forEach((row) => row.classList.remove("picked"));
  next.classList.add("picked");
  next.scrollIntoView({ block: "nearest" });
  one("a", next)?.focus({ preventScroll: true });
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !singleKeys) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (help?.open) return;
  if (event.key === "/") { event.preventDefault(); one("#q")?.focus(); one("#q")?.select(); return; }
  if (event.key === "?") { event.preventDefault(); help?.showModal(); return; }
  const keyed = one(`[data-key="${CSS.escape(event.key)}"]`);
  if (keyed) { event.preventDefault(); keyed.click(); return; }
  if (event.key === "j" || event.key === "k") { if (step(event.key === "j" ? 1 : -1)) event.preventDefault(); }
});

// The claim looked at is brought into view where its card stands beside it.
if (matchMedia("(min-width: 62rem)").matches) one("a.claimed.picked")?.scrollIntoView({ block: "center", behavior: "instant" });

// Copying.
all("[data-copy]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const from = one(button.dataset.copy);
    const words = `${from.value} ${new URL(one("#permalink")?.getAttribute("href") ?? "", location.href)}`;
    try { await navigator.clipboard.writeText(words); } catch { from.select(); document.execCommand("copy"); }
    button.textContent = "Copied";
    tell("Copied");
  });
});

// Saved filters lie in this browser.
const saved = one("#saved");
if (saved) {
  const list = one("ul", saved);
  const draw = () => {
    const kept = store.get("reportedly.filters", []);
    list.replaceChildren(...kept.map(({ name, query }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `/claims${query}`;
      const words = document.createElement("span");
      words.textContent = name;
      words.dir = "auto";
      link.append(words);
      const drop = document.createElement("button");
      drop.className = "link";
      drop.textContent = "drop";
      drop.setAttribute("aria-label", `Drop the saved filter ${name}`);
      drop.addEventListener("click", () => { store.set("reportedly.filters", kept.filter((other) => other.name !== name)); draw(); });
      item.append(link, drop);
      return item;
    }));
  };
  saved.hidden = false;
  one("form", saved).addEventListener("submit", (event) => {
    event.preventDefault();
    const name = new FormData(event.target).get("name").trim();
    if (!name) return;
    const others = store.get("reportedly.filters", []).filter((other) => other.name !== name);
    store.set("reportedly.filters", [...others, { name, query: location.search }]);
    event.target.reset();
    tell(`Kept as ${name}`);
    draw();
  });
  draw();
}

// Filters are folded on a narrow screen, so that the claims come first.
const fold = one(".facets .fold");
if (fold && matchMedia("(max-width: 62rem)").matches) {
  fold.open = false;
  all("details[open]", fold).forEach((each) => { if (!one("[aria-current]", each)) each.open = false; });
}

// Dropping files.
const drop = one("[data-drop]");
if (drop) {
  const input = one("input[type=file]", drop);
  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; drop.requestSubmit(); }
    else { one("textarea", drop).value = event.dataTransfer.getData("text"); }
  });
  drop.addEventListener("submit", () => {
    one("#reading").textContent = "Reading; the first time takes some seconds.";
    const button = one("button.main", drop);
    setTimeout(() => { button.disabled = true; }, 0);
  });
}

// What is under way is followed until it is done.
const job = one("[data-job]");
if (job) {
  const timer = setInterval(async () => {
    try {
      const found = (await (await fetch("/index.json")).json()).job;
      if (!found || found.done) { clearInterval(timer); location.reload(); return; }
      one("#job-count").textContent = `${found.finished} of ${found.total}`;
    } catch { /* looked at again in a moment */ }
  }, 1500);
} else if (one("[data-wait]")) {
  let waited = 0;
  const look = async () => {
    try {
      const now = new DOMParser().parseFromString(await (await fetch(location.href, { headers: { accept: "text/html" } })).text(), "text/html");
      const typing = document.activeElement?.matches("input, textarea, select");
      if (!one("[data-wait]", now) && !typing) { location.reload(); return; }
    } catch { /* looked at again in a moment */ }
    waited += 1;
    if (waited < 30) setTimeout(look, 2000 + 1000 * waited);
  };
  setTimeout(look, 2000);
}
