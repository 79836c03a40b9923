package org.voiceteller.actors.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceteller.core.account.Account;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.account.AccountSummary;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.transfer.Transfer;
import org.voiceteller.core.transfer.TransferEvent;
import org.voiceteller.core.transfer.TransferRequest;
import org.voiceteller.core.transfer.VoidReason;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.embedded.EmbeddedStores;

/**
 * The invariants of money on real actors over a real Cassandra, at the same time and through the
 * death of the bank. The stores outlive every bank here, as they do in production.
 */
class MoneyOnTheRealJournalTest {

  private static final long PATIENCE_MS = 90_000;

  private static EmbeddedStores stores;
  private static String cassandra;

  @BeforeAll
  static void startStores(@TempDir Path data) {
    Config config =
        ConfigFactory.parseMap(
                Map.of(
                    "voice-teller.persistence.embedded.data-directory",
                    data.toString(),
                    "voice-teller.persistence.embedded.dynamodb-in-memory",
                    true))
            .withFallback(ConfigFactory.load("voice-teller-laptop"));
    stores = EmbeddedStores.start(PersistenceSettings.from(config).embedded());
    stores.whenReady().toCompletableFuture().join();
    cassandra = "127.0.0.1:" + stores.cassandra().port();
  }

  @AfterAll
  static void stopStores() {
    stores.close();
  }

  @Test
  void aThousandTransfersAtOnceDrainAnAccountAndNeverOverdrawIt() {
    try (RealBank bank = RealBank.start(cassandra)) {
      bank.open("ACC-DRAIN", 50_000);
      IntStream.range(0, 4).forEach(i -> bank.open("ACC-SINK-" + i, 0));
      List<TransferRequest> requests =
          IntStream.range(0, 1_000)
              .mapToObj(i -> bank.request("drain/" + i, "ACC-DRAIN", "ACC-SINK-" + i % 4, 100))
              .toList();

      List<TransferProcess.Reply> replies = bank.transferAll(requests);

      assertThat(replies.stream().filter(TransferProcess.Reply.Done.class::isInstance))
          .hasSize(500);
      assertThat(
              replies.stream()
                  .filter(new TransferProcess.Reply.Voided(VoidReason.INSUFFICIENT_FUNDS)::equals))
          .hasSize(500);
      assertThat(bank.look("ACC-DRAIN").balance().posted()).isEqualTo(Money.usd(0));
      assertThat(bank.look("ACC-DRAIN").balance().held()).isEqualTo(Money.usd(0));
      assertThat(IntStream.range(0, 4).mapToLong(i -> posted(bank.look("ACC-SINK-" + i))).sum())
          .isEqualTo(50_000);
      assertThat(lowestAvailable(bank.journal("account|ACC-DRAIN"))).isNotNegative();
      assertThatItRebuilds(bank, "ACC-DRAIN");
    }
  }

  @Test
  void duplicatesAtTheSameTimeBecomeOneTransfer() {
    try (RealBank bank = RealBank.start(cassandra)) {
      bank.open("ACC-ONCE", 10_000);
      bank.open("ACC-THERE", 0);
      TransferRequest request = bank.request("once", "ACC-ONCE", "ACC-THERE", 10_000);
      TransferRequest clash = bank.request("once", "ACC-ONCE", "ACC-THERE", 9_999);

      List<TransferProcess.Reply> replies = bank.transferAll(Collections.nCopies(200, request));

      assertThat(replies).hasSize(200);
      assertThat(replies.stream().distinct()).hasSize(1);
      assertThat(replies.getFirst()).isInstanceOf(TransferProcess.Reply.Done.class);
      assertThat(posted(bank.look("ACC-ONCE"))).isZero();
      assertThat(posted(bank.look("ACC-THERE"))).isEqualTo(10_000);
      assertThat(RealBank.get(bank.transfer(clash)))
          .isEqualTo(new TransferProcess.Reply.Refused(Transfer.Refusal.ID_REUSED));
    }
  }

  @Test
  void transfersInEveryDirectionLoseNothingAndTheNextBankKnowsTheSame() {
    Map<String, AccountSummary> before = new HashMap<>();
    try (RealBank bank = RealBank.start(cassandra)) {
      IntStream.range(0, 5).forEach(i -> bank.open("ACC-RING-" + i, 5_000));
      Random dice = new Random(7);
      List<TransferRequest> requests = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        int source = dice.nextInt(5);
        requests.add(
            bank.request(
                "ring/" + i,
                "ACC-RING-" + source,
                "ACC-RING-" + (source + 1 + dice.nextInt(4)) % 5,
                1 + dice.nextInt(3_000)));
      }
      bank.transferAll(requests);
      IntStream.range(0, 5)
          .mapToObj(i -> "ACC-RING-" + i)
          .forEach(id -> before.put(id, bank.look(id)));
    }
    assertThat(before.values().stream().mapToLong(MoneyOnTheRealJournalTest::posted).sum())
        .isEqualTo(25_000);
    assertThat(before.values()).allSatisfy(account -> assertThat(account.holds()).isEmpty());
    try (RealBank next = RealBank.start(cassandra)) {
      before.forEach((id, account) -> assertThat(next.look(id)).isEqualTo(account));
      before.keySet().forEach(id -> assertThatItRebuilds(next, id));
    }
  }

  @Test
  void resolvesEveryTransferByItselfAfterTheBankWasKilledBetweenTheirLegs() throws Exception {
    int count = 250;
    try (RealBank bank = RealBank.start(cassandra)) {
      IntStream.range(0, DoomedBank.ACCOUNTS)
          .forEach(i -> bank.open(DoomedBank.account(i), 20_000));
    }
    int underWay = 0;
    for (String round : List.of("first", "second", "third")) {
      killInTheMiddle(round, count, 10);
      try (RealBank bank = RealBank.start(cassandra)) {
        List<TransferRequest> requests = DoomedBank.requests(bank, round, count);
        underWay += unresolved(bank, requests);
        // By itself: nobody asks for a transfer before all of them are resolved.
        awaitTrue(() -> unresolved(bank, requests) == 0);
        assertThatMoneyIsWhereTheJournalSays(bank, requests);
      }
    }
    assertThat(underWay).as("transfers that were between their legs").isPositive();
  }

  private static void killInTheMiddle(String round, int count, int resolvedBefore)
      throws IOException, InterruptedException {
    Process doomed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                DoomedBank.class.getName(),
                cassandra,
                round,
                Integer.toString(count))
            .redirectErrorStream(true)
            .start();
    List<String> said = new ArrayList<>();
    try (BufferedReader lines = doomed.inputReader()) {
      int resolved = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        resolved += line.startsWith(DoomedBank.RESOLVED) ? 1 : 0;
        if (resolved >= resolvedBefore) {
          break;
        }
      }
      assertThat(resolved).as(String.join("\n", said)).isEqualTo(resolvedBefore);
    } finally {
      doomed.destroyForcibly().waitFor();
    }
  }

  /** How many were begun, and are neither settled nor voided. */
  private static int unresolved(RealBank bank, List<TransferRequest> requests) {
    return (int)
        requests.stream()
            .map(request -> bank.journal("transfer|" + request.transferId()))
            .filter(events -> !events.isEmpty())
            .filter(
                events ->
                    !(events.getLast() instanceof TransferEvent.Settled)
                        && !(events.getLast() instanceof TransferEvent.Voided))
            .count();
  }

  private static void assertThatMoneyIsWhereTheJournalSays(
      RealBank bank, List<TransferRequest> requests) {
    long sum = 0;
    for (int i = 0; i < DoomedBank.ACCOUNTS; i++) {
      AccountSummary account = bank.look(DoomedBank.account(i));
      assertThat(account.holds()).isEmpty();
      assertThat(account.balance().held()).isEqualTo(Money.usd(0));
      assertThat(lowestAvailable(bank.journal("account|" + account.accountId()))).isNotNegative();
      assertThatItRebuilds(bank, account.accountId());
      sum += posted(account);
    }
    assertThat(sum).isEqualTo(20_000L * DoomedBank.ACCOUNTS);
    Map<String, List<Object>> accounts = new HashMap<>();
    for (int i = 0; i < DoomedBank.ACCOUNTS; i++) {
      String id = DoomedBank.account(i);
      accounts.put(id, bank.journal("account|" + id));
    }
    for (TransferRequest request : requests) {
      List<Object> events = bank.journal("transfer|" + request.transferId());
      boolean settled = !events.isEmpty() && events.getLast() instanceof TransferEvent.Settled;
      assertThat(legs(accounts.getOrDefault(request.source().accountId(), List.of()), request))
          .isEqualTo(settled ? 1 : 0);
      assertThat(legs(accounts.getOrDefault(request.target().accountId(), List.of()), request))
          .isEqualTo(settled ? 1 : 0);
    }
  }

  /** How often this transfer moved money on this account. */
  private static long legs(List<Object> account, TransferRequest request) {
    return account.stream()
        .filter(
            event ->
                event instanceof AccountEvent.TransferPosted posted
                        && posted.transferId().equals(request.transferId())
                    || event instanceof AccountEvent.TransferCredited credited
                        && credited.leg().transferId().equals(request.transferId()))
        .count();
  }

  private static void assertThatItRebuilds(RealBank bank, String accountId) {
    Account rebuilt = new Account.Unopened();
    for (Object event : bank.journal("account|" + accountId)) {
      rebuilt = rebuilt.apply((AccountEvent) event);
    }
    assertThat(((Account.Open) rebuilt).summary()).isEqualTo(bank.look(accountId));
  }

  private static long lowestAvailable(List<Object> events) {
    Account account = new Account.Unopened();
    long lowest = 0;
    for (Object event : events) {
      account = account.apply((AccountEvent) event);
      lowest = Math.min(lowest, ((Account.Open) account).balance().available().minorUnits());
    }
    return lowest;
  }

  private static long posted(AccountSummary account) {
    return account.balance().posted().minorUnits();
  }

  private static void awaitTrue(BooleanSupplier condition) throws InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE_MS * 1_000_000;
    Object clock = new Object();
    synchronized (clock) {
      while (!condition.getAsBoolean()) {
        assertThat(System.nanoTime()).as("in time").isLessThan(giveUp);
        clock.wait(200);
      }
    }
  }
}
