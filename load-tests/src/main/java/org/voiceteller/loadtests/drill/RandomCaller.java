package org.voiceteller.loadtests.drill;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.voiceteller.loadtests.caller.CodeInbox;
import org.voiceteller.loadtests.drill.EnduringCall.Over;

/**
 * One caller after the other on the same chair: asks for balances and transactions, or moves money
 * with a code and a yes or a no; some break off and come back, some never do.
 */
final class RandomCaller {

  private static final Predicate<String> ASKS_FOR_NUMBER = says("your phone number");
  private static final Predicate<String> ASKS_FOR_YES = says("Shall I go ahead?");
  private static final Predicate<String> HAS_DONE = says("Transfer complete!");
  private static final Predicate<String> WILL_NOT = says("I won't transfer anything");
  private static final Predicate<String> BALANCE = says("available balance of");
  private static final Duration CODE_COMES = Duration.ofSeconds(15);
  private static final Duration CALLS_AGAIN_AFTER = Duration.ofSeconds(1);
  private static final int BREAKS_PERCENT = 8;
  private static final int VANISHES_PERCENT = 3;
  private static final int SAYS_NO_PERCENT = 20;
  private static final int MOST_CODES = 3;

  /** What calls are made with. */
  interface Telephone {
    EnduringCall call() throws Over, InterruptedException;
  }

  private final Telephone telephone;
  private final Span drill;
  private final List<Wallet> wallets;
  private final CodeInbox codes;
  private final FaultsLog log;
  private final Random random;
  private volatile @Nullable EnduringCall last;

  RandomCaller(
      Telephone telephone,
      Span drill,
      List<Wallet> wallets,
      CodeInbox codes,
      FaultsLog log,
      long seed) {
    this.telephone = telephone;
    this.drill = drill;
    this.wallets = wallets;
    this.codes = codes;
    this.log = log;
    this.random = new Random(seed);
  }

  private static Predicate<String> says(String words) {
    return text -> text.contains(words);
  }

  /** Makes one call after the other, from then on until the drill is over. */
  void calls(Duration begins) throws InterruptedException {
    pauses(begins);
    while (!drill.isOver()) {
      callsOnce();
    }
  }

  /** What was said and done in the last call so far. */
  String conversation() {
    var call = last;
    return call == null ? "" : call.conversation();
  }

  /** For nobody to wait for when the drill is over. */
  private void pauses(Duration time) throws InterruptedException {
    var unused = drill.isOverAfter(time);
  }

  /** From its beginning to its end. */
  private void callsOnce() throws InterruptedException {
    var wallet = wallets.get(random.nextInt(wallets.size()));
    boolean moves = random.nextInt(100) < 60 && wallet.telephone().tryLock();
    try {
      var call = telephone.call();
      last = call;
      try (call) {
        talks(call, wallet, moves);
      } catch (Over over) {
        log.over(call, over.how());
      }
    } catch (Over notBegun) {
      log.notBegun(notBegun.how());
      pauses(CALLS_AGAIN_AFTER);
    } finally {
      if (moves && wallet.telephone().isHeldByCurrentThread()) {
        wallet.telephone().unlock();
      }
    }
  }

  private void talks(EnduringCall call, Wallet wallet, boolean moves)
      throws Over, InterruptedException {
    log.answered("greeting", call.hear(says("How may I help you today?")).isPresent());
    if (moves) {
      moves(call, wallet);
    } else {
      looks(call, wallet);
    }
    call.hangsUp();
  }

  private void looks(EnduringCall call, Wallet wallet) throws Over, InterruptedException {
    boolean known = false;
    for (int questions = 1 + random.nextInt(3); questions > 0; questions--) {
      mayBreak(call);
      boolean isBalance = random.nextInt(3) > 0;
      String question =
          isBalance
              ? "What is the balance of my %s account?"
                  .formatted(random.nextBoolean() ? "checking" : "savings")
              : "Show me my recent transactions";
      Predicate<String> answer =
          isBalance ? BALANCE : text -> text.contains("$") && !ASKS_FOR_NUMBER.test(text);
      var first = call.ask(question, known ? answer : ASKS_FOR_NUMBER.or(answer));
      if (first.filter(ASKS_FOR_NUMBER).isPresent()) {
        first = call.ask(wallet.number(), answer);
      }
      known = known || first.isPresent();
      log.answered(isBalance ? "balance" : "transactions", first.isPresent());
    }
  }

  private void moves(EnduringCall call, Wallet wallet) throws Over, InterruptedException {
    long cents = wallet.wish();
    String wish = "Transfer %s from checking to savings".formatted(Accounts.dollars(cents));
    String amount = Accounts.dollars(cents) + " ";
    Predicate<String> isReadBack = text -> ASKS_FOR_YES.test(text) && text.contains(amount);
    var answer = call.ask(wish, ASKS_FOR_NUMBER.or(says("verification code")).or(isReadBack));
    if (answer.filter(ASKS_FOR_NUMBER).isPresent()) {
      codes.forget(wallet.number());
      answer = call.ask(wallet.number(), says("verification code").or(isReadBack));
    }
    for (int tries = 0; tries < MOST_CODES && answer.filter(isReadBack).isEmpty(); tries++) {
      var code = codes.latest(wallet.number(), CODE_COMES);
      answer =
          call.ask(
              code.isPresent() ? code.get() : "Please send the code again",
              isReadBack.or(says("code")));
    }
    log.answered("read-back", answer.filter(isReadBack).isPresent());
    wallet.telephone().unlock();
    if (answer.filter(isReadBack).isEmpty()) {
      return;
    }
    mayBreak(call);
    if (random.nextInt(100) < SAYS_NO_PERCENT) {
      wallet.isKnown(cents, Wallet.Known.DECLINED);
      log.answered("no", call.ask("no", WILL_NOT).isPresent());
    } else {
      wallet.isKnown(cents, Wallet.Known.CONFIRMED);
      saysYes(call, wallet, cents, isReadBack);
    }
    mayBreak(call);
  }

  /** Who is asked again says yes again: that must not move the money again. */
  private void saysYes(EnduringCall call, Wallet wallet, long cents, Predicate<String> isReadBack)
      throws Over, InterruptedException {
    try {
      var answer = call.ask("yes", HAS_DONE.or(isReadBack));
      if (answer.filter(isReadBack).isPresent()) {
        answer = call.ask("yes", HAS_DONE);
      }
      log.answered("yes", answer.isPresent());
    } finally {
      if (log.isToldDone(call)) {
        wallet.isKnown(cents, Wallet.Known.TOLD);
      }
    }
  }

  private void mayBreak(EnduringCall call) throws Over, InterruptedException {
    int chance = random.nextInt(100);
    if (chance < VANISHES_PERCENT) {
      call.breaks();
      throw new Over("vanished");
    }
    if (chance < VANISHES_PERCENT + BREAKS_PERCENT) {
      log.brokeOff();
      call.breaks();
      pauses(Duration.ofMillis(200 + random.nextLong(4_000)));
      call.comesBack(EnduringCall.Why.BROKE_OFF);
      var unused = call.hear(says("connected again"));
    } else {
      call.waits(Duration.ofMillis(random.nextLong(3_000)));
    }
  }
}
