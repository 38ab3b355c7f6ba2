/** Written examples: offers, a disguised one, and posts that only look like one. */
export const EXAMPLES = [
  '高价收\u200bＵ，專業承兌，秒到账，电报 @example_desk',
  '新公链代币私募最后一轮，0.03U一枚，锁仓三个月，今晚十点前填表。',
  '出一个敦煌飞天数藏，地板价再让五十，可走平台转赠。',
  'SOL/USDT long. Entry 142-144, targets 149 and 155, stop loss 138. VIP members got this call two hours ago.',
  'Selling 800 USDT, TRC20 only, bank transfer or cash meet-up. WhatsApp +971 50 555 0147',
  '反诈提醒：凡是跟着“导师”买虚拟币稳赚的，都是骗局，请拨打96110核实。',
  'We spent the weekend sweeping the floor before the new oak boards arrived.',
];
