import type { Contact } from '../result.ts';
import { contactAt, originalSlice, type View } from './view.ts';

/** The same separator twice, or none: `138-1234-5678`, but not the coordinate `138.12345678`. */
const MAINLAND_MOBILE = /(?<![\d.,$¥€£#_a-z=/+-])(?:86[ -]?)?1[3-9]\d([ .·-]?)\d{4}\1\d{4}(?![\d_a-z=/@-]|[.,]\d)/gi;
const INTERNATIONAL = /(?<![\d.,$¥€£#_a-z=/+-])\+\d{1,3}(?:[ .()-]{0,2}\d){7,13}(?![\d_a-z=/@-]|[.,]\d)/gi;

/** ITU E.164 country codes, the North American plan with its rule that an area code starts at 2. */
const COUNTRY_CODE =
  /^(?:1[2-9]\d{9}$|7\d{10}$|861[3-9]\d{9}$|(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[124]|9[0-58])\d{7,11}$|(?:2[1-689]|3[578]|42|5[09]|6[789]|85|88|9[679])\d{8,11}$)/;

/** The folder may have closed a gap that belonged to a date or a price. */
const WRITTEN_AS_NUMBER = /^[\d+][\d\s().·+\p{Cf}\p{Mn}-]*$/u;

/** What makes the digits behind it a number of a thing, not of a person. */
const THING_BEFORE =
  /(?:第|单号|订单号?|编号|序号|流水号?|账单|卡号|账号|工号|货号|型号|批号|运单|票号|身份证号?|余额|销量|播放量?|order|tracking|invoice|ticket|serial|isbn|uid|id|ref|no\.?|sku|hash|block|区块)[\s:：#为是号]{0,4}$/i;
const UNIT_BEHIND =
  /^\s?(?:元|块|万|亿|个|次|人|股|条|%|％|美元|美金|刀|usdt?|rmb|hkd|btc|eth|sats|wei|gwei|ms|kb|mb|bytes?|points?)/i;

const CONTEXT = 12;

/** Finds telephone numbers that need no word before them: mainland mobiles, and any with a country code. */
export function findNumbers(view: View): Contact[] {
  return [...findShape(view, MAINLAND_MOBILE, (match) => match), ...findShape(view, INTERNATIONAL, validPart)];
}

function findShape(view: View, shape: RegExp, numberIn: (match: string) => string): Contact[] {
  const contacts: Contact[] = [];
  for (const match of view.text.matchAll(shape)) {
    const number = numberIn(match[0]);
    const end = match.index + number.length;
    if (number !== '' && isTelephone(view, match.index, end)) contacts.push(contactAt(view, 'phone', match.index, end));
  }
  return contacts;
}

/** The digits behind a number's last gap may belong to what comes next; empty where no part is a number. */
function validPart(match: string): string {
  let part = match;
  while (part !== '' && !COUNTRY_CODE.test(part.replace(/\D/g, ''))) part = part.replace(/(?:[ .()-]+|^\+)\d+$/, '');
  return part;
}

function isTelephone(view: View, start: number, end: number): boolean {
  return (
    WRITTEN_AS_NUMBER.test(originalSlice(view, start, end).normalize('NFKC')) &&
    !THING_BEFORE.test(view.text.slice(Math.max(0, start - CONTEXT), start)) &&
    !UNIT_BEHIND.test(view.text.slice(end, end + CONTEXT))
  );
}
