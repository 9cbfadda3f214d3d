// Shows how far a batch is while it runs. The page works without it.
const box = document.querySelector("[data-events]");
if (box) {
  const events = new EventSource(box.dataset.events);
  addEventListener("pagehide", () => events.close());
  events.addEventListener("progress", e => {
    const now = JSON.parse(e.data), bar = box.querySelector("progress");
    if (now.state !== "running") {
      events.close();
      location.reload();
      return;
    }
    bar.value = now.done;
    bar.max = Math.max(now.total, 1);
    for (const word of ["count", "rate"]) box.querySelector(`[data-say=${word}]`).textContent = now[word];
  });
}
