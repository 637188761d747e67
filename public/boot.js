// Runs before the first paint and before the app: theme, the words for a crash, and Trusted Types.
try {
  const theme = localStorage.getItem("visage.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {} // storage is refused in some frames: the system's theme stays

{
  let started = false;
  addEventListener("TrunkApplicationStarted", () => { started = true; }, { once: true });
  const failed = (error) => {
    // Before the start, every error means that the app will not come; later, only a stopped program does.
    if (started && !(error instanceof WebAssembly.RuntimeError)) return;
    const show = () => document.getElementById("crash")?.removeAttribute("hidden");
    if (document.body) show();
    addEventListener("DOMContentLoaded", show, { once: true });
  };
  addEventListener("error", ({ error, target }) => {
    if (target === window || target.localName === "script") failed(error);
  }, true);
  addEventListener("unhandledrejection", ({ reason }) => failed(reason));
}

// Leptos mounts the fixed parts of its views through `template.innerHTML`: such markup passes, code does not.
self.trustedTypes?.createPolicy("default", {
  createHTML: (html) => /<(script|iframe|object|embed|base|meta|link)\b|[\s"'/]on[a-z]+\s*=|javascript:|srcdoc/i.test(html) ? null : html,
  createScriptURL: (address) => {
    const url = new URL(address, document.baseURI);
    return url.origin === location.origin && url.pathname.endsWith(".js") ? url.href : null;
  },
});
