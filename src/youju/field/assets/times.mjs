const two = (n) => String(n).padStart(2, "0");

/** Return the time of day, with the date before it unless it is today: 10:38, 11-21 10:38. */
export function shortTime(moment, today = new Date()) {
  const at = new Date(moment);
  if (!moment || Number.isNaN(at.getTime())) return "";
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  const isToday = at.toDateString() === today.toDateString();
  return isToday ? time : `${two(at.getMonth() + 1)}-${two(at.getDate())} ${time}`;
}

/** Return the day as 11-21. */
export function shortDay(moment) {
  const at = new Date(moment);
  return !moment || Number.isNaN(at.getTime()) ? "" : `${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
