import { asked, askedAt, doneAt, firstOpen, sheetLacks, tapped } from "../ask.mjs";
import { h } from "../dom.mjs";
import { shortDay } from "../times.mjs";
import { empty, head, mainAct } from "./parts.mjs";

/** The way in, at the head of 巡, where there is something to ask. */
export function askRow(app) {
  const { t } = app;
  const n = asked(app.lists).length;
  return n > 0 && h("ul", { class: "rows" }, h("li", {}, h("a", { class: "row-button", href: "#/ask", id: "to-ask" }, h("span", {}, h("b", {}, t.askRow(n)), h("small", {}, t.askRowWhy)))));
}

/** The places where questionnaires are asked, with how far each has come. */
export function askListScreen(app) {
  const { t } = app;
  const all = asked(app.lists);
  const row = ({ survey, cell, form }) => {
    const done = doneAt(cell, app.acts, app.lists?.at);
    const left = cell.target - done;
    const detail = [form.label, t.askDone(done, cell.target), survey.until && t.askUntil(shortDay(survey.until))].filter(Boolean).join("，");
    return h(
      "li",
      { "data-cell": cell.id },
      h("a", { class: "row-button", href: `#/ask/${cell.id}` }, h("span", {}, h("b", {}, cell.name), h("small", {}, detail)), h("span", { class: left > 0 ? "pill due" : "pill ok" }, t.askLeft(left))),
    );
  };
  const group = (survey) => [h("li", { class: "group" }, survey.title), ...all.filter((one) => one.survey === survey).map(row)];
  return {
    head: head(app, t.ask, { back: "#/patrol" }),
    body: all.length ? [h("ul", { class: "rows" }, (app.lists?.surveys ?? []).map(group))] : [empty(t.askNone, t.askNoneWhy)],
  };
}

/** One questionnaire: all questions in one column, one tap for each answer. */
export function askScreen(app) {
  const { t, desk } = app;
  const { data } = desk.draft;
  const about = askedAt(app.lists, data.cell);
  const back = app.route.name === "edit" ? "#/mine/queue" : "#/ask";
  if (!about) return { head: head(app, desk.draft.title, { back }), body: [empty(t.gone, t.askNoneWhy)] };
  const { survey, cell, form } = about;
  const done = doneAt(cell, app.acts, app.lists?.at);
  const lack = sheetLacks(data, form);
  const open = lack === "lacksAnswers" ? firstOpen(form, data.answers) : null;
  const jump = () => document.getElementById(`q-${open.code}`)?.scrollIntoView({ block: "start" });
  return {
    head: head(app, cell.name, { back, link: h("span", { class: "meta", id: "done" }, t.askDone(done, cell.target)) }),
    body: [
      h("p", { class: "lead" }, survey.title, h("br"), h("small", {}, t.askHello)),
      form.criteria && fitLine(app, form),
      (!form.criteria || data.fits) && h("ol", { class: "asked" }, form.questions.map((one) => questionRow(app, one))),
      (!form.criteria || data.fits) && pair(app, { name: "channel", label: t.askChannel, options: [["interview", t.askInterview], ["phone", t.askPhone]] }),
    ],
    foot: h(
      "section",
      { class: "thumb", "aria-label": t.actsHere },
      open && h("button", { class: "link", type: "button", id: "jump", onclick: jump }, t.askNext(open.number)),
      mainAct(app, t.askSend, { lack, onclick: () => app.send({ title: t.askTitle(cell.name) }) }),
    ),
  };
}

/** Keep an answer. Where the phone is stays unasked: the sheet must not say who answered. */
async function put(app, change) {
  await app.desk.setData(change);
  app.render();
}

function fitLine(app, form) {
  const { t, desk } = app;
  const another = async () => {
    await desk.drop();
    app.say(t.askSkipped);
    await app.reload();
    await app.open();
  };
  return h(
    "div",
    { class: "field line-field" },
    h("p", {}, t.askWho(form.criteria)),
    h(
      "div",
      { class: "line-acts" },
      h("button", { class: desk.draft.data.fits ? "button on" : "button primary", type: "button", id: "fits", "aria-pressed": String(Boolean(desk.draft.data.fits)), onclick: () => put(app, { fits: true }) }, t.askFits),
      h("button", { class: "button", type: "button", id: "fits-not", onclick: another }, t.askFitsNot),
    ),
  );
}

function questionRow(app, question) {
  const { t } = app;
  const { answers } = app.desk.draft.data;
  const hints = [question.help, question.kind === "multiple" && t.askMost(question.most), !question.required && t.askOptional].filter(Boolean);
  return h(
    "li",
    { id: `q-${question.code}`, "data-question": question.code },
    h("p", { id: `label-${question.code}` }, h("b", {}, `${question.number}. ${question.text}`), hints.length > 0 && h("small", {}, ` ${hints.join("，")}`)),
    question.kind === "text" ? textLine(app, question, answers) : h("div", { class: "ask-options", role: "group", "aria-labelledby": `label-${question.code}` }, question.options.map((one) => optionButton(app, question, one, answers))),
  );
}

function optionButton(app, question, option, answers) {
  const isOn = (answers[question.code] ?? []).includes(option.code);
  const tap = () => put(app, { answers: tapped(app.desk.draft.data.answers, question, option.code) });
  return h("button", { class: isOn ? "chip on" : "chip", type: "button", id: `o-${question.code}-${option.code}`, "aria-pressed": String(isOn), onclick: tap }, option.text);
}

function textLine(app, question, answers) {
  const write = ({ target }) => app.write({ answers: { ...app.desk.draft.data.answers, [question.code]: target.value } });
  return h("textarea", { id: `w-${question.code}`, rows: 2, maxlength: 500, placeholder: app.t.askWords, "aria-labelledby": `label-${question.code}`, value: answers[question.code] ?? "", oninput: write });
}

function pair(app, { name, label, options }) {
  const chosen = app.desk.draft.data[name];
  const one = ([value, text]) => h("button", { class: value === chosen ? "chip on" : "chip", type: "button", id: `${name}-${value}`, "aria-pressed": String(value === chosen), onclick: () => put(app, { [name]: value }) }, text);
  return h("div", { class: "field line-field" }, h("p", {}, label), h("div", { class: "ask-options" }, options.map(one)));
}
