import { gzipSync } from "node:zlib";

import { defineConfig } from "vite";

/** Lay a compressed copy beside each script and style; the server gives it to whoever takes gzip. */
const compressed = {
  name: "compressed",
  generateBundle(_options, bundle) {
    for (const { fileName, code, source } of Object.values(bundle)) {
      if (/\.(js|css)$/.test(fileName)) {
        this.emitFile({ type: "asset", fileName: `${fileName}.gz`, source: gzipSync(code ?? source, { level: 9 }) });
      }
    }
  },
};

export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [compressed],
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
