// How Chromium is started, by the tests and by the measurements.
import process from "node:process";

/** Launch options: the system's Chromium, quiet, without its sandbox where root has none. */
export function launchOptions() {
  const args = [
    "--disable-quic",
    "--no-first-run",
    // Without these, Chromium asks its maker's servers at every start.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return {
    executablePath: process.env.CHROME,
    args,
    chromiumSandbox: process.getuid?.() !== 0,
  };
}

/** The address that `cargo xtask` serves the release build on. */
export function baseURL() {
  const address = process.env.BASE_URL;
  if (!address) throw new Error("BASE_URL is not set: run this by `cargo xtask test e2e`, `bench` or `shots`");
  return address;
}
