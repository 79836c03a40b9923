package org.voiceteller.persistence.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.console.CallList.State;
import org.voiceteller.persistence.console.CallList.Wanted;
import org.voiceteller.persistence.console.Paging.Order;

/** Lists of calls over days with many, with one and with none. */
@ExtendWith(SharedStores.class)
class CallListTest {

  private static final Instant FIRST = Instant.parse("2031-05-01T22:00:00Z");
  private static final Instant NOW = FIRST.plus(Duration.ofDays(60));
  private static final int CALLS = 40;

  private Running running;
  private CallList calls;

  CallListTest(Running running) {
    this.running = running;
    this.calls = Desk.at(running, NOW).calls();
  }

  /** Every 19 minutes, and after half of them a month of silence. */
  private static Instant startOf(int i) {
    return FIRST.plus(Duration.ofMinutes(19L * i)).plus(Duration.ofDays(i < CALLS / 2 ? 0 : 30));
  }

  @BeforeEach
  void fill() {
    Desk desk = new Desk();
    IntStream.range(0, CALLS)
        .forEach(
            i ->
                desk.call(
                    "CALL-L" + (100 + i),
                    i % 3 == 0 ? "CUST-L" : null,
                    startOf(i),
                    i % 10 == 9
                        ? null
                        : i % 2 == 0 ? EndReason.CALLER_HUNG_UP : EndReason.IDLE_TIMEOUT));
    // Number 19 waits for its caller; number 29 had lost them, and has them back.
    desk.with("call|CALL-L119", new CallEvent.LegLost("LEG-1", startOf(20), startOf(19)));
    desk.with(
        "call|CALL-L129",
        new CallEvent.LegLost("LEG-1", startOf(30), startOf(29)),
        new CallEvent.LegAttached("LEG-2", null, startOf(29)));
    desk.fill(running);
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void showsEveryCallOnceInItsOrderWhateverAPageHolds(Order order) {
    for (int limit : List.of(1, 7, 20, 200)) {
      List<Instant> starts =
          all(period(State.ANY), order, limit).stream().map(CallRow::startedAt).toList();

      List<Instant> expected =
          new ArrayList<>(IntStream.range(0, CALLS).mapToObj(CallListTest::startOf).toList());
      assertThat(starts)
          .as("by %d", limit)
          .isEqualTo(order == Order.OLDEST ? expected : expected.reversed());
    }
  }

  @Test
  void saysThatThereIsNoMoreWhenAPageHoldsTheLast() {
    assertThat(page(period(State.ANY), Order.NEWEST, CALLS, null).next()).isNull();
    assertThat(page(period(State.ANY), Order.NEWEST, CALLS - 1, null).next()).isNotNull();
  }

  @Test
  void beginsAndEndsWhereThePeriodDoes() {
    Wanted wanted = new Wanted(State.ANY, null, startOf(3), startOf(7), null, null);

    assertThat(all(wanted, Order.OLDEST, 2))
        .extracting(CallRow::callId)
        .containsExactly("CALL-L103", "CALL-L104", "CALL-L105", "CALL-L106");
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void showsWhoHasNotEndedInOneOrderWhetherTheyTalkOrWait(Order order) {
    List<CallRow> live = all(period(State.LIVE), order, 1);

    List<String> expected = List.of("CALL-L109", "CALL-L119", "CALL-L129", "CALL-L139");
    assertThat(live)
        .extracting(CallRow::callId)
        .containsExactlyElementsOf(order == Order.OLDEST ? expected : expected.reversed());
    assertThat(live)
        .filteredOn(call -> call.state() == CallRow.State.WAITING)
        .extracting(CallRow::callId)
        .containsExactly("CALL-L119");
    assertThat(all(period(State.LIVE), order, 50)).isEqualTo(live);
  }

  @Test
  void narrowsDownByLevelReasonAndCustomer() {
    assertThat(
            all(
                new Wanted(State.ENDED, null, FIRST, NOW, Level.PHONE, EndReason.IDLE_TIMEOUT),
                Order.NEWEST,
                2))
        .isNotEmpty()
        .allSatisfy(
            call -> {
              assertThat(call.level()).isEqualTo(Level.PHONE);
              assertThat(call.endReason()).isEqualTo(EndReason.IDLE_TIMEOUT);
              assertThat(call.endedAt()).isEqualTo(call.startedAt().plusSeconds(60));
            })
        .hasSize(
            (int)
                IntStream.range(0, CALLS)
                    .filter(i -> i % 3 == 0 && i % 2 == 1 && i % 10 != 9)
                    .count());
    assertThat(all(new Wanted(State.ANY, "CUST-L", null, null, null, null), Order.NEWEST, 3))
        .hasSize((CALLS + 2) / 3)
        .allSatisfy(call -> assertThat(call.customerId()).isEqualTo("CUST-L"));
    assertThat(all(new Wanted(State.LIVE, "CUST-L", null, null, null, null), Order.NEWEST, 3))
        .extracting(CallRow::callId)
        .containsExactly("CALL-L139", "CALL-L109");
  }

  @Test
  void refusesWhatIsNoPlaceInThisList() {
    Page<CallRow> first = page(period(State.ANY), Order.NEWEST, 3, null);
    String next = Objects.requireNonNull(first.next());
    String json = new String(Base64.getUrlDecoder().decode(next), StandardCharsets.UTF_8);

    for (String forged :
        List.of(
            "",
            "x",
            "e30",
            encoded("[]"),
            encoded("{\"list\":1}"),
            encoded(json.replace("2031-06-01", "1999-01-01")),
            encoded(json.replace("sessionId", "customerId")),
            encoded(json.replaceAll("\"sessionId\":\"[^\"]*\"", "\"sessionId\":7")),
            encoded(json.replace("\"at\":[", "\"at\":[{},")),
            encoded(json + "{}"),
            "A".repeat(5_000))) {
      assertRefused(period(State.ANY), Order.NEWEST, forged);
    }
    // A true one, but of another list.
    assertRefused(period(State.ENDED), Order.NEWEST, next);
    assertRefused(new Wanted(State.ANY, "CUST-L", FIRST, NOW, null, null), Order.NEWEST, next);
    assertThat(page(period(State.ANY), Order.NEWEST, 3, next).items()).hasSize(3);
  }

  @Test
  void refusesLimitsAndPeriodsThatAreNone() {
    for (int limit : List.of(-1, 0, 201)) {
      assertThatThrownBy(() -> page(Wanted.all(), Order.NEWEST, limit, null))
          .hasRootCauseInstanceOf(BadQueryException.class)
          .hasRootCauseMessage("Expected a limit of 1 to 200, but it is " + limit);
    }
    assertThatThrownBy(
            () -> page(new Wanted(State.ANY, null, NOW, FIRST, null, null), Order.NEWEST, 1, null))
        .hasRootCauseInstanceOf(BadQueryException.class);
    assertThatThrownBy(
            () ->
                page(
                    new Wanted(State.ANY, null, NOW.minus(Duration.ofDays(401)), NOW, null, null),
                    Order.NEWEST,
                    1,
                    null))
        .hasRootCauseInstanceOf(BadQueryException.class);
  }

  @Test
  void keepsThePeriodOfTheFirstPageWhileTimeGoesOn() {
    CallList later = Desk.at(running, NOW.plus(Duration.ofDays(500))).calls();
    Page<CallRow> first = page(Wanted.all(), Order.NEWEST, 3, null);

    Page<CallRow> second =
        Desk.get(later.page(Wanted.all(), new Paging(Order.NEWEST, 3, first.next())));

    assertThat(second.items()).hasSize(3);
    assertThat(second.items().getFirst().startedAt()).isBefore(first.items().getLast().startedAt());
  }

  private void assertRefused(Wanted wanted, Order order, String cursor) {
    assertThatThrownBy(() -> page(wanted, order, 3, cursor))
        .as(cursor)
        .hasRootCauseInstanceOf(BadQueryException.class)
        .rootCause()
        .extracting(bad -> ((BadQueryException) bad).fault())
        .isEqualTo(BadQueryException.Fault.CURSOR);
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Wanted period(State state) {
    return new Wanted(state, null, FIRST, NOW, null, null);
  }

  private List<CallRow> all(Wanted wanted, Order order, int limit) {
    return Desk.all(after -> page(wanted, order, limit, after));
  }

  private Page<CallRow> page(Wanted wanted, Order order, int limit, @Nullable String after) {
    return Desk.get(calls.page(wanted, new Paging(order, limit, after)));
  }
}
