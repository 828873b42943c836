/**
 * A server as the contract describes it, and a network that can fail: `net` has the form of makeNet's ask.
 *
 * `trouble(path, method, count)` may return an answer instead of the server's, "cut" (nothing arrives),
 * or "lost" (the server does it, and its answer never comes).
 */
export function fakeServer({ person = { id: 7, name: "王芳" }, trouble = () => undefined } = {}) {
  const server = { person, acts: new Map(), uploads: new Map(), asked: [], count: 0 };
  const json = (status, body, headers = {}) => ({ status, json: body, redirected: false, header: (name) => headers[name] ?? "" });

  function start(headers) {
    if (!server.person) return json(401, { code: "unauthorized", field: null, message: "请先登录" });
    const etag = `"${server.person.id}"`;
    if (headers["If-None-Match"] === etag) return { ...json(304, null), json: null };
    return json(200, { person: server.person, server_time: "2026-07-08T02:00:00+00:00", kinds: [] }, { ETag: etag });
  }

  function upload(path, method, { json: body, bytes, headers = {} }) {
    if (method === "POST") {
      const known = [...server.uploads.values()].find((one) => one.key === body.key);
      const one = known ?? { id: `u${server.uploads.size + 1}`, key: body.key, size: body.size, parts: [], offset: 0 };
      server.uploads.set(one.id, one);
      return json(200, { id: one.id, offset: one.offset, size: one.size });
    }
    const one = server.uploads.get(path.split("/").pop());
    if (!one) return json(404, { code: "not_found", message: "没有这次上传" });
    if (method === "HEAD") return json(200, null, { "Upload-Offset": String(one.offset) });
    if (Number(headers["Upload-Offset"]) !== one.offset) return json(409, { code: "offset", offset: one.offset, message: "位置不对" });
    one.parts.push(bytes.byteLength);
    one.offset += bytes.byteLength;
    return json(200, { id: one.id, offset: one.offset, done: one.offset === one.size });
  }

  function act(path, method, { json: body }) {
    if (method === "GET") {
      const known = server.acts.get(path.split("/").pop());
      return known ? json(200, known.answer) : json(404, { code: "not_found", message: "没有收到过" });
    }
    if (!server.person || body.person !== server.person.id) return json(401, { code: "person", message: "请先登录" });
    const known = server.acts.get(body.key);
    if (known) return json(200, known.answer);
    if (body.data.bad) return json(422, { code: "refused", field: "kind", message: "没有这个类别，请重选" });
    const answer = { key: body.key, result: { kind: "case", id: server.acts.size + 1, title: `金问〔2026〕000${server.acts.size + 1}号`, url: "/cases/1/" } };
    server.acts.set(body.key, { body, answer });
    return json(200, answer);
  }

  server.net = async (path, options = {}) => {
    const method = options.method ?? "GET";
    server.count += 1;
    server.asked.push(`${method} ${path.replace("/api/v1", "")}`);
    const wrong = trouble(path, method, server.count);
    if (wrong === "cut") return null;
    if (wrong && wrong !== "lost") return wrong;
    const route = path.includes("/uploads") ? upload : path.includes("/acts") ? act : null;
    const answer = route ? route(path, method, options) : start(options.headers ?? {});
    return wrong === "lost" ? null : answer;
  };
  server.json = json;
  return server;
}

/** An act that waits in the queue. */
export function waiting(id, more = {}) {
  return { id, key: `key-${id}`, owner: 7, owner_name: "王芳", act: "report_case", state: "waiting", subject: "", made_at: Number(id), done_at: "2026-07-08T10:38:00+08:00", data: { unit: "jq", kind: "rubbish" }, tries: 0, next_at: 0, asked: false, ...more };
}

/** A photo of an act, of so many bytes. */
export function photo(id, act, size = 10) {
  return { id, act, owner: 7, order: 0, blob: new Blob([new Uint8Array(size)]), name: `${id}.jpg`, sha256: "00", taken_at: "2026-07-08T02:38:00Z", lat: null, lng: null, upload: null };
}
