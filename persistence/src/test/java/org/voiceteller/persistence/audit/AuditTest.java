package org.voiceteller.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.persistence.Samples.NOON;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.projection.ProjectionId;
import org.apache.pekko.projection.javadsl.ProjectionManagement;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.audit.ExportCheck;
import org.voiceteller.core.audit.Verdict;
import org.voiceteller.core.authentication.CredentialsEvent;
import org.voiceteller.core.authentication.Factor;
import org.voiceteller.core.billpay.BillPayEvent;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.core.transfer.Purpose;
import org.voiceteller.core.transfer.TransferEvent;
import org.voiceteller.core.transfer.VoidReason;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Recorder;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.projection.ProjectionObserver;

/**
 * From the journal into the ledger, by a node of its own. What kill -9 leaves behind is always the
 * same: events that the journal holds and the ledger does not, when the node died before its
 * projection saw them, and events that come once more, when it died before it had noted how far it
 * was. Both happen here, to every entry.
 */
@ExtendWith(SharedStores.class)
class AuditTest {

  private static final String CUSTOMER = "CUST-AUDITED";

  /** Stands in every entry of this customer's books. */
  private static final String WHOSE = "\"" + CUSTOMER + "\"";

  /** Entries that {@link #keepBooks} makes. */
  private static final int BOOKS = 19;

  private static final int POSTINGS = 20;

  @TempDir private Path directory = Path.of("");

  @Test
  void bringsWhatCallsAndBooksTellIntoTheLedgerOnceAlsoWhenAllComesAgain(Running running)
      throws IOException {
    // The node that decided all this died before anything of it was audited.
    keep(
        running,
        EventFamily.CALL,
        "CALL-" + CUSTOMER,
        Samples.call("CALL-" + CUSTOMER, "CUST-CALLER"));
    keepBooks(running, CUSTOMER);
    List<String> differences = new ArrayList<>();
    HeadSigner key = SigningKeyFile.readOrMake(directory.resolve("key.pem"));
    ActorTestKit node = SharedStores.system("audited", config(running));
    Audit audit = start(node, running, "ledger_of_journal", key, differences);
    awaitEntries(node, audit, "CALL-" + CUSTOMER, 2);
    awaitEntries(node, audit, WHOSE, BOOKS);

    // A node that died before it noted how far it was: all comes again, and then what is new.
    for (String tag : LedgerProjections.tags()) {
      Await.get(
          ProjectionManagement.get(node.system())
              .clearOffset(ProjectionId.of("audit-ledger", tag)));
    }
    String later = inTheSameSlices(CUSTOMER);
    keep(running, EventFamily.CALL, "CALL-" + later, Samples.call("CALL-" + later, "CUST-CALLER"));
    keepBooks(running, later);
    awaitEntries(node, audit, "CALL-" + later, 2);
    List<String> lines = awaitEntries(node, audit, "\"" + later + "\"", BOOKS);

    assertThat(with("\"CALL-" + CUSTOMER + "\"", lines)).hasSize(2);
    assertThat(with(WHOSE, lines)).hasSize(BOOKS);
    assertThat(differences).isEmpty();
    Verdict verdict = check(key, lines);
    assertThat(verdict).as(verdict.sentence()).isInstanceOf(Verdict.Whole.class);
    assertEveryFieldOfAPayment(lines);
    assertThat(with("CASE_POSTING_ORDERED", with(WHOSE, lines)))
        .satisfiesExactly(
            credit -> assertThat(credit).contains("PROVISIONAL_CREDIT"),
            reversal -> assertThat(reversal).contains("REVERSAL"));
    assertThat(with("TRANSFER_VOIDED", with(WHOSE, lines)))
        .singleElement()
        .asString()
        .contains("EXPIRED");
    node.shutdownTestKit();
  }

  @Test
  void stopsWithItsNodeWithoutAnErrorAndLosesNothing(Running running) {
    HeadSigner key = SigningKeyFile.readOrMake(directory.resolve("key.pem"));
    ActorTestKit node = SharedStores.system("stopping", config(running));
    Audit audit = start(node, running, "ledger_of_stops", key, new ArrayList<>());
    keepPostings(running, "ACC-STOPS-A");
    awaitEntries(node, audit, "ACC-STOPS-A/", POSTINGS);
    Logger projections = (Logger) LoggerFactory.getLogger("org.apache.pekko.projection");
    Level before = projections.getLevel();
    ListAppender<ILoggingEvent> said = new ListAppender<>();
    said.start();
    projections.addAppender(said);
    projections.setLevel(Level.WARN);

    keepPostings(running, "ACC-STOPS-B");
    node.shutdownTestKit();

    projections.setLevel(before);
    projections.detachAppender(said);
    assertThat(said.list).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
    ActorTestKit next = SharedStores.system("next", config(running));
    Audit again = start(next, running, "ledger_of_stops", key, new ArrayList<>());
    awaitEntries(next, again, "ACC-STOPS-B/", POSTINGS);
    next.shutdownTestKit();
  }

  /** What happens without a call: the clock pays, expires and credits; a clerk decides. */
  private static void keepBooks(Running running, String customerId) {
    keep(running, EventFamily.CUSTOMER, customerId, List.of(registered(customerId)));
    keep(
        running,
        EventFamily.BILL_PAY,
        customerId,
        List.of(
            Samples.billScheduled(customerId, "PLAN-1", "City Power"),
            new BillPayEvent.PaymentStarted("PLAN-1", 1, 1, "TRF-1", NOON),
            new BillPayEvent.PaymentFailed(
                "PLAN-1", 1, 1, VoidReason.INSUFFICIENT_FUNDS, Samples.TODAY, Samples.TODAY, NOON),
            new BillPayEvent.PaymentStarted("PLAN-1", 1, 2, "TRF-2", NOON),
            new BillPayEvent.PaymentMade("PLAN-1", 1, "TRF-2", "TXN-20260115-9", null, NOON)));
    keep(
        running,
        EventFamily.TRANSFER,
        "TRF-" + customerId,
        List.of(
            Samples.transferStarted(
                "TRF-" + customerId, customerId, new Purpose.OwnAccounts(), NOON),
            new TransferEvent.Voided(VoidReason.EXPIRED, NOON.plusSeconds(86_400))));
    keep(
        running,
        EventFamily.CREDENTIALS,
        customerId,
        List.of(
            new CredentialsEvent.AttemptFailed("A-1", Factor.ONE_TIME_CODE, NOON),
            new CredentialsEvent.FactorLocked(Factor.ONE_TIME_CODE, NOON),
            new CredentialsEvent.FailuresReset("clerk:jdoe", NOON.plusSeconds(60))));
    keep(
        running,
        EventFamily.DISPUTE,
        "DISPUTE-" + customerId,
        Samples.caseEvents("DISPUTE-" + customerId, customerId, NOON));
    keep(
        running,
        EventFamily.ACCOUNT,
        "ACC-" + customerId,
        List.of(
            Samples.opened("ACC-" + customerId, customerId),
            Samples.posted("DISPUTE-1-CREDIT", 7_500, 7_500, Samples.CAFE, 1)));
  }

  private static CustomerEvent registered(String customerId) {
    return new CustomerEvent.Registered(
        customerId,
        "Ada Audited",
        "ada@example.com",
        "+15550002222",
        "1 Main St",
        "US-CO",
        NOON.minusSeconds(60));
  }

  private static void assertEveryFieldOfAPayment(List<String> lines) throws IOException {
    List<String> payments = with("BILL_PAYMENT_MADE", with(WHOSE, lines));
    assertThat(payments).hasSize(1);
    JsonNode entry = new JsonMapper().readTree(payments.getFirst()).get("entry");
    assertThat(entry.get("auditId").asText()).startsWith("AUDIT-20260115120000000-");
    assertThat(entry.get("timestamp").asText()).isEqualTo("2026-01-15T12:00:00.000000000Z");
    assertThat(entry.get("customerId").asText()).isEqualTo(CUSTOMER);
    assertThat(entry.get("sessionId").asText()).isEqualTo("JOURNAL-bill_pay|" + CUSTOMER + "-5");
    assertThat(entry.get("resource").asText()).isEqualTo("PLAN-1/1");
    assertThat(entry.get("result").asText()).isEqualTo("SUCCESS");
    assertThat(entry.get("authLevel").asText()).isEqualTo("Level0");
    assertThat(entry.get("ipAddress").isNull()).isTrue();
    assertThat(entry.get("jurisdiction").asText()).isEqualTo("US-CO");
    assertThat(entry.get("pii_accessed").isBoolean()).isTrue();
    assertThat(entry.get("compliance_flags").isArray()).isTrue();
  }

  private static Config config(Running running) {
    return running.kit().system().settings().config();
  }

  private static Audit start(
      ActorTestKit node,
      Running running,
      String keyspace,
      HeadSigner key,
      List<String> differences) {
    Config config =
        ConfigFactory.parseMap(Map.of("voice-teller.audit.keyspace", keyspace))
            .withFallback(config(running));
    ProjectionObserver observer =
        new ProjectionObserver() {
          @Override
          public void evidenceDiffers(String table, String entry) {
            differences.add(table + " " + entry);
          }
        };
    return Await.get(
        Audit.start(
            node.system(),
            AuditSettings.from(config),
            running.settings(),
            Optional.of(key),
            observer,
            InstantSource.system()));
  }

  private static void keepPostings(Running running, String accountId) {
    keep(
        running,
        EventFamily.ACCOUNT,
        accountId,
        IntStream.range(0, POSTINGS)
            .mapToObj(i -> Samples.posted("TXN-" + i, 100, 100L * i, Samples.CAFE, 1))
            .toList());
  }

  /** Whose every entity's events go the same way as this customer's, behind them. */
  private static String inTheSameSlices(String customerId) {
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(i -> customerId + "-" + i)
        .filter(
            other ->
                Stream.of("", "CALL-", "TRF-", "DISPUTE-", "ACC-")
                    .allMatch(
                        kind ->
                            EventFamily.CALL
                                .tagOf(kind + other)
                                .equals(EventFamily.CALL.tagOf(kind + customerId))))
        .findFirst()
        .orElseThrow();
  }

  private static void keep(Running running, EventFamily family, String id, List<?> events) {
    TestProbe<List<Object>> kept = running.kit().createTestProbe();
    var recorder = running.kit().spawn(Recorder.create(family, id));
    recorder.tell(new Recorder.Command.Keep(new ArrayList<>(events), kept.getRef()));
    kept.receiveMessage(Duration.ofSeconds(20));
    running.kit().stop(recorder);
  }

  /** The export as soon as it holds so many lines with this in them. */
  private static List<String> awaitEntries(
      ActorTestKit node, Audit audit, String part, int wanted) {
    return Await.until(
        node,
        () ->
            audit
                .export()
                .orElseThrow()
                .lines(NOON)
                .thenCompose(export -> export.runWith(Sink.seq(), node.system())),
        lines -> with(part, lines).size() >= wanted);
  }

  private static List<String> with(String part, List<String> lines) {
    return lines.stream().filter(line -> line.contains(part)).toList();
  }

  private static Verdict check(HeadSigner key, List<String> lines) {
    ExportCheck check = ExportCheck.create(List.of(key.publicKey()));
    lines.forEach(check::accept);
    return check.finish();
  }
}
