/* Pictures that leave: a PNG is drawn here from the SVG that the server gives; printing is the browser's own. */

const SCALE = 2; // points of a PNG for a unit of the drawing: sharp on paper too

document.documentElement.classList.add("draws");
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) return print();
  const link = event.target.closest("a[data-png], a[data-here]");
  if (!link) return;
  if (link.hasAttribute("data-here")) link.href = asShown(link);
  if (link.hasAttribute("data-png") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    save(link).catch(() => { location.href = link.href; }); // the server says what is wrong
  }
});

/* The address of a picture of what is shown now, which the page may have changed since it came. */
function asShown(link) {
  const url = new URL(link.href), form = url.searchParams.get("form");
  url.search = location.search;
  if (form) url.searchParams.set("form", form);
  return url.href;
}

async function save(link) {
  const answer = await fetch(link.href);
  if (!answer.ok) throw new Error(answer.statusText);
  const name = /filename="([^"]+)\.svg"/.exec(answer.headers.get("content-disposition") ?? "")?.[1] ?? "picture";
  const source = URL.createObjectURL(new Blob([await answer.text()], { type: "image/svg+xml" }));
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(source);
  const blob = await new Promise((done) => { canvas.toBlob(done, "image/png"); });
  const saved = document.createElement("a");
  saved.href = URL.createObjectURL(blob);
  saved.download = `${name}.png`;
  saved.click();
  setTimeout(() => URL.revokeObjectURL(saved.href), 10_000);
}
