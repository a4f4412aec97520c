// What scripts add to a review that works by forms: single keys, chosen by whoever uses them, and drafts that are not lost.

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const tell = (words) => { const place = one("#told"); if (place) place.textContent = words; };
const store = (kind) => ({
  get(name, otherwise) { try { return JSON.parse(kind.getItem(name)) ?? otherwise; } catch { return otherwise; } },
  set(name, value) { try { kind.setItem(name, JSON.stringify(value)); } catch { /* private windows */ } },
  drop(name) { try { kind.removeItem(name); } catch { /* private windows */ } },
});
const browser = store(localStorage);
const session = store(sessionStorage);

const NAME = "reportedly.review.keys";
const SWITCH = "reportedly.keys"; // the same switch as on every other page
const form = one("#decide");
const dialog = one("#review-keys");
const baseSwitch = one("#single-keys");
const ourSwitch = one("#review-single");

// Which key does what: those of the page, but for the ones this browser was given.
const remaps = all("[data-remap]");
const defaults = Object.fromEntries(remaps.map((button) => [button.dataset.remap, button.dataset.default]));
let keys = { ...defaults, ...browser.get(NAME, {}) };
const on = () => browser.get(SWITCH, true);

function draw() {
  all("[data-hint]").forEach((hint) => { hint.textContent = keys[hint.dataset.hint]; hint.hidden = !on(); });
  all("[data-action]").forEach((each) => {
    const key = keys[each.dataset.action];
    if (on() && key) each.setAttribute("aria-keyshortcuts", key === " " ? "Space" : key);
    else each.removeAttribute("aria-keyshortcuts");
  });
  remaps.forEach((button) => { one("kbd", button).textContent = keys[button.dataset.remap]; });
  for (const each of [baseSwitch, ourSwitch]) if (each) each.checked = on();
}

if (ourSwitch) {
  ourSwitch.addEventListener("change", () => {
    if (baseSwitch && baseSwitch.checked !== ourSwitch.checked) baseSwitch.click();
    browser.set(SWITCH, ourSwitch.checked);
    draw();
  });
  baseSwitch?.addEventListener("change", () => { browser.set(SWITCH, baseSwitch.checked); draw(); });
}

// Giving an action another key: choose it, press the key.
let waiting = null;
const say = (words) => { one("#remap-said").textContent = words; };
function wait(button) {
  remaps.forEach((each) => each.setAttribute("aria-pressed", String(each === button)));
  waiting = button;
  if (button) say("Press the key; Esc leaves it as it is.");
}
function give(action, key) {
  const holder = Object.keys(keys).find((other) => other !== action && keys[other] === key);
  if (holder) {
    say(`${key} does something else already: ${one(`[data-remap="${holder}"]`).previousElementSibling.textContent}.`);
    return;
  }
  keys = { ...keys, [action]: key };
  browser.set(NAME, keys);
  say(`${key}: ${one(`[data-remap="${action}"]`).previousElementSibling.textContent}.`);
  draw();
}
remaps.forEach((button) => button.addEventListener("click", () => wait(button)));
one("#remap-reset")?.addEventListener("click", () => { browser.drop(NAME); keys = { ...defaults }; say("As they were at first."); draw(); });
dialog?.addEventListener("close", () => wait(null));
dialog?.addEventListener("keydown", (event) => {
  if (!waiting || ["Tab", "Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  const action = waiting.dataset.remap;
  wait(null);
  if (event.key === "Escape") say("");
  else if (/^[1-9]$/.test(event.key)) say("Digits choose among suggestions.");
  else give(action, event.key);
});
function showKeys(event) { event?.stopImmediatePropagation(); event?.preventDefault(); dialog?.showModal(); }
one("#keys")?.addEventListener("click", showKeys, { capture: true });
const help = one("#review-help");
if (help) { help.hidden = false; help.addEventListener("click", showKeys); }

// Slots: opened and typed into; suggestions as buttons with a digit each.
function openSlot(details) {
  details.open = true;
  const field = one("input, select", details);
  field.focus();
  field.scrollIntoView({ block: "nearest" });
}
all("datalist").forEach((list) => {
  const details = list.closest("details");
  const field = one("input", details);
  const place = document.createElement("ul");
  place.className = "suggestions";
  all("option", list).forEach((option, index) => {
    const button = document.createElement("button");
    button.type = "button";
    const digit = document.createElement("kbd");
    digit.textContent = index + 1;
    digit.setAttribute("aria-hidden", "true");
    const words = document.createElement("span");
    words.dir = "auto";
    words.textContent = option.value;
    button.append(digit, words);
    button.addEventListener("click", () => { field.value = option.value; field.dispatchEvent(new Event("input", { bubbles: true })); field.focus(); });
    const item = document.createElement("li");
    item.append(button);
    place.append(item);
  });
  details.append(place);
});
all("details.slot-row").forEach((details) => details.addEventListener("toggle", () => {
  if (details.open && document.activeElement === one("summary", details)) one("input, select", details).focus();
}));
const amend = one('[data-action="amend"]');
if (amend) {
  amend.hidden = false;
  amend.addEventListener("click", () => {
    const rows = all("details.slot-row");
    rows.forEach((details) => { details.open = true; });
    openSlot(rows[0]);
  });
}
const fields = () => all("details.slot-row input, details.slot-row select", form);
const amended = () => fields().some((field) => field.value.trim());
const note = one("#note");

// A draft outlives a reload until it is saved.
const claim = one("[data-claim]")?.dataset.claim;
const draftName = `reportedly.review.draft.${claim}`;
if (form) {
  const draft = session.get(draftName, {});
  for (const field of [...fields(), note]) {
    if (!field.value && draft[field.name]) {
      field.value = draft[field.name];
      field.closest("details")?.setAttribute("open", "");
    }
  }
  form.addEventListener("input", () => {
    session.set(draftName, Object.fromEntries([...fields(), note].filter((field) => field.value).map((field) => [field.name, field.value])));
  });
}
let sent = false;
all("main form[method=post]").forEach((each) => each.addEventListener("submit", (event) => {
  if (sent) { event.preventDefault(); return; }
  if (event.submitter?.value === "skip" && !note.value.trim()) {
    event.preventDefault();
    note.focus();
    tell("Write why it is put off.");
    note.setAttribute("placeholder", "why it is put off");
    return;
  }
  if (event.submitter?.value === "amend" && !amended() && !note.value.trim()) {
    event.preventDefault();
    tell("Nothing was changed.");
    one('[data-action="next"]')?.click();
    return;
  }
  sent = true;
  if (each === form) session.drop(draftName);
  session.set("reportedly.review.sent", true);
}));
addEventListener("pageshow", () => { sent = false; });
if (session.get("reportedly.review.sent", false)) { // the outcome is heard as well as seen
  session.drop("reportedly.review.sent");
  setTimeout(() => tell(`${one("#last-step")?.textContent ?? ""} ${one("#left")?.textContent ?? ""}`), 100);
}

// The keys themselves, before those of all pages.
const typing = (target) => target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
function press(action, event) {
  if (action === "search") { one("#q")?.focus(); one("#q")?.select(); return true; }
  if (action === "help") { showKeys(); return true; }
  if (action === "note") { note?.focus(); return Boolean(note); }
  if (action === "save") {
    if (event.target.closest?.("a, button, summary")) return false; // Enter presses what has the focus
    one('[data-action="amended"]')?.click();
    return true;
  }
  const found = one(`[data-action="${action}"]`);
  if (!found || found.disabled) { tell("There is nothing to do that with."); return true; }
  if (found.matches("summary")) openSlot(found.closest("details"));
  else found.click();
  return true;
}
document.addEventListener("keydown", (event) => {
  if (dialog?.open || one("#help")?.open || event.isComposing) return;
  const field = typing(event.target);
  if (field) {
    if (event.key === "Escape" && form?.contains(field)) { field.blur(); event.stopImmediatePropagation(); }
    else if (on() && event.altKey && /^[1-9]$/.test(event.key)) choose(field, event);
    return;
  }
  if (!on() || event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^[1-9]$/.test(event.key) && choose(one("details.slot-row[open]"), event)) return;
  const action = Object.keys(keys).find((each) => keys[each] === event.key);
  if (action && press(action, event)) { event.preventDefault(); event.stopImmediatePropagation(); }
}, { capture: true });
function choose(near, event) {
  const button = near && all(".suggestions button", near.closest("details"))[Number(event.key) - 1];
  if (!button) return false;
  event.preventDefault();
  event.stopImmediatePropagation();
  button.click();
  return true;
}
draw();
