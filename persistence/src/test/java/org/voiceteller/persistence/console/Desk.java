package org.voiceteller.persistence.console;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditTrail;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.compliance.ConsentRule;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.projection.FilledTables;

/** A desk over the real tables, and events to fill them with. Each test has days of its own. */
final class Desk {

  static final CasePolicy POLICY = CasePolicy.standard(ZoneId.of("America/Denver"));

  private final Map<String, List<Object>> events = new LinkedHashMap<>();

  /** Behind the time that the tests' events are of. */
  static ConsoleQueries at(Running running, Instant now) {
    return ConsoleQueries.create(running.client(), POLICY, InstantSource.fixed(now));
  }

  Desk with(String persistenceId, Object... more) {
    events.computeIfAbsent(persistenceId, _ -> new ArrayList<>()).addAll(List.of(more));
    return this;
  }

  Map<String, List<Object>> events() {
    return events;
  }

  void fill(Running running) {
    FilledTables.with(running, "desk", events);
  }

  /** A call of a minute, which has ended unless there is no reason. */
  Desk call(String callId, @Nullable String customerId, Instant at, @Nullable EndReason ended) {
    with(
        "call|" + callId,
        new CallEvent.Started(
            callId, new CallOrigin("browser", null, "US-CO", "en-US", "127.0.0.1"), "00", at),
        new CallEvent.LegAttached("LEG-1", "127.0.0.1", at),
        new CallEvent.DisclosureGiven(ConsentRule.ONE_PARTY, "2026-01", "US-CO", at));
    if (customerId != null) {
      with(
          "call|" + callId,
          new CallEvent.CustomerIdentified(customerId, at),
          new CallEvent.LevelReached(Level.PHONE, at));
    }
    if (ended != null) {
      with("call|" + callId, new CallEvent.Ended(ended, at.plusSeconds(60)));
    }
    return this;
  }

  /** Entries of a call as they follow each other, a second apart. */
  Desk entries(String callId, @Nullable String customerId, Instant at, String... actions) {
    chained(callId, customerId, at, actions)
        .forEach(entry -> with("call|" + callId, new CallEvent.Audited(entry)));
    return this;
  }

  static List<Chained> chained(
      String callId, @Nullable String customerId, Instant at, String... actions) {
    List<Chained> all = new ArrayList<>();
    AuditTrail trail = AuditTrail.none();
    for (String action : actions) {
      long number = trail.nextNumber();
      Chained next =
          trail.chain(
              new AuditEntry(
                  "AUDIT-" + callId + "-" + number,
                  number,
                  at.plusSeconds(number),
                  customerId,
                  callId,
                  action,
                  null,
                  action.equals("VERIFY_OTP")
                      ? AuditEntry.Result.REFUSED
                      : AuditEntry.Result.SUCCESS,
                  Level.PHONE,
                  "127.0.0.1",
                  "US-CO",
                  action.equals("CHECK_BALANCE"),
                  action.equals("VERIFY_OTP") ? List.of("CODE_WRONG") : List.of()));
      trail = trail.after(next);
      all.add(next);
    }
    return all;
  }

  Desk customer(String customerId, String fullName, String phone) {
    return with(
        "customer|" + customerId,
        new CustomerEvent.Registered(
            customerId, fullName, "x@example.com", phone, "1 Main St", "US-CO", at()));
  }

  private static Instant at() {
    return Instant.parse("2031-01-01T00:00:00Z");
  }

  /** All items of a list, page by page. */
  static <T> List<T> all(Function<@Nullable String, Page<T>> page) {
    List<T> all = new ArrayList<>();
    String after = null;
    do {
      Page<T> next = page.apply(after);
      all.addAll(next.items());
      after = next.next();
    } while (after != null);
    return all;
  }

  static <T> T get(CompletionStage<T> stage) {
    return Await.get(stage);
  }
}
