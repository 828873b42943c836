import { defineConfig } from "vite";

// A service worker is one classic script: modules in workers are younger than the phones in use.
export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "src/youju/ui/static/ui/dist",
    emptyOutDir: false,
    target: "chrome108",
    rollupOptions: {
      input: "src/youju/field/assets/worker.mjs",
      output: { format: "iife", entryFileNames: "phone-worker.js" },
    },
  },
});
