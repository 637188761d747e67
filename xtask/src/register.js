// Keeps the app for offline use. After the start, so that it does not compete with the first paint.
addEventListener("TrunkApplicationStarted", () => {
  const later = self.requestIdleCallback ?? ((work) => setTimeout(work, 500));
  later(() => {
    // Reading `navigator.serviceWorker` throws in a sandboxed frame; without a worker the app works online.
    try {
      navigator.serviceWorker?.register("@mount@" + "sw.js", { scope: "@mount@" }).catch(() => {});
    } catch {}
  });
}, { once: true });

