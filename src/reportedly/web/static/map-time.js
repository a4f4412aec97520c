/* The timeline: how many claims begin on each day, a window of days to brush, and playback. */

const DAY = 86400000;
const SVG = "http://www.w3.org/2000/svg";

export class Timeline {
  constructor({ onWindow }) {
    this.onWindow = onWindow;
    this.box = document.getElementById("time");
    this.svg = document.getElementById("days");
    this.from = document.getElementById("slide-from");
    this.to = document.getElementById("slide-to");
    this.play = document.getElementById("play");
    this.step = document.getElementById("step");
    this.output = document.getElementById("window");
    this.timer = null;
    for (const slider of [this.from, this.to]) {
      slider.addEventListener("input", () => this.slid(slider));
      slider.addEventListener("change", () => this.send());
    }
    this.play.addEventListener("click", () => (this.timer ? this.stop() : this.start()));
    this.svg.addEventListener("pointerdown", (event) => this.brush(event));
    new ResizeObserver(() => this.draw()).observe(this.svg);
  }

  show(days, asked) {
    this.counts = new Map(days.map(([day, count]) => [Date.parse(day) / DAY, count]));
    const all = [...this.counts.keys()];
    this.box.hidden = !all.length && this.first === undefined;
    if (all.length) {
      this.first = Math.min(this.first ?? Infinity, ...all);
      this.last = Math.max(this.last ?? -Infinity, ...all);
    }
    if (this.first === undefined) return;
    const at = asked.get("at");
    const given = (name, fallback) => { const day = at || asked.get(name); return day ? Math.max(this.first, Math.min(this.last, Date.parse(day) / DAY)) : fallback; };
    this.window = [given("from", this.first), given("to", this.last)];
    for (const slider of [this.from, this.to]) { slider.min = this.first; slider.max = this.last; slider.step = 1; }
    const one = this.first === this.last; // nothing to slide or to play
    this.from.parentElement.hidden = this.play.disabled = one;
    this.place();
    this.draw();
  }

  place() {
    [this.from.value, this.to.value] = this.window;
    this.from.setAttribute("aria-valuetext", say(this.window[0]));
    this.to.setAttribute("aria-valuetext", say(this.window[1]));
    const whole = this.window[0] === this.first && this.window[1] === this.last;
    this.output.textContent = this.first === this.last ? say(this.first) : `${say(this.window[0])} to ${say(this.window[1])}${whole ? ", all days" : ""}`;
  }

  slid(slider) {
    let [from, to] = [Number(this.from.value), Number(this.to.value)];
    if (from > to) { if (slider === this.from) to = from; else from = to; }
    this.window = [from, to];
    this.place();
    this.draw();
  }

  send(quiet = false) {
    const [from, to] = this.window;
    this.onWindow(from === this.first && !this.timer ? "" : say(from), to === this.last && !this.timer ? "" : say(to), quiet);
  }

  start() {
    const length = this.length();
    if (this.window[1] >= this.last || (this.window[0] === this.first && this.window[1] === this.last)) this.window = [this.first, Math.min(this.last, this.first + length - 1)];
    else this.window = [Math.max(this.first, this.window[1] - length + 1), this.window[1]];
    this.timer = setInterval(() => this.tick(), 1000);
    this.play.textContent = "❚❚ Pause";
    this.play.setAttribute("aria-pressed", "true");
    this.place(); this.draw(); this.send(true);
  }

  tick() {
    if (this.window[1] >= this.last) { this.stop(); return; }
    const length = this.length();
    const to = Math.min(this.last, this.window[1] + length);
    this.window = [Math.max(this.first, to - length + 1), to];
    this.place(); this.draw(); this.send(true);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.play.textContent = "▶ Play";
    this.play.setAttribute("aria-pressed", "false");
  }

  length() { return { day: 1, week: 7, month: 30 }[this.step.value] ?? 7; }

  light(first, last) {
    this.lit = first ? [Date.parse(first) / DAY, Date.parse(last || first) / DAY] : null;
    for (const bar of this.svg.querySelectorAll("rect.n")) bar.classList.toggle("lit", this.isLit(Number(bar.dataset.from), Number(bar.dataset.to)));
  }

  isLit(from, to) { return Boolean(this.lit) && from <= this.lit[1] && to >= this.lit[0] && this.lit[1] - this.lit[0] < 60; }

  /* Days are put together where there are more of them than there is room. */
  bins(width) {
    const days = this.last - this.first + 1;
    const each = Math.max(1, Math.ceil(days / Math.max(20, Math.floor(width / 5))));
    const bins = [];
    for (let day = this.first; day <= this.last; day += each) bins.push({ from: day, to: Math.min(this.last, day + each - 1), count: 0 });
    for (const [day, count] of this.counts) { const bin = bins[Math.floor((day - this.first) / each)]; if (bin) bin.count += count; }
    return bins;
  }

  draw() {
    const width = this.svg.clientWidth;
    if (!width || this.first === undefined) return;
    const bins = this.bins(width), most = Math.max(1, ...bins.map((bin) => bin.count)), floor = 46;
    const x = (day) => ((day - this.first) / (this.last - this.first + 1)) * width;
    const parts = [made("line", { x1: 0, x2: width, y1: floor + 0.5, y2: floor + 0.5 })];
    for (const bin of bins) {
      if (!bin.count) continue;
      const high = Math.max(2, (bin.count / most) * (floor - 4));
      const inside = bin.to >= this.window[0] && bin.from <= this.window[1];
      const wide = Math.max(1.5, x(bin.to + 1) - x(bin.from) - 1);
      const bar = made("rect", { class: `n${inside ? " in" : ""}${this.isLit(bin.from, bin.to) ? " lit" : ""}`, x: x(bin.from), y: floor - high, width: wide, height: high });
      bar.dataset.from = bin.from; bar.dataset.to = bin.to;
      bar.append(made("title", {}, `${say(bin.from)}: ${bin.count}`));
      parts.push(bar);
    }
    if (this.window[0] > this.first || this.window[1] < this.last) parts.push(made("rect", { class: "brush", x: x(this.window[0]), y: 0, width: x(this.window[1] + 1) - x(this.window[0]), height: floor }));
    const marks = Math.max(2, Math.min(6, Math.floor(width / 110), this.last - this.first + 1));
    for (let n = 0; n < marks; n += 1) {
      const day = Math.round(this.first + ((this.last - this.first) * n) / (marks - 1));
      parts.push(made("text", { x: n === 0 ? 0 : n === marks - 1 ? width : x(day + 0.5), y: 60, "text-anchor": n === 0 ? "start" : n === marks - 1 ? "end" : "middle" }, n && this.last === this.first ? "" : say(day)));
    }
    this.svg.replaceChildren(...parts);
  }

  brush(event) {
    event.preventDefault();
    this.stop();
    const left = this.svg.getBoundingClientRect().left, width = this.svg.clientWidth;
    const day = (x) => Math.max(this.first, Math.min(this.last, this.first + Math.floor(((x - left) / width) * (this.last - this.first + 1))));
    const begin = day(event.clientX);
    this.svg.setPointerCapture(event.pointerId);
    const move = (now) => { const other = day(now.clientX); this.window = [Math.min(begin, other), Math.max(begin, other)]; this.place(); this.draw(); };
    const end = (now) => { move(now); this.svg.removeEventListener("pointermove", move); this.svg.removeEventListener("pointerup", end); this.send(); };
    this.svg.addEventListener("pointermove", move);
    this.svg.addEventListener("pointerup", end);
  }
}

function say(number) { return new Date(number * DAY).toISOString().slice(0, 10); }

function made(name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text) element.textContent = text;
  return element;
}
