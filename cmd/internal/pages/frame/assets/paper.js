// Shows the very PDF that will be filed beside what is typed: a field lights its box on the
// paper, and a click on a box leads to its field.
import { getDocument, GlobalWorkerOptions, PDFWorker } from "./pdf.min.mjs";
GlobalWorkerOptions.workerSrc = new URL("./pdf.worker.min.mjs", import.meta.url).href;
let worker = null; // one for every paper that is shown, until it cannot be had

export function show(pane) {
  const sheet = pane.querySelector(".sheet"), choose = pane.querySelector("select"), state = pane.querySelector("[role=status]");
  let boxes = [], shown = 0, task = null, lit = null, wide = 0;

  async function load() {
    const turn = ++shown, path = choose ? choose.value : pane.dataset.paper;
    const link = pane.querySelector("a.pdf");
    worker ||= new PDFWorker();
    worker.promise.catch(() => { worker = null; });
    const at = q => path.replace(/(\?|$)/, q + "$1");
    if (link) link.href = at("/pdf");
    try {
      const form = document.getElementById(pane.dataset.form), order = form ? { method: "POST", body: new URLSearchParams(new FormData(form)) } : {};
      const answers = await Promise.all(["/pdf", "/boxes"].map(q => fetch(at(q), order)));
      if (!answers[0].ok || !answers[1].ok) {
        const page = new DOMParser().parseFromString(await answers[0].text(), "text/html");
        state.textContent = page.querySelector("main .banner.error")?.textContent || pane.dataset.none;
        return;
      }
      const data = await answers[0].arrayBuffer(), places = await answers[1].json();
      const next = getDocument({ data, worker, isEvalSupported: false, useWasm: false, useWorkerFetch: false });
      const doc = await next.promise;
      if (turn !== shown) { next.destroy(); return; }
      const old = task;
      task = next; boxes = places;
      await draw(doc, turn);
      old?.destroy();
      state.textContent = "";
      pane.dataset.ready = path;
      light(lit, false);
    } catch { state.textContent = pane.dataset.none; }
  }
  // draw lays all pages out, and paints those that are seen.
  async function draw(doc, turn) {
    const top = sheet.scrollTop, first = await doc.getPage(1), view = first.getViewport({ scale: 1 }), fresh = document.createDocumentFragment();
    wide = sheet.clientWidth - 24;
    const seen = new IntersectionObserver(found => { for (const f of found) if (f.isIntersecting) { seen.unobserve(f.target); paint(doc, f.target); } }, { root: sheet, rootMargin: "400px" });
    for (let n = 1; n <= doc.numPages; n++) {
      const leaf = document.createElement("div");
      leaf.className = "leaf"; leaf.dataset.page = n;
      leaf.style.width = wide + "px"; leaf.style.height = wide * view.height / view.width + "px";
      fresh.append(leaf);
    }
    const leaves = [...fresh.children], old = [...sheet.children];
    await Promise.all(leaves.slice(0, 2).map(leaf => paint(doc, leaf)));
    if (turn !== shown) return;
    sheet.replaceChildren(fresh);
    for (const leaf of leaves) if (!leaf.firstChild) seen.observe(leaf);
    if (old.length) sheet.scrollTop = top;
  }
  async function paint(doc, leaf) {
    const page = await doc.getPage(+leaf.dataset.page), plain = page.getViewport({ scale: 1 }), sharp = Math.min(2, devicePixelRatio || 1);
    const view = page.getViewport({ scale: wide / plain.width * sharp }), canvas = document.createElement("canvas");
    canvas.width = view.width; canvas.height = view.height; canvas.setAttribute("aria-hidden", "true");
    leaf.dataset.scale = wide / plain.width;
    leaf.style.height = wide * plain.height / plain.width + "px";
    await page.render({ canvas, viewport: view }).promise;
    leaf.prepend(canvas);
    if (lit) light(lit, false);
  }
  // light marks where a field stands on the paper.
  function light(id, scroll) {
    for (const m of sheet.querySelectorAll("mark")) m.remove();
    if (!id) return;
    lit = id;
    let found = boxes.filter(b => b.at === id);
    if (!found.length) found = boxes.filter(b => b.at.startsWith(id + "-")).slice(0, 1);
    found.forEach((b, i) => {
      const leaf = sheet.querySelector(`[data-page="${b.page}"]`);
      if (!leaf) return;
      const m = document.createElement("mark"), s = +leaf.dataset.scale || wide / 595.28;
      ["left", "top", "width", "height"].forEach((side, k) => { m.style[side] = b.rect[k] * s + "px"; });
      leaf.append(m);
      if (scroll && i === 0) sheet.scrollTop = leaf.offsetTop + b.rect[1] * s - sheet.clientHeight / 3;
    });
  }
  sheet.addEventListener("click", e => {
    const leaf = e.target.closest(".leaf");
    if (!leaf) return;
    const at = leaf.getBoundingClientRect(), s = +leaf.dataset.scale, x = (e.clientX - at.left) / s, y = (e.clientY - at.top) / s;
    const hit = boxes.find(b => b.page === +leaf.dataset.page && x >= b.rect[0] && x <= b.rect[0] + b.rect[2] && y >= b.rect[1] && y <= b.rect[1] + b.rect[3]);
    if (!hit) return;
    const field = document.getElementById(hit.at);
    if (field) {
      document.body.classList.remove("paper-first");
      field.closest("details")?.setAttribute("open", "");
      (field.matches("fieldset") && field.querySelector("input:checked,input,textarea,select") || field).focus();
    } else if (hit.part) location.href = hit.part + "#" + hit.at;
  });
  document.addEventListener("focusin", e => {
    const f = e.target.closest(".field, fieldset");
    if (!f || pane.contains(e.target)) return;
    light(e.target.matches("input:not([type=radio]), textarea, select") ? e.target.id : f.id, true);
  });
  document.addEventListener("kept", load);
  choose?.addEventListener("change", load);
  load();
}
