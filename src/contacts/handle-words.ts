import type { ContactKind } from '../result.ts';

/** Words that announce an account, and the account they announce. Regular expression sources, read without regard to case. */
export interface HandleWords {
  kind: ContactKind;
  /** Words that name the service by themselves. */
  words: readonly string[];
  /** Words with an everyday meaning: they need a colon behind them, or `加` before them. */
  weakWords: readonly string[];
  /** The shape of an account. */
  account: string;
}

const MOBILE = String.raw`1[3-9]\d{9}(?![\d@])`;
const DIGITS = String.raw`(?![\d@]|\.\d| ?[人个元块万名次年月%％])`;

export const HANDLE_WORDS: readonly HandleWords[] = [
  {
    kind: 'wechat',
    words: [
      '微信',
      '薇信',
      '葳信',
      '魏信',
      '徽信',
      '徵信',
      '薇心',
      '微❤',
      '薇❤',
      '威❤',
      'v信',
      'v❤',
      'v心',
      'v芯',
      '微x',
      'wechat',
      'weixin',
      'we chat',
      'vx',
      'wx',
      'v x',
      'v-x',
      'w x',
    ],
    weakWords: ['v', '威信', '卫星', '围信', '维信', '薇', '微'],
    account: `(?:[a-z][a-z0-9_-]{5,19}(?![a-z0-9_@-])|${MOBILE})`,
  },
  {
    kind: 'qq',
    words: ['qq', 'q q', '扣扣', 'q群', '🐧'],
    weakWords: ['企鹅', '球球', 'q'],
    account: String.raw`[1-9]\d{4,10}${DIGITS}`,
  },
  {
    kind: 'telegram',
    words: ['tg', 't g', 'telegram', '电报', '電報', '纸飞机', '紙飛機', '小飞机', '✈️', '✈'],
    weakWords: ['飞机', '飛機', '电抱', '土豆'],
    account: `@?[a-z][a-z0-9_]{4,31}(?![a-z0-9_@])`,
  },
  {
    kind: 'whatsapp',
    words: ['whatsapp', 'whats app', 'watsapp', 'whatapp'],
    weakWords: ['wa', 'ws'],
    account: String.raw`\+?\d(?:[ ().-]{0,2}\d){7,14}(?![\d@])`,
  },
  {
    kind: 'discord',
    words: ['discord'],
    weakWords: ['dc'],
    account: String.raw`@?(?=[\d_.]*[a-z])[a-z0-9_][a-z0-9_.]{1,30}[a-z0-9_](?:#\d{4})?(?![a-z0-9_#@])`,
  },
  {
    kind: 'phone',
    words: [],
    weakWords: ['电话', '手机', '手机号', '热线', '致电', 'tel', 'phone', 'mobile', 'call or text', 'text me'],
    account: String.raw`\+?\d(?:[ ()-]{0,2}\d){6,14}(?![\d@]|\.\d)`,
  },
  {
    kind: 'invite_code',
    words: [
      '邀请码',
      '邀請碼',
      '推荐码',
      '推薦碼',
      '邀请ID',
      '优惠码',
      'invite code',
      'invitation code',
      'referral code',
      'referral id',
      'ref code',
      'promo code',
      'invite id',
    ],
    weakWords: [],
    account: `[a-z0-9][a-z0-9_-]{3,19}(?![a-z0-9_@-]| ?[个枚张份人元])`,
  },
];
