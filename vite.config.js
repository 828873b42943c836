import { brotliCompressSync, gzipSync } from "node:zlib";

import { defineConfig } from "vite";

/** Lay compressed copies beside each script and style; the server gives them to whoever takes brotli or gzip. */
const compressed = {
  name: "compressed",
  generateBundle(_options, bundle) {
    for (const { fileName, code, source } of Object.values(bundle)) {
      if (/\.(js|css)$/.test(fileName)) {
        this.emitFile({ type: "asset", fileName: `${fileName}.gz`, source: gzipSync(code ?? source, { level: 9 }) });
        this.emitFile({ type: "asset", fileName: `${fileName}.br`, source: brotliCompressSync(code ?? source) });
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
