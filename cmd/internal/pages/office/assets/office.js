// Shows beside a letter what is found in it, and the PDF that would be issued, while it is
// typed. The page works without it.
const form = document.getElementById("compose");
if (form) composing(form);
for (const all of document.querySelectorAll("input[data-all]")) {
  all.closest("label").hidden = false;
  all.addEventListener("change", () => { for (const x of all.form.querySelectorAll("input[name=letter]:not([disabled])")) x.checked = all.checked; });
}

function composing(form) {
  const state = document.getElementById("found"), key = "yoshiki:" + location.pathname + location.search;
  let timer = 0, tried = null;
  const body = extra => { const b = new URLSearchParams(new FormData(form)); for (const k in extra) b.set(k, extra[k]); return b; };
  const names = doc => [...doc.querySelectorAll("#compose [name]")].map(e => e.name).join("\n");

  // What was typed stays in the browser until the letter is issued.
  const keep = () => { try { localStorage.setItem(key, body().toString()); } catch { /* the browser keeps nothing */ } };
  const kept = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const before = form.dataset.asked ? null : kept();
  if (before) {
    for (const [name, value] of new URLSearchParams(before)) {
      const el = form.elements[name];
      if (el && name.startsWith("/")) el.value = value;
    }
    state.textContent = form.dataset.restored;
  }
  form.addEventListener("submit", e => { if (e.submitter?.value === "issue") try { localStorage.removeItem(key); } catch { /* it keeps nothing */ } });

  form.addEventListener("input", () => { keep(); clearTimeout(timer); timer = setTimeout(check, 120); });
  if (before) check();

  async function check() {
    tried?.abort();
    tried = new AbortController();
    try {
      const r = await fetch(form.action, { method: "POST", body: body({ do: "check" }), signal: tried.signal });
      if (!r.ok) { state.textContent = form.dataset.unsaved; return; }
      const page = new DOMParser().parseFromString(await r.text(), "text/html");
      if (names(document) === names(page)) {
        for (const to of document.querySelectorAll("[data-live]")) {
          const from = page.getElementById(to.id);
          if (from && from.innerHTML !== to.innerHTML) to.replaceChildren(...from.childNodes);
        }
        for (const mine of form.querySelectorAll("[id]")) {
          const theirs = page.getElementById(mine.id);
          if (theirs) theirs.hasAttribute("aria-invalid") ? mine.setAttribute("aria-invalid", "true") : mine.removeAttribute("aria-invalid");
        }
      }
      document.dispatchEvent(new Event("kept")); // has the paper drawn anew
    } catch (e) { if (e.name !== "AbortError") state.textContent = form.dataset.unsaved; }
  }
}
