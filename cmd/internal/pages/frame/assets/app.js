// Saves a part of a case as it is typed, and shows what is found. The page works without it.
import { keep, kept, drop } from "./keep.js";

const form = document.getElementById("part");
if (form) live(form);
const pane = document.querySelector(".paper");
if (pane) beside(pane);
for (const box of document.querySelectorAll("form[data-drop]")) dropping(box);
for (const table of document.querySelectorAll(".scroll > table")) labelled(table);
if (document.fonts.status === "loaded") drawn();
document.fonts.addEventListener("loadingdone", drawn);
if (location.hash) document.getElementById(location.hash.slice(1))?.closest("details")?.setAttribute("open", "");

function live(form) {
  const dirty = new Set(), state = document.getElementById("saved");
  let timer = 0, sending = null, again = false, trying = false, more = false;
  const say = word => { state.textContent = form.dataset[word] || ""; };

  form.addEventListener("input", e => {
    if (!e.target.name?.startsWith("/")) return;
    dirty.add(e.target.name);
    keep(form, dirty);
    clearTimeout(timer);
    timer = setTimeout(save, 900);
    check();
  });
  form.addEventListener("change", () => { if (dirty.size) { clearTimeout(timer); timer = setTimeout(save, 50); } });
  form.addEventListener("click", e => {
    const b = e.target.closest("button[name=remove], button[name=mine], button[name=theirs], button[name=undo]");
    if (!b) return;
    e.preventDefault();
    if (b.name === "mine") dirty.add(b.value);
    if (b.name === "theirs" || b.name === "undo") dirty.delete(b.value);
    save({ [b.name]: b.value });
  });
  addEventListener("pagehide", () => { if (dirty.size) fetch(form.action, { method: "POST", body: body(dirty), keepalive: true, headers: { "X-Live": "1" } }).catch(() => {}); });
  addEventListener("online", () => { if (dirty.size) save(); });
  summary(form);

  for (const el of form.elements) if (el.name?.startsWith("/") && touched(el)) dirty.add(el.name); // before this ran
  const before = kept(form).filter(([name]) => !dirty.has(name));
  for (const [name, value] of before) if (put(form, name, value)) dirty.add(name);
  if (before.length) say("restored");
  if (dirty.size) save(); else drop(form);

  // body is what is posted: the fields named, and what goes with every post.
  function body(names, more = {}) {
    const all = new FormData(form), out = new URLSearchParams();
    for (const [k, v] of all) if (!k.startsWith("/") || names.has(k)) out.append(k, v);
    for (const k in more) out.append(k, more[k]);
    return out;
  }
  async function save(more = {}) {
    if (sending) { again = true; return; }
    const sent = new Map([...dirty].map(n => [n, value(form, n)]));
    say("saving");
    sending = fetch(form.action, { method: "POST", body: body(dirty, more), headers: { "X-Live": "1" } });
    let r = null;
    try {
      r = await sending;
      if (r.redirected && !r.url.includes(form.getAttribute("action"))) { say("signedOut"); return; }
      if (r.status === 429 || r.status >= 500) throw r; // later
      if (!r.ok && r.status !== 412 && r.status !== 422) { say("unsaved"); return; }
      const page = await parse(r);
      if (r.status === 422) { take(page, true); keep(form, dirty); say("refused"); return; } // all is sent again
      for (const [n, v] of sent) if (value(form, n) === v && page.getElementsByName("hold").length === 0) dirty.delete(n);
      take(page, true);
      if (more.theirs) put(form, more.theirs, value(page.getElementById("part"), more.theirs));
      keep(form, dirty);
      say("saved");
      document.dispatchEvent(new Event("kept"));
    } catch { say("unsaved"); timer = setTimeout(save, 5000); } finally {
      sending = null;
      if (again) { again = false; save(); }
    }
  }
  // check asks what is wrong with what was typed, one question at a time; the last is always asked.
  async function check() {
    if (trying) { more = true; return; }
    trying = true;
    try {
      const r = await fetch(form.action, { method: "POST", body: body(dirty, { do: "check" }), headers: { "X-Live": "1" } });
      if (r.ok) take(await parse(r), false);
      document.dispatchEvent(new Event("checked"));
    } catch { /* no connection: save tells */ } finally {
      trying = false;
      if (more) { more = false; check(); }
    }
  }
  const parse = async r => new DOMParser().parseFromString(await r.text(), "text/html");

  // take shows what the server says: findings always, other fields and values once they are kept.
  function take(page, saved) {
    const theirs = page.getElementById("part");
    if (!theirs) return;
    if (saved) {
      form.elements.base.value = theirs.elements.base.value;
      if (names(form) !== names(theirs)) return swap(page);
      for (const el of theirs.elements) {
        const mine = el.name?.startsWith("/") && el.type !== "radio" && form.elements[el.name];
        if (mine && !dirty.has(el.name) && mine !== document.activeElement && mine.value !== el.value) mine.value = el.value;
        if (el.type === "radio" && el.checked && !dirty.has(el.name)) put(form, el.name, el.value);
      }
    }
    for (const to of form.querySelectorAll("[data-live]")) {
      const from = page.getElementById(to.id);
      if (from && from.innerHTML !== to.innerHTML) to.replaceChildren(...from.childNodes);
    }
    for (const el of theirs.elements) {
      const mine = el.id && document.getElementById(el.id);
      if (mine) el.hasAttribute("aria-invalid") ? mine.setAttribute("aria-invalid", "true") : mine.removeAttribute("aria-invalid");
    }
  }
  // swap puts other fields in, and keeps the focus, the cursor and what is not sent yet.
  function swap(page) {
    const at = document.activeElement, id = at?.id, from = at?.selectionStart, to = at?.selectionEnd, mine = new Map([...dirty].map(n => [n, value(form, n)]));
    const shut = document.getElementById(id)?.closest("details.add");
    for (const box of ["fields", "summary"]) document.getElementById(box).replaceChildren(...page.getElementById(box).childNodes);
    for (const [n, v] of mine) put(form, n, v);
    const now = id && document.getElementById(id);
    if (!now) return;
    now.closest("details")?.setAttribute("open", "");
    now.focus();
    if (from != null && shut !== undefined) try { now.setSelectionRange(from, to); } catch { /* not a text */ }
  }
}

function names(form) { return [...form.elements].filter(e => e.name?.startsWith("/")).map(e => e.name).sort().join("\n"); }
// touched tells a field that somebody changed from one that is as the server sent it.
function touched(el) {
  if (el.type === "radio" || el.type === "checkbox") return el.checked !== el.defaultChecked;
  if (el.options) return el.selectedIndex !== Math.max(0, [...el.options].findLastIndex(o => o.defaultSelected));
  return el.value !== el.defaultValue?.replace(el.type === "textarea" ? "" : /[\r\n]/g, "");
}
function value(form, name) { return new FormData(form).get(name) ?? ""; }
function put(form, name, value) {
  const el = form.elements[name];
  if (!el) return false;
  el.value = value;
  return true;
}
// summary lets the lists of findings jump to the field itself.
function summary(form) {
  form.addEventListener("click", e => {
    const a = e.target.closest("#summary a");
    const to = a && document.getElementById(a.hash.slice(1));
    if (!to) return;
    e.preventDefault();
    to.closest("details")?.setAttribute("open", "");
    to.scrollIntoView({ block: "center" });
    (to.matches("fieldset") && to.querySelector("input,textarea,select") || to).focus({ preventScroll: true });
  });
}
// beside shows the paper once there is room for it, or it is asked for.
function beside(pane) {
  let begun = false;
  const begin = async () => {
    if (begun) return;
    begun = true;
    try { (await import("./paper.js")).show(pane); } catch { pane.querySelector("[role=status]").textContent = pane.dataset.none; begun = false; }
  };
  const flip = document.getElementById("flip");
  flip?.addEventListener("click", () => { flip.setAttribute("aria-pressed", document.body.classList.toggle("paper-first")); begin(); });
  const room = matchMedia("(min-width: 70rem)");
  if (room.matches || !flip) begin();
  room.addEventListener("change", () => room.matches && begin());
}
// dropping takes a file that is dragged onto a form.
function dropping(form) {
  const input = form.querySelector("input[type=file]");
  form.addEventListener("dragover", e => { e.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", e => { e.preventDefault(); form.classList.remove("over"); input.files = e.dataTransfer.files; });
}
// labelled lets a table stand row under row where there is no room beside: each cell says its column.
function labelled(table) {
  const heads = [...table.tHead?.rows[0]?.cells ?? []].map(h => h.textContent);
  for (const row of table.tBodies[0]?.rows ?? []) [...row.cells].forEach((cell, i) => {
    cell.dataset.label = heads[i] ?? "";
    if (!cell.textContent.trim() && !cell.querySelector("input")) cell.classList.add("none");
  });
  table.classList.add("labelled");
}
// drawn has what stands in fields drawn again with a font that has come: Chromium does so elsewhere.
function drawn() { document.documentElement.classList.toggle("drawn"); }
