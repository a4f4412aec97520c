/* The map page: map, timeline and lists linked. The server renders each state; this fetches it and puts it in place.

   Lists come first, the map after they are on the screen; where a place lies is asked once, and a view says of it only what changes. */

import { litOf, makeImage, makeStyle, spread } from "./map-style.js";
import { Timeline } from "./map-time.js";

const MAPLIBRE = "/static/vendor/maplibre-gl-csp";
const PATIENCE = 400; // milliseconds that the first drawing waits for the fine ground
const WIDE = 12; // square degrees: an area beyond it, such as a country, does not decide what is shown at first
const host = document.getElementById("map");
const state = { data: { places: [], days: [], tones: [] }, sites: new Map(), areas: null, near: null, world: null, lit: new Set(), map: null, told: {} };
const timeline = new Timeline({ onWindow: (from, to, quiet) => go(changed({ from, to, at: "", sel: current().get("sel") }), quiet) });

start();

function current() { return new URL(location.href).searchParams; }

function changed(values) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value) url.searchParams.set(name, value); else url.searchParams.delete(name);
  }
  return url;
}

function readData(page) { return JSON.parse(page.getElementById("map-data").textContent); }

async function start() {
  const data = readData(document);
  timeline.show(data.days, current());
  listen();
  host.hidden = false;
  const near = keep("near", "/map/ground.geojson");
  const found = Promise.all([take(data).then((taken) => { state.data = taken; }), keep("areas", "/map/areas.geojson"), keep("world", "/static/world.json"), Promise.race([near, wait(PATIENCE)])]);
  await painted();
  try {
    await addScript(`${MAPLIBRE}.js`);
    maplibregl.setWorkerUrl(`${MAPLIBRE}-worker.js`);
    await found;
    makeMap();
  } catch (error) { return fail(error); }
  if (!state.near) near.then(restyle);
  await near;
  state.map.once("idle", () => { host.dataset.ready = "true"; });
  state.map.triggerRepaint();
}

async function keep(name, address) { state[name] = await load(address); }

function wait(milliseconds) { return new Promise((done) => { setTimeout(done, milliseconds); }); }

/* Once what has been put in place is on the screen; at once where the page is not looked at. */
function painted() {
  return document.hidden ? wait(0) : new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
}

function addScript(address) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address; script.onload = done; script.onerror = failed;
    document.head.append(script);
  });
}

/* What a view says of each place, beside where the place lies. */
async function take(data) {
  if (data.places.some(([key]) => !state.sites.has(key))) {
    const { sites = [] } = await load("/map/sites.json");
    state.sites = new Map(sites.map((site) => [site.key, site]));
  }
  const known = data.places.filter(([key]) => state.sites.has(key));
  return { ...data, places: known.map(([key, claims, word = "none", holder = ""]) => ({ ...state.sites.get(key), claims, word, holder })) };
}

async function load(address) {
  const answer = await fetch(address);
  return answer.ok ? answer.json() : { type: "FeatureCollection", features: [] };
}

function fail(error) {
  if (error instanceof Error) console.warn("no map:", error.message);
  host.hidden = true;
  document.getElementById("map-failed").hidden = false;
}

function makeMap() {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = new maplibregl.Map({
    container: host, style: makeStyle(state), attributionControl: false, renderWorldCopies: true, canvasContextAttributes: { preserveDrawingBuffer: true }, minZoom: 1, maxZoom: 13,
    dragRotate: false, pitchWithRotate: false, fadeDuration: still ? 0 : 150, bounds: bounds(), fitBoundsOptions: { padding: 30, maxZoom: 9 },
  });
  state.map = map;
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.getCanvas().setAttribute("aria-label", "Map: arrow keys move it, plus and minus zoom; the lists say the same");
  map.on("styleimagemissing", (event) => { const made = makeImage(event.id); if (made) map.addImage(event.id, made.image, { pixelRatio: 2 }); });
  map.on("moveend", (event) => { if (event.originalEvent || event.ours) keepBox(); });
  const asked = ["rings", "dots", "areas", "clusters"];
  const hit = (point) => state.map.queryRenderedFeatures([[point.x - 4, point.y - 4], [point.x + 4, point.y + 4]], { layers: asked.filter((id) => map.getLayer(id)) })[0];
  map.on("mousemove", (event) => hover(hit(event.point), event.point));
  map.getCanvas().addEventListener("mouseleave", () => hover(null));
  map.on("click", (event) => press(hit(event.point)));
  addButtons();
  const redo = () => restyle();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redo);
  new MutationObserver(redo).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  const picture = document.createElement("img"); // what paper gets: a canvas would be drawn anew, and empty
  picture.className = "map-print";
  picture.alt = "The map as it was shown; the lists say the same";
  host.append(picture);
  map.on("idle", () => { clearTimeout(state.taking); state.taking = setTimeout(() => takePicture(picture), 800); });
  host.reportedly = state; // for tests in a browser
}

function takePicture(picture) {
  state.map.getCanvas().toBlob((blob) => {
    URL.revokeObjectURL(picture.src);
    picture.src = URL.createObjectURL(blob);
  }, "image/jpeg", 0.92);
}

function bounds() {
  const box = host.dataset.box.split(",").map(Number);
  if (host.dataset.box && box.length === 4) return [[box[0], box[1]], [box[2], box[3]]];
  const { places } = state.data;
  const chosen = places.filter((place) => place.key === current().get("sel"));
  const near = places.filter((place) => (shapeOf(place)?.properties.size ?? 0) < WIDE);
  const corners = (chosen.length ? chosen : near.length ? near : places).flatMap(cornersOf);
  if (!corners.length) return [[-20, -35], [60, 60]];
  const room = chosen.length ? 0.5 : 0.1;
  const lons = corners.map(([lon]) => lon), lats = corners.map(([, lat]) => lat);
  return [[Math.min(...lons) - room, Math.min(...lats) - room], [Math.max(...lons) + room, Math.max(...lats) + room]];
}

function shapeOf(place) { return place.how === "area" ? state.areas?.features.find((one) => one.properties.key === place.key) : undefined; }

function cornersOf(place) { return shapeOf(place)?.geometry.coordinates.flat(Infinity).reduce(inPairs, []) ?? [[place.lon, place.lat]]; }

function inPairs(pairs, number, at) {
  if (at % 2) pairs.at(-1).push(number); else pairs.push([number]);
  return pairs;
}

function keepBox() {
  const box = state.map.getBounds();
  const numbers = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()].map((n) => n.toFixed(2));
  const url = changed({ box: numbers.join(",") });
  history.replaceState(null, "", url);
  for (const field of document.querySelectorAll('.map-tools input[name="box"]')) field.value = numbers.join(",");
}

function addButtons() {
  const box = document.createElement("div");
  box.className = "map-buttons";
  for (const [label, name, act] of [["+", "Zoom in", () => state.map.zoomIn()], ["−", "Zoom out", () => state.map.zoomOut()], ["⤢", "Show all places", fit]]) {
    const button = document.createElement("button");
    button.type = "button"; button.textContent = label; button.title = name;
    button.setAttribute("aria-label", name);
    button.addEventListener("click", () => { act(); state.map.once("moveend", keepBox); });
    box.append(button);
  }
  host.append(box);
}

function fit() {
  host.dataset.box = "";
  state.map.fitBounds(bounds(), { padding: 30, maxZoom: 9, animate: !matchMedia("(prefers-reduced-motion: reduce)").matches });
}

function restyle() {
  if (!state.map) return;
  state.told = {};
  state.map.setStyle(makeStyle(state), { diff: false });
}

/* Hands on what has changed, and nothing else: each source is cut up anew when it is set. */
function redraw(drawn = spread(state)) {
  if (!state.map?.getSource("points")) return;
  for (const [name, collection] of Object.entries(drawn)) {
    const told = collection.features.map((one) => Object.values(one.properties).join("|")).join("\n");
    if (state.told[name] === told) continue;
    state.told[name] = told;
    state.map.getSource(name).setData(collection);
  }
}

function hover(feature, point) {
  host.classList.toggle("over", Boolean(feature));
  const key = feature?.properties.key ?? null;
  if (key !== state.over) {
    state.over = key;
    for (const row of document.querySelectorAll(".map-claims li")) row.classList.toggle("picked", Boolean(key) && row.dataset.place === key);
    for (const row of document.querySelectorAll(".places-shown tr[data-key]")) row.classList.toggle("picked", row.dataset.key === key);
  }
  tip(feature, point);
}

function tip(feature, point) {
  host.querySelector(".map-tip")?.remove();
  const { key, cluster_id: cluster, claims } = feature?.properties ?? {};
  const place = state.data.places.find((one) => one.key === key);
  if (!place && !cluster) return;
  const box = document.createElement("div");
  box.className = "map-tip";
  box.dir = "auto";
  const held = place?.holder ? `; last claimed by ${place.holder} (${words(place.word)})` : "";
  box.textContent = place ? `${place.name}: ${place.claims || "no"} claim${place.claims === 1 ? "" : "s"} in these days${held}` : `${claims} claims here: press to come nearer`;
  host.append(box);
  box.style.left = `${Math.min(point.x + 12, host.clientWidth - box.offsetWidth - 6)}px`;
  box.style.top = `${Math.max(4, point.y - box.offsetHeight - 10)}px`;
}

function words(name) { return { one: "one side", several: "several sides", neutral: "no side", parts: "in parts" }[name] ?? name; }

async function press(feature) {
  if (!feature) return;
  const { key, cluster_id: cluster } = feature.properties;
  if (cluster !== undefined) {
    const zoom = await state.map.getSource("points").getClusterExpansionZoom(cluster);
    state.map.easeTo({ center: feature.geometry.coordinates, zoom }, { ours: true });
    return;
  }
  const same = current().get("sel") === key;
  go(changed({ sel: same ? "" : key, claim: "" }));
}

/* The next state: fetch the page of that address and put its parts in place. */
let asking = null;
async function go(url, quiet = false) {
  asking?.abort();
  const mine = asking = new AbortController();
  if (quiet) history.replaceState(null, "", url); else history.pushState(null, "", url);
  let page;
  try {
    const answer = await fetch(url, { signal: mine.signal, headers: { accept: "text/html" } });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch { return; }
  if (!page.getElementById("map-data")) { location.href = url; return; }
  const focused = document.activeElement?.closest?.("#live, #listed") ? describe(document.activeElement) : null;
  for (const id of ["live", "listed", "legend-title"]) document.getElementById(id).replaceWith(document.adoptNode(page.getElementById(id)));
  const clocks = page.querySelector("form.clocks");
  if (clocks) document.querySelector("form.clocks")?.replaceWith(document.adoptNode(clocks));
  document.getElementById("listed").dataset.of = url.search; // what the list is for
  if (focused) document.querySelector(focused)?.focus({ preventScroll: true });
  const [data] = await Promise.all([take(readData(document)), painted()]);
  if (asking !== mine) return;
  state.data = data;
  timeline.show(state.data.days, current());
  redraw();
}

function describe(element) {
  const href = element.getAttribute("href"), name = element.getAttribute("name");
  return name ? `#live [name="${CSS.escape(name)}"]` : href ? `a[href="${CSS.escape(href)}"]` : null;
}

function listen() {
  addEventListener("popstate", () => go(new URL(location.href), true));
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("#live a, a[data-live]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(new URL(link.href));
  });
  document.addEventListener("change", (event) => { if (event.target.matches?.(".map-tools select, .map-tools input[type=date]")) event.target.form.requestSubmit(); });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".map-tools")) return;
    event.preventDefault();
    const url = new URL("/map", location.href);
    for (const [name, value] of new FormData(event.target)) if (value && !(name === "view" && value === "all")) url.searchParams.append(name, value);
    go(url);
  });
  for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, (event) => light(event.target.closest?.(".map-claims li, .places-shown tr[data-key]")));
}

/* What is pointed at in a list is lit on the map and on the timeline. */
function light(row) {
  const key = row?.dataset.place ?? row?.dataset.key ?? "";
  timeline.light(row?.dataset.first, row?.dataset.last);
  const lit = new Set(key ? [key] : []);
  if (key === [...state.lit][0]) return;
  state.lit = lit;
  redraw({ lit: litOf(state) });
}
