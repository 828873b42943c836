import { solve } from "./proof_of_work.mjs";

// Beside the page, so that typing never stutters.
self.addEventListener("message", ({ data }) => {
  self.postMessage(solve(data.token, data.bits));
});
