/** The few words scripts say themselves, in both languages; everything else comes from the server. */

const TEXTS = {
  "zh-CN": {
    noNetwork: "没有连上服务器，刚才的操作没有送到。填过的内容还在，连上网后请再试一次。",
    serverTrouble: "系统出错，刚才的操作可能没有保存。请核对后重试；仍不行，请把时间告诉管理员。",
    tooLong: "等了太久没有回音，不知道是否办成。请刷新核对后再试。",
    dismiss: "知道了",
    none: "没有对上的，换个字或拼音首字母试试",
    found: (n) => `${n} 项`,
    narrow: (n) => `在 ${n} 项里找；勾上的一直显示`,
    cellsToFix: (n, first) => `${n} 格要改：${first}`,
    cellPlace: (row, column) => `第 ${row} 行“${column}”`,
    pasted: (rows, columns) => `已粘贴 ${rows} 行，对上 ${columns} 列`,
    leftOut: (names) => `本表没有“${names}”，不导入`,
    row: (n) => `第 ${n} 行`,
    dropHere: "或把照片拖到这里",
    chosen: (n) => `已选 ${n} 个`,
    takeOff: "去掉",
    copied: (n) => `已照上一条填好 ${n} 项，请核对`,
    nothingToCopy: "没有可照抄的：要填的都已填好",
    close: "关闭",
  },
  en: {
    noNetwork: "The server could not be reached, so nothing was sent. What you typed is still here; try again once connected.",
    serverTrouble: "The system failed and the act may not have been saved. Check and try again, or tell the administrator when it happened.",
    tooLong: "No answer for too long. Reload, check whether it was done, and try again.",
    dismiss: "Close",
    none: "Nothing matches; try another word or pinyin initials",
    found: (n) => `${n} found`,
    narrow: (n) => `Find among ${n}; what is ticked stays`,
    cellsToFix: (n, first) => `${n} cells to correct: ${first}`,
    cellPlace: (row, column) => `row ${row}, “${column}”`,
    pasted: (rows, columns) => `${rows} rows pasted, ${columns} columns matched`,
    leftOut: (names) => `“${names}” is not in this table and is left out`,
    row: (n) => `Row ${n}`,
    dropHere: "or drop the photos here",
    chosen: (n) => `${n} chosen`,
    takeOff: "Remove",
    copied: (n) => `${n} fields filled as in the last record; please check`,
    nothingToCopy: "Nothing to copy: all is filled in",
    close: "Close",
  },
};

/** Return the words of a language code, Chinese where it is unknown. */
export function textsIn(language) {
  return TEXTS[language] ?? TEXTS["zh-CN"];
}

/** Return the words of the page's language. */
export function texts(doc = document) {
  return textsIn(doc.documentElement.lang);
}
