import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "src/youju/ui/static/ui/dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    target: "chrome108",
    rollupOptions: {
      input: { main: "src/youju/ui/assets/main.js", phone: "src/youju/field/assets/main.js" },
    },
  },
});
