/** Verbs that move money or commit someone to pay, whatever their object. */
import { words } from "./words.ts";

export const FINANCIAL_VERBS = {
  pay: words(`
    pay charge refund buy purchase sell trade payout reimburse remit withdraw deposit donate tip wager bet stake
    unstake restake swap bridge liquidate short long renew rent lease invest reinvest disburse bill mint borrow
    repay lend redeem escrow airdrop autopay topup recharge settle hedge rebalance bid preorder repurchase fund
    exercise arbitrage cashout collateralize outbid pledge prepay procure securitize shortsell spend sponsor
    transact underwrite undelegate unbond`),
} as const;
