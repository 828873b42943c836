import { h } from "../dom.mjs";
import { chosen, entryLacks, tapped } from "../entries.mjs";
import { empty, head, mainAct, shot } from "./parts.mjs";
import { signLine, signScreen } from "./sign.mjs";

/** The ways in, at the head of 巡: the ledgers that somebody signs where they are kept. */
export function entryRows(app) {
  const { t } = app;
  const all = app.lists?.ledgers ?? [];
  const row = (one) => h("li", {}, h("a", { class: "row-button", href: `#/entry/${one.code}`, id: `to-${one.code}` }, h("span", {}, h("b", {}, one.act), h("small", {}, t.entryRowWhy(one.label)))));
  return all.length > 0 && h("ul", { class: "rows" }, all.map(row));
}

/** One entry of a ledger: its fields, photos, and the signature of whom it concerns. */
export function entryScreen(app) {
  const { t, desk, ui } = app;
  const { data, ledger } = desk.draft;
  const back = app.route.name === "edit" ? "#/mine/queue" : "#/patrol";
  if (!ledger) return { head: head(app, desk.draft.title, { back }), body: [empty(t.gone, t.goneWhy)] };
  if (ui.signing) return signScreen(app, ledger.signed);
  return {
    head: head(app, ledger.label, { back }),
    body: [
      ledger.about && h("p", { class: "lead" }, ledger.about),
      h("div", { class: "entry-fields" }, ledger.fields.map((field) => fieldRow(app, field))),
      ledger.photos && shot(app, desk, { label: t.takePhoto, hint: t.optional, takePhotos: app.takePhotos }),
      signLine(app, ledger.signed),
    ],
    foot: h("section", { class: "thumb", "aria-label": t.actsHere }, mainAct(app, t.entrySend, { lack: entryLacks(data, ledger), onclick: () => app.send({ title: titleOf(data, ledger) }) })),
  };
}

/** What the queue calls it: the ledger and the first words in it. */
function titleOf({ values }, ledger) {
  const said = ledger.fields.map((field) => values[field.key]).find((value) => value?.trim());
  return [ledger.label, said].filter(Boolean).join("，");
}

function fieldRow(app, field) {
  const { t } = app;
  const { values } = app.desk.draft.data;
  const hint = [field.hint, field.unit && t.entryUnit(field.unit)].filter(Boolean).join("，");
  const label = [field.label, h("span", { class: "req" }, field.required ? t.required : ""), hint && h("small", {}, ` ${hint}`)];
  if (field.choices.length) {
    return h("div", { class: "field line-field" }, h("p", { class: "label", id: `label-${field.key}` }, label), h("div", { class: "ask-options", role: "group", "aria-labelledby": `label-${field.key}` }, field.choices.map((one) => choiceButton(app, field, one, values))));
  }
  const write = ({ target }) => app.write({ values: { ...app.desk.draft.data.values, [field.key]: target.value } });
  const shared = { id: `v-${field.key}`, value: values[field.key] ?? "", oninput: write };
  const input = field.kind === "long" ? h("textarea", { ...shared, rows: 2, maxlength: 5000 }) : h("input", { ...shared, type: field.kind === "date" ? "date" : "text", class: "input", maxlength: 500, autocomplete: "off" });
  return h("div", { class: "field line-field" }, h("label", { for: shared.id }, label), input);
}

function choiceButton(app, field, { value, text }, values) {
  const isOn = chosen(values, field).includes(value);
  const tap = async () => {
    await app.desk.setData({ values: tapped(app.desk.draft.data.values, field, value) });
    app.render();
  };
  return h("button", { class: isOn ? "chip on" : "chip", type: "button", id: `v-${field.key}-${value}`, "aria-pressed": String(isOn), onclick: tap }, text);
}
