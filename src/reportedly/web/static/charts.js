/* A figure through time: reads the steps from the table beneath and draws them; the table stays the same in words. */

const host = document.getElementById("figure-chart");
const table = host && document.getElementById(host.dataset.table);
if (host && table && window.uPlot) start();

function start() {
  const steps = readSteps();
  if (!steps.length) return;
  host.hidden = false;
  let plot = draw(steps);
  const again = () => { plot.destroy(); plot = draw(steps); };
  let last = host.clientWidth;
  new ResizeObserver(() => { if (Math.abs(host.clientWidth - last) > 4) { last = host.clientWidth; again(); } }).observe(host);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  new MutationObserver(again).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
}

function readSteps() {
  const found = [];
  for (const body of table.tBodies) {
    for (const row of body.rows) {
      const { day, until, low, high, claim, gone, says } = row.dataset;
      if (!day || (low === "" && high === "")) continue;
      found.push({
        tone: Number(body.dataset.tone), source: body.dataset.source, says, claim, gone: gone === "1",
        day: at(day), until: until ? at(until) : null,
        low: low === "" ? null : Number(low), high: high === "" ? null : Number(high),
      });
    }
  }
  return found;
}

function at(day) { return Date.parse(day + "T00:00:00Z") / 1000; }

function colour(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  host.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function draw(steps) {
  const days = [...new Set(steps.flatMap((s) => [s.day, s.until ?? s.day]))].sort((a, b) => a - b);
  const first = days[0], last = days[days.length - 1];
  const room = Math.max(86400, (last - first) * 0.06);
  const numbers = steps.flatMap((s) => [s.low, s.high]).filter((n) => n !== null);
  const suggested = table.dataset.suggested ? Number(table.dataset.suggested) : null;
  if (suggested !== null) numbers.push(suggested);
  const least = Math.min(...numbers), most = Math.max(...numbers);
  const span = most - least || Math.max(1, most * 0.2);
  const range = [Math.max(least >= 0 ? 0 : -Infinity, least - span * 0.2), most + span * 0.25];
  const tones = ["--s1", "--s2", "--s3", "--s4", "--s5", "--s6"].map(colour);
  const colours = { tones, paper: colour("--raised"), dim: colour("--dim"), line: colour("--line"), ink: colour("--ink") };
  const spots = [];
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  const plot = new uPlot({
    width: host.clientWidth - 16, height: Math.max(240, Math.min(380, host.clientWidth * 0.42)),
    padding: [10, 44, 0, 0], legend: { show: false }, cursor: { drag: { x: true, y: false }, points: { show: false }, y: false },
    tzDate: (stamp) => uPlot.tzDate(new Date(stamp * 1000), "Etc/UTC"),
    scales: { x: { time: true, range: [first - room, last + room] }, y: { range } },
    series: [{}, { paths: () => null, points: { show: false } }],
    axes: [
      { stroke: colours.dim, grid: { stroke: colours.line, width: 1 }, ticks: { stroke: colours.line }, values: (u, marks) => marks.map(sayDay), space: 90, incrs: [1, 2, 7, 14, 30, 91, 182, 365, 730, 1825].map((days) => days * 86400) },
      { stroke: colours.dim, grid: { stroke: colours.line, width: 1 }, ticks: { stroke: colours.line }, size: 64, values: (u, marks) => marks.map((n) => n.toLocaleString("en")) },
    ],
    hooks: { draw: [(u) => paint(u, steps, colours, spots, suggested, last + room)] },
  }, [days, days.map(() => null)], host);
  plot.root.append(tip);
  plot.over.addEventListener("mousemove", (event) => point(plot, event, spots, tip));
  plot.over.addEventListener("mouseleave", () => { tip.hidden = true; host.classList.remove("over"); });
  plot.over.addEventListener("click", (event) => { const spot = near(event, spots); if (spot) location.href = spot.step.claim; });
  plot.over.setAttribute("aria-hidden", "true");
  return plot;
}

function sayDay(stamp) { return new Date(stamp * 1000).toISOString().slice(0, 10); }

function paint(u, steps, colours, spots, suggested, end) {
  const c = u.ctx, ratio = devicePixelRatio || 1;
  const top = u.bbox.top, bottom = u.bbox.top + u.bbox.height;
  spots.length = 0;
  c.save();
  c.beginPath(); c.rect(u.bbox.left, top, u.bbox.width, u.bbox.height); c.clip();
  if (suggested !== null) paintSuggested(u, suggested, colours, ratio);
  for (const step of steps) {
    const x = u.valToPos(step.day, "x", true);
    const right = u.valToPos(step.until ?? end, "x", true);
    const low = step.low === null ? bottom : u.valToPos(step.low, "y", true);
    const high = step.high === null ? top : u.valToPos(step.high, "y", true);
    paintBand(c, { x, right, low, high, step, tone: colours.tones[step.tone], ratio });
    paintMark(c, { x, low: step.low === null ? high : low, high: step.high === null ? low : high, step, colours, ratio });
    spots.push({ x: (x - u.bbox.left) / ratio, y: ((step.low === null ? high : low) - top) / ratio, step });
  }
  c.restore();
}

function paintBand(c, { x, right, low, high, step, tone, ratio }) {
  const thin = Math.abs(low - high) < 2;
  if (thin) { line(c, x, low, right, low, tone, 2 * ratio, step.gone ? [5 * ratio, 4 * ratio] : []); return; }
  const open = step.low === null ? 1 : step.high === null ? -1 : 0;
  if (open) {
    const fade = c.createLinearGradient(0, low, 0, high);
    fade.addColorStop(open < 0 ? 0 : 1, withAlpha(tone, step.gone ? 0.16 : 0.34));
    fade.addColorStop(open < 0 ? 1 : 0, withAlpha(tone, 0));
    c.fillStyle = fade;
  } else c.fillStyle = withAlpha(tone, step.gone ? 0.12 : 0.28);
  c.fillRect(x, high, right - x, low - high);
  const dash = step.gone ? [5 * ratio, 4 * ratio] : [];
  if (step.low !== null) line(c, x, low, right, low, tone, 2 * ratio, dash);
  if (step.high !== null) line(c, x, high, right, high, tone, 2 * ratio, dash);
}

function paintMark(c, { x, low, high, step, colours, ratio }) {
  const tone = colours.tones[step.tone];
  if (step.low !== null && step.high !== null && low !== high) line(c, x, low, x, high, tone, 2 * ratio, []);
  const y = low;
  c.beginPath();
  const r = 5 * ratio;
  if (step.tone % 3 === 1) c.rect(x - r, y - r, 2 * r, 2 * r);
  else if (step.tone % 3 === 2) { c.moveTo(x, y - 1.3 * r); c.lineTo(x + 1.3 * r, y); c.lineTo(x, y + 1.3 * r); c.lineTo(x - 1.3 * r, y); c.closePath(); }
  else c.arc(x, y, r, 0, 2 * Math.PI);
  c.fillStyle = step.gone ? colours.paper : tone;
  c.fill();
  c.lineWidth = 2 * ratio; c.strokeStyle = tone; c.setLineDash([]); c.stroke();
  if (step.low === null || step.high === null) {
    const up = step.high === null ? -1 : 1, from = y + up * 9 * ratio, to = y + up * 20 * ratio;
    line(c, x, from, x, to, tone, 2 * ratio, []);
    c.beginPath(); c.moveTo(x - 4 * ratio, to - up * 5 * ratio); c.lineTo(x, to); c.lineTo(x + 4 * ratio, to - up * 5 * ratio); c.stroke();
  }
}

function paintSuggested(u, value, colours, ratio) {
  const y = u.valToPos(value, "y", true);
  line(u.ctx, u.bbox.left, y, u.bbox.left + u.bbox.width, y, colours.ink, ratio, [2 * ratio, 4 * ratio]);
  u.ctx.fillStyle = colours.ink;
  u.ctx.font = `${12 * ratio}px sans-serif`;
  u.ctx.textAlign = "left"; u.ctx.textBaseline = "bottom";
  u.ctx.fillText("suggested, not found", u.bbox.left + 6 * ratio, y - 3 * ratio);
}

function line(c, x1, y1, x2, y2, stroke, width, dash) {
  c.beginPath(); c.setLineDash(dash); c.lineWidth = width; c.strokeStyle = stroke; c.moveTo(x1, y1); c.lineTo(x2, y2); c.stroke();
}

function withAlpha(rgb, alpha) {
  const parts = rgb.match(/[\d.]+/g);
  return parts ? `rgba(${parts[0]},${parts[1]},${parts[2]},${alpha})` : rgb;
}

function near(event, spots) {
  let best = null, least = 18;
  for (const spot of spots) {
    const far = Math.hypot(spot.x - event.offsetX, spot.y - event.offsetY);
    if (far < least) { least = far; best = spot; }
  }
  return best;
}

function point(plot, event, spots, tip) {
  const spot = near(event, spots);
  host.classList.toggle("over", Boolean(spot));
  tip.hidden = !spot;
  if (!spot) return;
  tip.textContent = `${sayDay(spot.step.day)}: ${spot.step.says}. ${spot.step.source}${spot.step.gone ? " (revised since)" : ""}`;
  tip.style.left = `${Math.min(spot.x + 76, plot.root.clientWidth - 200)}px`;
  tip.style.top = `${Math.max(0, spot.y - 34)}px`;
}
