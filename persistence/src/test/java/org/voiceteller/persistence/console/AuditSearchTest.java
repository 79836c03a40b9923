package org.voiceteller.persistence.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditTrail;
import org.voiceteller.core.audit.ChainLink;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.console.AuditSearch.Wanted;
import org.voiceteller.persistence.console.Paging.Order;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The audit log by customer, action and time, and whether a call's entries are whole. */
@ExtendWith(SharedStores.class)
class AuditSearchTest {

  private static final Instant FIRST = Instant.parse("2031-07-01T20:00:00Z");
  private static final Instant NOW = FIRST.plus(Duration.ofDays(10));
  private static final int CALLS = 12;
  private static final String[] ACTIONS = {"AUTHENTICATE", "VERIFY_OTP", "CHECK_BALANCE"};

  private final Running running;
  private final AuditSearch audit;

  AuditSearchTest(Running running) {
    this.running = running;
    this.audit = Desk.at(running, NOW).audit();
  }

  @BeforeEach
  void fill() {
    Desk desk = new Desk();
    IntStream.range(0, CALLS)
        .forEach(
            i ->
                desk.entries(
                    "CALL-A" + (100 + i),
                    i % 2 == 0 ? "CUST-A" : null,
                    FIRST.plus(Duration.ofHours(7L * i)),
                    ACTIONS));
    desk.fill(running);
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void showsEveryEntryOfAPeriodOnceInItsOrder(Order order) {
    for (int limit : List.of(1, 5, 200)) {
      List<String> found = ids(period(null), order, limit);

      List<String> expected = new ArrayList<>();
      IntStream.range(0, CALLS)
          .forEach(
              i ->
                  IntStream.rangeClosed(1, ACTIONS.length)
                      .forEach(number -> expected.add("AUDIT-CALL-A" + (100 + i) + "-" + number)));
      assertThat(found)
          .as("by %d", limit)
          .isEqualTo(order == Order.OLDEST ? expected : expected.reversed());
    }
  }

  @Test
  void findsAnActionByItsDayAndNarrowsDownByResultFlagAndPersonalData() {
    assertThat(all(period("VERIFY_OTP"), Order.NEWEST, 5))
        .hasSize(CALLS)
        .allSatisfy(stored -> assertThat(stored.entry().action()).isEqualTo("VERIFY_OTP"));
    assertThat(
            ids(
                new Wanted(null, FIRST, NOW, "VERIFY_OTP", AuditEntry.Result.SUCCESS, null, null),
                Order.NEWEST,
                5))
        .isEmpty();
    assertThat(all(new Wanted(null, FIRST, NOW, null, null, "CODE_WRONG", null), Order.OLDEST, 5))
        .hasSize(CALLS)
        .allSatisfy(stored -> assertThat(stored.entry().flags()).containsExactly("CODE_WRONG"));
    assertThat(all(new Wanted(null, FIRST, NOW, null, null, null, true), Order.OLDEST, 5))
        .hasSize(CALLS)
        .allSatisfy(stored -> assertThat(stored.entry().personalDataSeen()).isTrue());
    assertThat(all(new Wanted(null, FIRST, NOW, null, null, null, false), Order.OLDEST, 5))
        .hasSize(2 * CALLS);
  }

  @Test
  void findsACustomersEntriesAtAnyTimeOrInAPeriod() {
    assertThat(
            all(
                new Wanted("CUST-A", null, null, "CHECK_BALANCE", null, null, null),
                Order.NEWEST,
                2))
        .hasSize(CALLS / 2)
        .allSatisfy(stored -> assertThat(stored.entry().customerId()).isEqualTo("CUST-A"));
    assertThat(
            ids(
                new Wanted("CUST-A", FIRST, FIRST.plusSeconds(3), null, null, null, null),
                Order.OLDEST,
                9))
        .containsExactly("AUDIT-CALL-A100-1", "AUDIT-CALL-A100-2");
  }

  @Test
  void meansTheLastDayWhenNoTimeIsSaid() {
    AuditSearch later =
        Desk.at(running, FIRST.plus(Duration.ofHours(7 * CALLS - 4)).plusSeconds(10)).audit();

    List<StoredEntry> lastDay =
        Desk.all(after -> Desk.get(later.page(Wanted.all(), new Paging(Order.OLDEST, 50, after))));

    assertThat(lastDay)
        .extracting(stored -> stored.entry().callId())
        .containsExactly(
            "CALL-A109",
            "CALL-A109",
            "CALL-A109",
            "CALL-A110",
            "CALL-A110",
            "CALL-A110",
            "CALL-A111",
            "CALL-A111",
            "CALL-A111");
  }

  @Test
  void readsAnEntryAsItWasWritten() {
    List<Chained> written = Desk.chained("CALL-A100", "CUST-A", FIRST, ACTIONS);

    assertThat(Desk.get(audit.ofCall("CALL-A100")))
        .extracting(StoredEntry::entry)
        .isEqualTo(written.stream().map(Chained::entry).toList());
    assertThat(Desk.get(audit.ofCall("CALL-NONE"))).isEmpty();
  }

  @Test
  void refusesACursorOfAnotherSearch() {
    String next = Desk.get(audit.page(period(null), new Paging(Order.NEWEST, 3, null))).next();

    assertThatThrownBy(
            () -> Desk.get(audit.page(period("CHECK_BALANCE"), new Paging(Order.NEWEST, 3, next))))
        .hasRootCauseInstanceOf(BadQueryException.class);
  }

  @Test
  void seesWhenACallsChainIsWholeAndWhatWasDoneToItWhenNot() {
    new Desk().entries("CALL-A200", "CUST-A2", NOW.plusSeconds(500), ACTIONS).fill(running);
    AuditTrail journal = AuditTrail.none();
    for (Chained entry : Desk.chained("CALL-A200", "CUST-A2", NOW.plusSeconds(500), ACTIONS)) {
      journal = journal.after(entry);
    }
    List<StoredEntry> stored = Desk.get(audit.ofCall("CALL-A200"));

    assertThat(CallChain.of(stored, journal))
        .isEqualTo(new CallChain(3, stored.getLast().hash(), null));
    assertThat(CallChain.of(List.of(), AuditTrail.none()).whole()).isTrue();
    // Someone at the tables.
    assertThat(CallChain.of(List.of(stored.get(0), stored.get(2)), journal).finding())
        .isEqualTo("Entry 2 is missing");
    assertThat(CallChain.of(stored.subList(2, 3), journal).finding())
        .isEqualTo("Entries 1 to 2 are missing");
    assertThat(CallChain.of(stored.subList(0, 1), journal).finding())
        .isEqualTo("Entries 2 to 3 are missing");
    assertThat(CallChain.of(stored.subList(0, 1)).whole()).isTrue();
    change(2, "result", "SUCCESS");
    assertThat(CallChain.of(Desk.get(audit.ofCall("CALL-A200")), journal).finding())
        .isEqualTo("Entry 2 was changed");
    // And with its hash made anew, as far as they get.
    List<Chained> other =
        Desk.chained("CALL-A200", "CUST-A2", NOW.plusSeconds(500), "AUTHENTICATE", "FREEZE_CARD");
    StoredEntry forged =
        new StoredEntry(
            other.get(1).entry(),
            1,
            requireLink(other.get(1)).previous(),
            requireLink(other.get(1)).hash());
    assertThat(CallChain.of(List.of(stored.get(0), forged, stored.get(2)), journal).finding())
        .isEqualTo("Entry 3 does not follow the one before it");
    assertThat(
            CallChain.of(List.of(stored.get(0), forged), new AuditTrail(2, stored.get(1).hash()))
                .finding())
        .isEqualTo("Entry 2 was changed, and its hash made anew");
  }

  private static ChainLink requireLink(Chained chained) {
    return Objects.requireNonNull(chained.link());
  }

  private void change(long number, String attribute, String value) {
    Await.get(
        running
            .client()
            .updateItem(
                update ->
                    update
                        .tableName(Table.AUDIT_LOGS.tableName())
                        .key(
                            Map.of(
                                "sessionId", AttributeValue.fromS("CALL-A200"),
                                "auditNumber", AttributeValue.fromN(Long.toString(number))))
                        .updateExpression("SET #attribute = :value")
                        .expressionAttributeNames(Map.of("#attribute", attribute))
                        .expressionAttributeValues(Map.of(":value", AttributeValue.fromS(value)))));
  }

  private static Wanted period(@Nullable String action) {
    return new Wanted(null, FIRST, NOW, action, null, null, null);
  }

  private List<String> ids(Wanted wanted, Order order, int limit) {
    return all(wanted, order, limit).stream().map(stored -> stored.entry().auditId()).toList();
  }

  private List<StoredEntry> all(Wanted wanted, Order order, int limit) {
    return Desk.all(after -> Desk.get(audit.page(wanted, new Paging(order, limit, after))));
  }
}
