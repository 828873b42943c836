/** Return each place where questionnaires are asked: {survey, cell, form}. */
export function asked(lists) {
  return (lists?.surveys ?? []).flatMap((survey) =>
    survey.cells.map((cell) => ({ survey, cell, form: survey.forms.find((form) => form.audience === cell.audience) ?? null })).filter(({ form }) => form),
  );
}

/** Return the place of an address or a draft, or null where it is asked no more. */
export function askedAt(lists, id) {
  return asked(lists).find(({ cell }) => String(cell.id) === String(id)) ?? null;
}

/** Return how many sheets a cell has: those the server counted, and those this phone took since. */
export function doneAt(cell, acts, countedAt = 0) {
  const isFresh = (act) => act.state === "waiting" || (act.state === "accepted" && (act.result?.at ?? 0) > countedAt);
  return cell.done + acts.filter((act) => act.act === "survey_sheet" && act.data.cell === cell.id && isFresh(act)).length;
}

/** Return the answers with an option tapped: chosen, or taken back where it was. */
export function tapped(answers, question, option) {
  const held = answers[question.code] ?? [];
  if (question.kind !== "multiple") return { ...answers, [question.code]: held[0] === option ? [] : [option] };
  if (held.includes(option)) return { ...answers, [question.code]: held.filter((one) => one !== option) };
  if (question.most && held.length >= question.most) return answers;
  return { ...answers, [question.code]: [...held, option] };
}

/** Return the first question that must be answered and is not, or null. */
export function firstOpen(form, answers) {
  return form.questions.find((one) => one.required && !isAnswered(one, answers)) ?? null;
}

function isAnswered(question, answers) {
  const given = answers[question.code];
  return typeof given === "string" ? Boolean(given.trim()) : Boolean(given?.length);
}

/** Say what a sheet still lacks: a word of texts_ask.mjs, or "". */
export function sheetLacks(data, form) {
  if (form.criteria && !data.fits) return "lacksFit";
  return firstOpen(form, data.answers ?? {}) ? "lacksAnswers" : "";
}
