/* How the map is drawn: a style made from the page's own colours, and patterns and marks drawn when they are asked for.

   Class is pattern, party is tone, and the party's name stands beside: nothing is said by colour alone. */

const FONT = ["sans-serif"];
const TONES = ["--s1", "--s2", "--s3", "--s4", "--s5", "--s7", "--s8"];

/* The page's colours by name, until the style is made anew: each asks the browser for the style of an element. */
const colours = new Map();

function colour(name) {
  if (!colours.has(name)) colours.set(name, findColour(name));
  return colours.get(name);
}

function findColour(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return plain(found);
}

/* Whatever notation the browser gives, as red, green and blue: the map takes no other. */
function plain(text) {
  const c = board(1);
  c.fillStyle = text;
  c.fillRect(0, 0, 1, 1);
  const [r, g, b] = c.getImageData(0, 0, 1, 1).data;
  return `rgb(${r},${g},${b})`;
}

/* Each party's tone, those that most is claimed of first; who is named less, or with another, has the ink's. */
let tones = [];
function tone(holder) {
  const number = tones.indexOf(holder);
  return number < 0 ? "--ink" : TONES[number % TONES.length];
}

export function spread(state) {
  tones = state.data.tones ?? [];
  const shapes = shapesOf(state);
  const points = [], areas = [], middles = [];
  for (const place of state.data.places) {
    const properties = { key: place.key, name: label(place), claims: place.claims, word: place.word, tone: tone(place.holder), how: place.how, [place.word]: 1 };
    const shape = place.how === "area" ? shapes.get(place.key) : null;
    if (shape) {
      areas.push({ type: "Feature", properties: { ...properties, soft: shape.properties.soft, size: shape.properties.size }, geometry: shape.geometry });
      middles.push({ type: "Feature", properties: { ...properties, size: shape.properties.size }, geometry: { type: "Point", coordinates: [shape.properties.lon, shape.properties.lat] } });
    } else if (place.how !== "area") points.push({ type: "Feature", properties, geometry: pointOf(place) });
  }
  areas.sort((a, b) => b.properties.size - a.properties.size);
  return { points: all(points), areas: all(areas), "area-middles": all(middles), lit: litOf(state) };
}

/* The places that are chosen, or pointed at in a list. */
export function litOf(state) {
  const chosen = new URL(location.href).searchParams.get("sel");
  const shapes = shapesOf(state);
  const lit = state.data.places.filter((place) => place.key === chosen || state.lit.has(place.key));
  return all(lit.filter((place) => place.how !== "area" || shapes.has(place.key)).map((place) => ({
    type: "Feature", properties: { key: place.key }, geometry: place.how === "area" ? shapes.get(place.key).geometry : pointOf(place),
  })));
}

function shapesOf(state) { return new Map((state.areas?.features ?? []).map((one) => [one.properties.key, one])); }

function pointOf(place) { return { type: "Point", coordinates: [place.lon, place.lat] }; }

function label(place) {
  const held = place.holder && !["none", "unknown"].includes(place.word) ? `\n${place.holder}` : "";
  return `${place.name}${held}${held && place.word === "parts" ? " in parts" : ""}`;
}

function all(features) { return { type: "FeatureCollection", features }; }

export function makeStyle(state) {
  colours.clear();
  const c = Object.fromEntries(["paper", "raised", "sunk", "ink", "dim", "line", "accent", "mark-line"].map((name) => [name, colour(`--${name}`)]));
  const fine = new Set((state.near?.features ?? []).filter((one) => one.properties.kind === "land").map((one) => one.properties.code));
  const world = (state.world?.features ?? []).filter((one) => !(one.properties.kind === "land" && fine.has(one.properties.code)));
  const ground = all([...world, ...(state.near?.features ?? [])]);
  const drawn = spread(state);
  const many = drawn.points.features.length > 150;
  const sum = Object.fromEntries(["several", "one", "neutral", "disputed", "stale", "unknown", "none"].map((word) => [word, ["+", ["coalesce", ["get", word], 0]]]));
  const source = (data) => ({ type: "geojson", data, tolerance: 0.2 });
  return {
    version: 8,
    sources: {
      ground: source(ground), areas: source(drawn.areas), "area-middles": source(drawn["area-middles"]), lit: source(drawn.lit),
      points: { type: "geojson", data: drawn.points, cluster: many, clusterRadius: 38, clusterMaxZoom: 9, clusterProperties: { claims: ["+", ["get", "claims"]], ...sum } },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": c.sunk } },
      { id: "land", type: "fill", source: "ground", filter: ["==", ["get", "kind"], "land"], paint: { "fill-color": c.raised, "fill-antialias": false } },
      { id: "seams", type: "line", source: "ground", filter: ["==", ["get", "kind"], "land"], paint: { "line-color": c.raised, "line-width": ["interpolate", ["exponential", 2], ["zoom"], 5, 0.5, 9, 6] } },
      { id: "divisions", type: "line", source: "ground", minzoom: 4, filter: ["==", ["get", "kind"], "division"], paint: { "line-color": c.line, "line-width": 0.8 } },
      { id: "borders", type: "line", source: "ground", filter: ["any", ["==", ["get", "kind"], "border"], ["all", ["==", ["get", "kind"], "land"], ["!", ["in", ["get", "code"], ["literal", [...fine]]]]]], paint: { "line-color": c.dim, "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.4, 7, 1.2] } },
      { id: "disputed-ground", type: "line", source: "ground", filter: ["==", ["get", "kind"], "disputed"], paint: { "line-color": c.raised, "line-width": 3 } },
      { id: "disputed", type: "line", source: "ground", filter: ["==", ["get", "kind"], "disputed"], paint: { "line-color": c.dim, "line-width": 1.3, "line-dasharray": [4, 3] } },
      { id: "areas", type: "fill", source: "areas", paint: { "fill-pattern": ["concat", "fill|", ["get", "word"], "|", ["get", "tone"]], "fill-opacity": ["case", ["in", ["get", "word"], ["literal", ["parts", "none", "unknown"]]], fading(0), fading(0.2)] } },
      { id: "area-edges", type: "line", source: "areas", filter: ["!", ["get", "soft"]], paint: { "line-color": c.ink, "line-width": 1.2, "line-opacity": 0.6 } },
      { id: "area-soft-edges", type: "line", source: "areas", filter: ["get", "soft"], paint: { "line-color": c.ink, "line-width": 7, "line-blur": 7, "line-opacity": 0.35 } },
      { id: "lit-areas", type: "line", source: "lit", filter: ["!=", ["geometry-type"], "Point"], paint: { "line-color": c["mark-line"], "line-width": 3 } },
      { id: "clusters", type: "symbol", source: "points", filter: ["has", "point_count"], layout: { "icon-image": ["concat", "pie", ...["several", "one", "neutral", "disputed", "stale", "unknown", "none"].flatMap((word) => ["|", ["to-string", ["get", word]]])], "icon-allow-overlap": true, "text-field": ["to-string", ["get", "claims"]], "text-font": FONT, "text-size": 11.5, "text-allow-overlap": true }, paint: { "text-color": c.ink, "text-halo-color": c.raised, "text-halo-width": 1.6 } },
      { id: "lit-points", type: "circle", source: "lit", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-radius": 16, "circle-color": "rgba(0,0,0,0)", "circle-stroke-color": c["mark-line"], "circle-stroke-width": 3 } },
      { id: "area-names", type: "symbol", source: "area-middles", layout: names(11.5, true), paint: { ...text(c), "text-color": c.dim } },
      { id: "dots", type: "symbol", source: "points", filter: ["all", ["!", ["has", "point_count"]], ["==", ["get", "how"], "dot"]], layout: mark("dot") },
      { id: "rings", type: "symbol", source: "points", filter: ["all", ["!", ["has", "point_count"]], ["==", ["get", "how"], "ring"]], layout: mark("ring") },
      { id: "names", type: "symbol", source: "points", filter: ["!", ["has", "point_count"]], layout: names(12.5, false), paint: text(c) },
    ],
  };
}

/* The wider an area, the fainter, so that what lies in it is seen; a country of which little is said has its outline alone. */
function fading(least) { return ["interpolate", ["linear"], ["get", "size"], 0.05, 0.6, 1, 0.42, 4, 0.28, 12, least]; }

function mark(how) {
  return {
    "icon-image": ["concat", how, "|", ["get", "word"], "|", ["get", "tone"]], "icon-allow-overlap": true, "symbol-sort-key": ["get", "claims"],
    "icon-size": ["interpolate", ["linear"], ["ln", ["max", 1, ["get", "claims"]]], 0, 0.85, 4, 1.35],
  };
}

function names(size, near) {
  return {
    "text-field": ["concat", ["get", "name"], ["case", [">", ["get", "claims"], 0], ["concat", " (", ["to-string", ["get", "claims"]], ")"], ""]], "text-font": FONT, "text-size": size, "text-max-width": 14, "text-justify": "auto",
    "text-variable-anchor": near ? ["center", "top", "bottom"] : ["left", "right", "bottom", "top"], "text-radial-offset": near ? 0.4 : 1.05,
    "symbol-sort-key": near ? ["get", "size"] : ["-", 0, ["get", "claims"]], // where there is no room for all, the name of the smaller area says more
  };
}

function text(c) { return { "text-color": c.ink, "text-halo-color": c.raised, "text-halo-width": 1.8 }; }

/* Images by their names: "ring|one|--s2", "dot|…", "fill|…", "pie|3|0|1|…". */
export function makeImage(id) {
  const [kind, ...rest] = id.split("|");
  if (kind === "pie") return { image: drawPie(rest.map(Number)) };
  const [word, name] = rest;
  if (kind === "fill") return { image: drawTile(word, colour(name)) };
  if (kind === "ring" || kind === "dot") return { image: drawMark(kind, word, colour(name)) };
  return null;
}

/* Kept out of the graphics card: each is read back at once, which would wait for all that the card has to draw. */
function board(size) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  return canvas.getContext("2d", { willReadFrequently: true });
}

function data(c) { return c.getImageData(0, 0, c.canvas.width, c.canvas.height); }

/* A tile that repeats: hatched, crossed, dotted, even or empty. */
function drawTile(word, ink, size = 20) {
  const c = board(size);
  fillTile(c, word, ink, size);
  return data(c);
}

function fillTile(c, word, ink, size) {
  c.strokeStyle = c.fillStyle = ink;
  c.lineWidth = size / 6;
  if (word === "several") { c.globalAlpha = 0.75; c.fillRect(0, 0, size, size); }
  if (word === "neutral") { c.globalAlpha = 0.35; c.fillRect(0, 0, size, size); }
  if (word === "one" || word === "disputed") { c.globalAlpha = 0.12; c.fillRect(0, 0, size, size); c.globalAlpha = 1; slant(c, size, 1); }
  if (word === "disputed") slant(c, size, -1);
  if (word === "stale") for (const [x, y] of [[0.25, 0.25], [0.75, 0.75]]) { c.beginPath(); c.arc(x * size, y * size, size / 8, 0, 7); c.fill(); }
  if (word === "parts") { c.globalAlpha = 0.1; c.fillRect(0, 0, size, size); c.globalAlpha = 1; for (const [x, y] of [[0.05, 0.25], [0.55, 0.75]]) c.fillRect(x * size, y * size, size * 0.32, size / 9); }
  if (word === "none" || word === "unknown") { c.globalAlpha = 0.12; c.fillRect(0, 0, size, size); }
  c.globalAlpha = 1;
}

function slant(c, size, way) {
  c.beginPath();
  for (const shift of [-size, 0, size]) {
    if (way > 0) { c.moveTo(shift - 2, size + 2); c.lineTo(shift + size + 2, -2); } else { c.moveTo(shift - 2, -2); c.lineTo(shift + size + 2, size + 2); }
  }
  c.stroke();
}

function drawMark(kind, word, ink) {
  const size = 44, c = board(size), middle = size / 2, radius = kind === "ring" ? 14 : 8;
  const shape = new Path2D();
  shape.arc(middle, middle, radius, 0, 2 * Math.PI);
  c.fillStyle = colour("--raised");
  c.fill(shape);
  if (kind === "dot") { c.fillStyle = ink; c.fill(shape); }
  else {
    const tile = board(10);
    fillTile(tile, word, ink, 10);
    c.save(); c.clip(shape);
    c.fillStyle = c.createPattern(tile.canvas, "repeat");
    c.fillRect(0, 0, size, size);
    c.restore();
  }
  c.lineWidth = 4;
  c.strokeStyle = ink;
  if (word === "stale" || word === "unknown" || word === "none") c.setLineDash(word === "stale" ? [7, 4] : [3, 4]);
  c.stroke(shape);
  return data(c);
}

/* Many places at once: a ring whose parts are the classes of its places, each with its pattern. */
function drawPie(counts) {
  const names = ["several", "one", "neutral", "disputed", "stale", "unknown", "none"];
  const size = 84, c = board(size), middle = size / 2, sum = counts.reduce((a, b) => a + b, 0) || 1, ink = colour("--ink");
  let angle = -Math.PI / 2;
  counts.forEach((count, number) => {
    if (!count) return;
    const next = angle + (count / sum) * 2 * Math.PI;
    const part = new Path2D();
    part.moveTo(middle, middle);
    part.arc(middle, middle, 38, angle, next);
    part.closePath();
    c.fillStyle = colour("--raised"); c.fill(part);
    const tile = board(12);
    fillTile(tile, names[number], ink, 12);
    c.fillStyle = c.createPattern(tile.canvas, "repeat"); c.fill(part);
    c.lineWidth = 2; c.strokeStyle = ink; c.stroke(part);
    angle = next;
  });
  c.beginPath(); c.arc(middle, middle, 25, 0, 2 * Math.PI); c.fillStyle = colour("--raised"); c.fill(); c.lineWidth = 2; c.strokeStyle = ink; c.stroke();
  return data(c);
}
