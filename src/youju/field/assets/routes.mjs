/** Return what an address after # shows: {name, place, …}; the places are 拍 "", 我的 "mine", 巡 "patrol". */
export function routeOf(hash) {
  const [first = "", second = "", third = ""] = hash.replace(/^#?\/?/, "").split("/").map(decodeURIComponent);
  if (first === "survey") return { name: "survey", place: "" };
  if (first === "ask") return second ? { name: "ask", place: "patrol", id: second } : { name: "asks", place: "patrol" };
  if (first === "mine") return { name: "mine", place: "mine", tab: second };
  if (first === "case" && second && third) return { name: "do", place: "mine", id: second, act: third };
  if (first === "case" && second) return { name: "case", place: "mine", id: second };
  if (first === "place" && second) return { name: "visit", place: "patrol", id: second };
  if (first === "entry" && second) return { name: "entry", place: "patrol", id: second };
  if (first === "mock" && second) return { name: "sheet", place: "patrol", id: second };
  if (first === "mock") return { name: "mock", place: "patrol" };
  if (first === "patrol") return { name: "patrol", place: "patrol" };
  if (first === "edit" && second) return { name: "edit", place: "mine", id: second };
  return { name: "report", place: "" };
}
