// Stellar's SDK for JavaScript against a running ledger: node suite.mjs URL PASSPHRASE
// Prints one line of JSON a step: {"step": name} when it holds, with an "error" when it does not.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  Account,
  Asset,
  AuthClawbackEnabledFlag,
  AuthRevocableFlag,
  Claimant,
  Horizon,
  Keypair,
  LiquidityPoolAsset,
  LiquidityPoolFeeV18,
  Memo,
  MuxedAccount,
  NotFoundError,
  Operation,
  TransactionBuilder,
  getLiquidityPoolId,
} from "@stellar/stellar-sdk";

const [url, passphrase] = process.argv.slice(2);
const EVENTS_WITHIN_MS = 15_000;
const server = new Horizon.Server(url, { allowHttp: true });

const key = (name) =>
  Keypair.fromRawEd25519Seed(createHash("sha256").update(`corridor ${name}`).digest());
const [issuer, maker, payer, payee, sponsor] =
  ["issuer", "maker", "payer", "payee", "sponsor"].map(key);
const usd = new Asset("USD", issuer.publicKey());
const inr = new Asset("INRUPEE", issuer.publicKey());
const xlm = Asset.native();
const pool = new LiquidityPoolAsset(
  ...[usd, inr].sort((a, b) => Asset.compare(a, b)), LiquidityPoolFeeV18);
const poolId = getLiquidityPoolId("constant_product", pool.getLiquidityPoolParameters())
  .toString("hex");

async function build(source, operations, options = {}) {
  const account = await server.loadAccount(source.publicKey());
  const builder = new TransactionBuilder(account, {
    fee: options.fee ?? "1000", networkPassphrase: passphrase });
  operations.forEach((operation) => builder.addOperation(operation));
  if (options.memo) builder.addMemo(options.memo);
  const transaction = builder.setTimeout(60).build();
  (options.signers ?? [source]).forEach((signer) => transaction.sign(signer));
  return transaction;
}

const submit = async (source, operations, options) =>
  server.submitTransaction(await build(source, operations, options));

/** What a refused call says; fails when it is not refused. */
async function refusal(call) {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({ message: "was not refused" });
}

/** The result codes of a submission that fails. */
async function codes(source, operations, options) {
  const error = await refusal(submit(source, operations, options));
  assert.equal(error.response.status, 400);
  const { extras, type, title } = error.response.data;
  assert.match(type, /transaction_failed$/);
  assert.equal(title, "Transaction Failed");
  assert.ok(extras.envelope_xdr && extras.result_xdr);
  return extras.result_codes;
}

const pay = (destination, asset, amount) =>
  Operation.payment({ destination: destination.publicKey(), asset, amount });
const records = async (builder) => (await builder.call()).records;

/** Follows a builder while something is done; gives the first events, in order. */
async function follow(builder, wanted, action) {
  const events = [];
  let close = () => {};
  try {
    await new Promise((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`${events.length} of ${wanted} events`)), EVENTS_WITHIN_MS);
      close = builder.stream({
        onmessage: (event) => {
          events.push(event);
          if (events.length === wanted) {
            clearTimeout(late);
            resolve();
          }
        },
      });
      setTimeout(() => Promise.resolve(action()).catch(reject), 300);
    });
  } finally {
    close();
  }
  return events;
}

const steps = {
  "friendbot creates accounts": async () => {
    for (const account of [issuer, maker, payer]) {
      const funded = await server.friendbot(account.publicKey()).call();
      assert.equal(funded.successful, true);
    }
    const account = await server.loadAccount(payer.publicKey());
    assert.equal(account.accountId(), payer.publicKey());
    assert.equal(account.balances[0].balance, "10000.0000000");
    assert.equal(account.signers[0].key, payer.publicKey());
    const again = await refusal(server.friendbot(payer.publicKey()).call());
    assert.equal(again.response.status, 400);
  },

  "root and fees": async () => {
    const root = await server.root();
    assert.equal(root.network_passphrase, passphrase);
    assert.equal(root.current_protocol_version, 19);
    const fees = await server.feeStats();
    assert.equal(fees.last_ledger_base_fee, "100");
    assert.ok(Number(fees.fee_charged.p99) >= 100);
    assert.equal(await server.fetchBaseFee(), 100);
    const { minTime, maxTime } = await server.fetchTimebounds(60);
    assert.equal(minTime, 0);
    assert.ok(maxTime > Date.now() / 1000 - 60);
  },

  "accounts, options and trust": async () => {
    await submit(payer, [payee, sponsor].map((account) =>
      Operation.createAccount({ destination: account.publicKey(), startingBalance: "1000" })));
    await submit(issuer, [Operation.setOptions({
      setFlags: AuthRevocableFlag | AuthClawbackEnabledFlag, homeDomain: "bank.example" })]);
    for (const account of [maker, payer, payee]) {
      await submit(account, [
        Operation.changeTrust({ asset: usd }),
        Operation.changeTrust({ asset: inr, limit: "900000" }),
      ]);
    }
    const paid = await submit(issuer, [
      pay(maker, usd, "50000"), pay(maker, inr, "500000"), pay(payer, usd, "5000")]);
    assert.equal(paid.successful, true);
    const loaded = await server.loadAccount(issuer.publicKey());
    assert.equal(loaded.home_domain, "bank.example");
    assert.equal(loaded.flags.auth_revocable, true);
    assert.equal(loaded.flags.auth_clawback_enabled, true);
    const held = await server.loadAccount(maker.publicKey());
    const line = held.balances.find((balance) => balance.asset_code === "INRUPEE");
    assert.equal(line.limit, "900000.0000000");
    assert.equal(line.asset_type, "credit_alphanum12");
    assert.equal(line.is_clawback_enabled, true);
  },

  "offers of every kind": async () => {
    const result = await submit(maker, [
      Operation.manageSellOffer({ selling: inr, buying: usd, amount: "40000", price: "0.0125" }),
      Operation.manageBuyOffer({ selling: usd, buying: inr, buyAmount: "1000", price: "0.01" }),
      Operation.createPassiveSellOffer({
        selling: inr, buying: xlm, amount: "5000", price: { n: 1, d: 20 } }),
    ]);
    // A passive offer's result is that of a sell offer, as Stellar's core has it.
    assert.equal(result.offerResults.length, 3);
    assert.equal(result.offerResults[0].effect, "manageOfferCreated");
    const id = result.offerResults[0].currentOffer.offerId;
    const own = await records(server.offers().forAccount(maker.publicKey()));
    assert.equal(own.length, 3);
    assert.equal((await records(server.offers().seller(maker.publicKey()))).length, 3);
    const pair = await records(server.offers().selling(inr).buying(usd));
    assert.deepEqual(pair.map((offer) => offer.id), [id]);
    const offer = await server.offers().offer(id).call();
    assert.deepEqual(offer.price_r, { n: 1, d: 80 });
    assert.equal((await offer.offer_maker()).account_id, maker.publicKey());
    const book = await server.orderbook(inr, usd).limit(5).call();
    assert.deepEqual(book.asks.map((level) => level.price), ["0.0125000"]);
    assert.deepEqual(book.bids.map((level) => level.price), ["0.0100000"]);
    assert.equal((await records(server.offers().sponsor(sponsor.publicKey()))).length, 0);
  },

  "paths, path payments and trades": async () => {
    const receive = await records(server.strictReceivePaths([usd], inr, "800"));
    assert.equal(receive[0].source_amount, "10.0000000");
    const held = await records(server.strictReceivePaths(payer.publicKey(), inr, "800"));
    assert.ok(held.some((path) => path.source_asset_code === "USD"));
    const send = await records(server.strictSendPaths(usd, "10", [inr]));
    assert.equal(send[0].destination_amount, "800.0000000");
    const to = await records(server.strictSendPaths(usd, "10", payee.publicKey()));
    assert.ok(to.some((path) => path.destination_asset_code === "INRUPEE"));
    const paid = await submit(payer, [
      Operation.pathPaymentStrictReceive({
        sendAsset: usd, sendMax: "10", destination: payee.publicKey(), destAsset: inr,
        destAmount: "800", path: [] }),
      Operation.pathPaymentStrictSend({
        sendAsset: usd, sendAmount: "5", destination: payee.publicKey(), destAsset: inr,
        destMin: "399", path: [] }),
    ]);
    const [offer] = await records(server.offers().selling(inr).buying(usd));
    const trades = await records(server.trades().forAssetPair(inr, usd).order("desc"));
    assert.deepEqual(trades.map((trade) => trade.base_amount), ["400.0000000", "800.0000000"]);
    assert.equal((await records(server.trades().forOffer(offer.id))).length, 2);
    assert.equal((await records(server.trades().forAccount(maker.publicKey()))).length, 2);
    assert.equal((await records(server.trades().forType("orderbook"))).length, 2);
    assert.equal((await records(server.trades().forType("liquidity_pool"))).length, 0);
    const minute = await records(server.tradeAggregation(inr, usd, 0, 0, 86_400_000, 0));
    assert.equal(minute.reduce((sum, record) => sum + Number(record.trade_count), 0), 2);
    assert.equal(minute.at(-1).high, "0.0125000");
    const operations = await records(server.operations().forTransaction(paid.hash));
    assert.deepEqual(operations.map((operation) => operation.type),
      ["path_payment_strict_receive", "path_payment_strict_send"]);
    assert.equal(operations[1].amount, "400.0000000");
  },

  "data": async () => {
    await submit(payee, [Operation.manageData({ name: "lei", value: "5299000J2N45DDNE4Y28" })]);
    const account = await server.accounts().accountId(payee.publicKey()).call();
    assert.equal(Buffer.from(account.data_attr.lei, "base64").toString(), "5299000J2N45DDNE4Y28");
    const item = await account.data({ key: "lei" });
    assert.equal(Buffer.from(item.value, "base64").toString(), "5299000J2N45DDNE4Y28");
    await submit(payee, [Operation.manageData({ name: "config.memo_required", value: "1" })]);
    const bare = await refusal(submit(payer, [pay(payee, xlm, "1")]));
    assert.match(bare.message, /requires memo/);
    await submit(payer, [pay(payee, xlm, "1")], { memo: Memo.text("invoice 7") });
    await submit(payee, [Operation.manageData({ name: "config.memo_required", value: null })]);
  },

  "claimable balances": async () => {
    const soon = Claimant.predicateBeforeRelativeTime("3600");
    const created = await build(payer, [Operation.createClaimableBalance({
      asset: usd, amount: "25",
      claimants: [
        new Claimant(payee.publicKey(), Claimant.predicateUnconditional()),
        new Claimant(payer.publicKey(), Claimant.predicateNot(soon))] })]);
    const id = created.getClaimableBalanceId(0);
    await server.submitTransaction(created);
    for (const builder of [
      server.claimableBalances().claimant(payee.publicKey()),
      server.claimableBalances().asset(usd),
      server.claimableBalances().sponsor(payer.publicKey())]) {
      assert.deepEqual((await records(builder)).map((balance) => balance.id), [id]);
    }
    const balance = await server.claimableBalances().claimableBalance(id).call();
    assert.equal(balance.amount, "25.0000000");
    assert.equal(balance.claimants.length, 2);
    await submit(payee, [Operation.claimClaimableBalance({ balanceId: id })]);
    const types = (await records(server.operations().forClaimableBalance(id)))
      .map((operation) => operation.type);
    assert.deepEqual(types, ["create_claimable_balance", "claim_claimable_balance"]);
    assert.equal((await records(server.transactions().forClaimableBalance(id))).length, 2);
    const gone = await refusal(server.claimableBalances().claimableBalance(id).call());
    assert.ok(gone instanceof NotFoundError);
  },

  "liquidity pools": async () => {
    await submit(maker, [Operation.changeTrust({ asset: pool })]);
    await submit(maker, [Operation.liquidityPoolDeposit({
      liquidityPoolId: poolId, maxAmountA: "10000", maxAmountB: "10000",
      minPrice: "0.0001", maxPrice: "10000" })]);
    await submit(payee, [Operation.pathPaymentStrictSend({
      sendAsset: inr, sendAmount: "10", destination: payer.publicKey(), destAsset: usd,
      destMin: "9", path: [] })]);
    await submit(maker, [Operation.liquidityPoolWithdraw({
      liquidityPoolId: poolId, amount: "100", minAmountA: "0", minAmountB: "0" })]);
    const found = await server.liquidityPools().liquidityPoolId(poolId).call();
    assert.equal(found.fee_bp, 30);
    assert.equal(found.total_trustlines, "1");
    for (const builder of [
      server.liquidityPools().forAssets(usd, inr),
      server.liquidityPools().forAccount(maker.publicKey())]) {
      assert.deepEqual((await records(builder)).map((one) => one.id), [poolId]);
    }
    const holders = await records(server.accounts().forLiquidityPool(poolId));
    assert.deepEqual(holders.map((account) => account.account_id), [maker.publicKey()]);
    const share = holders[0].balances.find((one) => one.liquidity_pool_id === poolId);
    assert.equal(share.asset_type, "liquidity_pool_shares");
    assert.ok((await records(server.transactions().forLiquidityPool(poolId))).length >= 3);
    assert.ok((await records(server.operations().forLiquidityPool(poolId))).length >= 2);
    const types = (await records(server.effects().forLiquidityPool(poolId)))
      .map((effect) => effect.type);
    assert.ok(types.includes("liquidity_pool_deposited"), types.join());
    assert.ok(types.includes("liquidity_pool_withdrew"), types.join());
    const [trade] = await records(server.trades().forLiquidityPool(poolId));
    assert.equal(trade.trade_type, "liquidity_pool");
    assert.equal(trade.liquidity_pool_fee_bp, 30);
  },

  "sponsorship": async () => {
    const sponsored = key("sponsored");
    await submit(sponsor, [
      Operation.beginSponsoringFutureReserves({ sponsoredId: sponsored.publicKey() }),
      Operation.createAccount({ destination: sponsored.publicKey(), startingBalance: "0" }),
      Operation.changeTrust({ asset: usd, source: sponsored.publicKey() }),
      Operation.endSponsoringFutureReserves({ source: sponsored.publicKey() }),
    ], { signers: [sponsor, sponsored] });
    const account = await server.loadAccount(sponsored.publicKey());
    assert.equal(account.sponsor, sponsor.publicKey());
    assert.equal(account.num_sponsored, 3);
    const listed = await records(server.accounts().sponsor(sponsor.publicKey()));
    assert.deepEqual(listed.map((one) => one.account_id), [sponsored.publicKey()]);
    await submit(payer, [Operation.createAccount({
      destination: key("heir").publicKey(), startingBalance: "5" })]);
    await submit(sponsor, [Operation.revokeTrustlineSponsorship({
      account: sponsored.publicKey(), asset: usd })]).then(
      () => assert.fail("an account without reserve cannot take over"),
      (error) => assert.deepEqual(
        error.response.data.extras.result_codes.operations, ["op_low_reserve"]));
  },

  "fee bumps": async () => {
    const inner = await build(payer, [pay(payee, xlm, "2")], { fee: "100" });
    const bump = TransactionBuilder.buildFeeBumpTransaction(
      sponsor, "400", inner, passphrase);
    bump.sign(sponsor);
    const done = await server.submitTransaction(bump);
    assert.equal(done.hash, bump.hash().toString("hex"));
    const outer = await server.transactions().transaction(done.hash).call();
    assert.equal(outer.fee_account, sponsor.publicKey());
    assert.equal(outer.source_account, payer.publicKey());
    assert.equal(outer.fee_bump_transaction.hash, done.hash);
    const inside = await server.transactions()
      .transaction(inner.hash().toString("hex")).call();
    assert.equal(inside.inner_transaction.hash, inner.hash().toString("hex"));
    assert.equal(inside.inner_transaction.max_fee, "100");
  },

  "multiplexed accounts": async () => {
    const muxed = new MuxedAccount(new Account(payee.publicKey(), "0"), "4711").accountId();
    const done = await submit(payer, [Operation.payment({
      destination: muxed, asset: xlm, amount: "3" })]);
    const [payment] = await records(server.payments().forTransaction(done.hash));
    assert.equal(payment.to, payee.publicKey());
    assert.equal(payment.to_muxed, muxed);
    assert.equal(payment.to_muxed_id, "4711");
  },

  "authorisation and clawback": async () => {
    const done = await submit(issuer, [
      Operation.clawback({ asset: usd, amount: "1", from: payer.publicKey() }),
      Operation.setTrustLineFlags({
        trustor: payee.publicKey(), asset: usd,
        flags: { authorized: false, authorizedToMaintainLiabilities: true } }),
    ]);
    const types = (await records(server.effects().forTransaction(done.hash)))
      .map((effect) => effect.type);
    assert.ok(types.includes("account_debited"), types.join());
    assert.ok(types.includes("trustline_flags_updated"), types.join());
    const [asset] = await records(
      server.assets().forCode("USD").forIssuer(issuer.publicKey()));
    assert.equal(asset.accounts.authorized_to_maintain_liabilities, 1);
    assert.equal((await records(server.assets().forIssuer(issuer.publicKey()))).length, 2);
    await submit(issuer, [Operation.setTrustLineFlags({
      trustor: payee.publicKey(), asset: usd,
      flags: { authorized: true, authorizedToMaintainLiabilities: false } })]);
  },

  "signers and merges": async () => {
    const [heir, second] = [key("heir"), key("second")];
    await submit(heir, [Operation.setOptions({
      signer: { ed25519PublicKey: second.publicKey(), weight: 1 } })]);
    const found = await records(server.accounts().forSigner(second.publicKey()));
    assert.deepEqual(found.map((account) => account.account_id), [heir.publicKey()]);
    assert.ok((await records(server.accounts().forAsset(usd))).length >= 3);
    const sequence = BigInt((await server.loadAccount(heir.publicKey())).sequence);
    await submit(heir, [Operation.bumpSequence({ bumpTo: String(sequence + 10n) })]);
    const bumped = await server.loadAccount(heir.publicKey());
    assert.equal(bumped.sequence, String(sequence + 10n));
    await submit(heir, [
      Operation.setOptions({ signer: { ed25519PublicKey: second.publicKey(), weight: 0 } }),
      Operation.accountMerge({ destination: payer.publicKey() })], { signers: [second] });
    assert.ok(await refusal(server.loadAccount(heir.publicKey())) instanceof NotFoundError);
  },

  "failures name their codes": async () => {
    assert.deepEqual(
      await codes(payer, [pay(payee, xlm, "1"), pay(payee, xlm, "999999")]),
      { transaction: "tx_failed", operations: ["op_success", "op_underfunded"] });
    assert.deepEqual(await codes(payer, [pay(payee, xlm, "1")], { signers: [payee] }),
      { transaction: "tx_bad_auth" });
    assert.deepEqual(await codes(payer, [pay(payee, xlm, "1")], { fee: "1" }),
      { transaction: "tx_insufficient_fee" });
    const account = await server.loadAccount(payer.publicKey());
    const stale = new TransactionBuilder(
      new Account(payer.publicKey(), String(BigInt(account.sequence) - 1n)),
      { fee: "100", networkPassphrase: passphrase })
      .addOperation(pay(payee, xlm, "1")).setTimeout(60).build();
    stale.sign(payer);
    const error = await refusal(server.submitTransaction(stale));
    assert.deepEqual(error.response.data.extras.result_codes, { transaction: "tx_bad_seq" });
    const bump = await build(payer, [pay(payee, xlm, "999999")], { fee: "100" });
    const bumped = TransactionBuilder.buildFeeBumpTransaction(sponsor, "400", bump, passphrase);
    bumped.sign(sponsor);
    const failed = await refusal(server.submitTransaction(bumped));
    assert.deepEqual(failed.response.data.extras.result_codes, {
      transaction: "tx_fee_bump_inner_failed", inner_transaction: "tx_failed",
      operations: ["op_underfunded"] });
    const garbage = await fetch(`${url}/transactions`, {
      method: "POST", body: new URLSearchParams({ tx: "AAAA" }) });
    assert.equal(garbage.status, 400);
    assert.match(garbage.headers.get("content-type"), /application\/problem\+json/);
    assert.match((await garbage.json()).type, /transaction_malformed$/);
  },

  "asynchronous submission": async () => {
    const transaction = await build(payer, [pay(payee, xlm, "4")]);
    const hash = transaction.hash().toString("hex");
    const pending = await server.submitAsyncTransaction(transaction);
    assert.equal(pending.tx_status, "PENDING");
    assert.equal(pending.hash, hash);
    const again = await refusal(server.submitAsyncTransaction(transaction));
    assert.equal(again.response.status, 409);
    assert.equal(again.response.data.tx_status, "DUPLICATE");
    for (let i = 0; ; i++) {
      try {
        assert.equal((await server.transactions().transaction(hash).call()).successful, true);
        break;
      } catch (error) {
        if (!(error instanceof NotFoundError) || i === 100) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    const unsigned = await build(payer, [pay(payee, xlm, "4")], { signers: [] });
    const refused = await refusal(server.submitAsyncTransaction(unsigned));
    assert.equal(refused.response.status, 400);
    assert.equal(refused.response.data.tx_status, "ERROR");
    assert.ok(refused.response.data.error_result_xdr);
  },

  "history by ledger, transaction, operation and account": async () => {
    const paid = await submit(payer, [pay(payee, usd, "1")], { memo: Memo.text("corridor") });
    const transaction = await server.transactions().transaction(paid.hash).call();
    assert.equal(transaction.memo, "corridor");
    const ledger = await transaction.ledger();
    assert.equal(ledger.sequence, transaction.ledger_attr);
    assert.equal((await server.ledgers().ledger(ledger.sequence).call()).hash, ledger.hash);
    const within = [server.transactions(), server.operations(), server.payments(),
      server.effects()];
    for (const builder of within) {
      assert.ok((await records(builder.forLedger(ledger.sequence))).length >= 1);
    }
    const [operation] = await records(server.operations().forTransaction(paid.hash));
    const one = await server.operations().operation(operation.id).call();
    assert.equal(one.type, "payment");
    assert.equal((await records(server.effects().forOperation(operation.id))).length, 2);
    assert.equal((await (await one.transaction()).account()).account_id, payer.publicKey());
    const joined = await records(
      server.operations().forAccount(payer.publicKey()).join("transactions").limit(2));
    assert.ok(joined.every((record) => record.transaction_attr.hash === record.transaction_hash));
    for (const builder of [server.transactions(), server.operations(), server.payments(),
      server.effects()]) {
      assert.ok((await records(builder.forAccount(payer.publicKey()))).length >= 5);
    }
    const failed = await records(
      server.transactions().forAccount(payer.publicKey()).includeFailed(true).limit(200));
    const fine = await records(server.transactions().forAccount(payer.publicKey()).limit(200));
    assert.ok(failed.length > fine.length);
    assert.ok(fine.every((record) => record.successful));
    const operations = await records(server.operations().includeFailed(true).limit(200));
    assert.ok(operations.some((record) => !record.transaction_successful));
    const payments = await records(server.payments().includeFailed(true).limit(200));
    assert.ok(payments.some((record) => !record.transaction_successful));
  },

  "pages go forth and back": async () => {
    const first = await server.effects().limit(3).call();
    const second = await first.next();
    assert.equal(second.records.length, 3);
    assert.ok(!first.records.some((one) => second.records.some((two) => one.id === two.id)));
    const back = await second.prev();
    assert.deepEqual(back.records.map((one) => one.id),
      first.records.map((one) => one.id).reverse());
    const ledgers = await records(server.ledgers().order("desc").limit(3));
    assert.deepEqual(ledgers.map((one) => ledgers[0].sequence - one.sequence), [0, 1, 2]);
    const token = ledgers[2].paging_token;
    const after = await records(server.ledgers().cursor(token).limit(1));
    assert.equal(after[0].sequence, ledgers[1].sequence);
  },

  "problems": async () => {
    const unknown = await refusal(server.loadAccount(key("nobody").publicKey()));
    assert.ok(unknown instanceof NotFoundError);
    assert.equal(unknown.response.status, 404);
    assert.match(unknown.response.type, /not_found$/);
    const invalid = await refusal(server.accounts().accountId("GABC").call());
    assert.equal(invalid.response.status, 400);
    assert.equal(invalid.response.extras.invalid_field, "account_id");
    const limit = await refusal(server.ledgers().limit(201).call());
    assert.equal(limit.response.extras.invalid_field, "limit");
    const cursor = await refusal(server.payments().cursor("blah").call());
    assert.equal(cursor.response.extras.invalid_field, "cursor");
  },

  "streams of history": async () => {
    const followed = {
      payments: server.payments().forAccount(payee.publicKey()),
      operations: server.operations().forAccount(payee.publicKey()),
      transactions: server.transactions().forAccount(payee.publicKey()),
      effects: server.effects().forAccount(payee.publicKey()),
    };
    const streams = Object.values(followed).map((builder) => follow(
      builder.cursor("now"), 2, () => {}));
    await new Promise((resolve) => setTimeout(resolve, 500));
    await submit(payer, [pay(payee, xlm, "0.5")]);
    await submit(payer, [pay(payee, xlm, "0.25")]);
    const [payments, operations, transactions, effects] = await Promise.all(streams);
    assert.deepEqual(payments.map((payment) => payment.amount), ["0.5000000", "0.2500000"]);
    assert.deepEqual(operations.map((operation) => operation.id),
      payments.map((payment) => payment.id));
    assert.deepEqual(transactions.map((one) => one.hash),
      payments.map((payment) => payment.transaction_hash));
    assert.deepEqual(effects.map((effect) => effect.type),
      ["account_credited", "account_credited"]);
  },

  "streams of ledgers and trades": async () => {
    const ledgers = await follow(server.ledgers().cursor("now"), 3, () => {});
    assert.deepEqual(ledgers.map((one) => one.sequence - ledgers[0].sequence), [0, 1, 2]);
    const trades = await follow(server.trades().cursor("now"), 1, () =>
      submit(payer, [Operation.pathPaymentStrictReceive({
        sendAsset: xlm, sendMax: "10", destination: payee.publicKey(), destAsset: inr,
        destAmount: "20", path: [] })]));
    const [trade] = trades;
    assert.equal(trade.base_is_seller ? trade.counter_account : trade.base_account,
      payer.publicKey());
  },

  "streams of documents": async () => {
    const accounts = await follow(server.accounts().accountId(payee.publicKey()), 2, () =>
      submit(payer, [pay(payee, xlm, "6")]));
    const [before, after] = accounts.map((account) =>
      Number(account.balances.find((balance) => balance.asset_type === "native").balance));
    assert.equal(after - before, 6);
    const books = await follow(server.orderbook(inr, usd), 2, () =>
      submit(maker, [Operation.manageSellOffer({
        selling: inr, buying: usd, amount: "10", price: "0.5" })]));
    assert.equal(books[1].asks.length, books[0].asks.length + 1);
    const { length } = await records(server.offers().forAccount(maker.publicKey()));
    const offers = await follow(server.offers().forAccount(maker.publicKey()), length, () => {});
    assert.equal(new Set(offers.map((offer) => offer.id)).size, length);
  },
};

let failures = 0;
for (const [step, run] of Object.entries(steps)) {
  const line = { step };
  try {
    await run();
  } catch (error) {
    failures++;
    const told = error.response?.data ?? error.response;
    line.error = `${error.stack ?? error}${told ? `\n${JSON.stringify(told)}` : ""}`;
  }
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
process.exit(failures === 0 ? 0 : 1);
