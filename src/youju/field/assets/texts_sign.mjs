/** The words of signing and of entries made on the spot, in both languages. */
export const SIGN_ZH = {
  entryRowWhy: (label) => `${label}，本人签名，没有网络也能记`,
  entryUnit: (unit) => `单位：${unit}`,
  entrySend: "记下",
  required: "必填",
  lacksFields: "还有必填的没有填",
  sign: "请本人签名",
  signAgain: "重签",
  signDrop: "去掉签名",
  signVisit: "在场人签名",
  signWhy: "把手机交给本人，用手指签在框里。签名只跟着这一条记录，不公开。",
  signClear: "清掉重写",
  signDone: "签好了",
  lacksSignature: "还没有签",
};

export const SIGN_EN = {
  entryRowWhy: (label) => `${label}: signed on the spot, works without a network`,
  entryUnit: (unit) => `unit: ${unit}`,
  entrySend: "Record",
  required: "required",
  lacksFields: "Some required fields are still empty",
  sign: "Have them sign",
  signAgain: "Sign again",
  signDrop: "Remove the signature",
  signVisit: "Signature of who was there",
  signWhy: "Hand over the phone; they sign in the box with a finger. The signature stays with this record and is not public.",
  signClear: "Clear",
  signDone: "Done",
  lacksSignature: "Nothing is signed yet",
};
