package org.voiceteller.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.authentication.BankKeys;
import org.voiceteller.core.authentication.InputHashes;
import org.voiceteller.core.authentication.OneTimeCodes;
import org.voiceteller.core.tool.ToolCatalogue;

/** A call under test: rulings are kept as a journal would keep them. */
final class Journal {

  static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  static final CallPolicy POLICY = CallPolicy.standard();
  static final CallRules CALLS = new CallRules(POLICY);
  static final BankKeys KEYS = BankKeys.create("2026", Map.of("2026", new byte[32]));
  static final OneTimeCodes CODES = OneTimeCodes.create(KEYS, OneTimeCodes.Rules.standard());
  static final ToolRules TOOLS =
      new ToolRules(POLICY, ToolCatalogue.create(), new InputHashes(KEYS));
  static final ResumeToken TOKEN = ResumeToken.of("CALL-20260115-1", new byte[32]);

  private final List<CallEvent> events = new ArrayList<>();
  private Call call = new Call.NotStarted();

  static Journal ofCallFrom(String jurisdiction) {
    return ofCall(new CallOrigin("browser", "+15552345678", jurisdiction, "en-US", "192.0.2.1"));
  }

  static Journal ofCall(CallOrigin origin) {
    Journal journal = new Journal();
    journal.keep(CALLS.start(journal.call(), TOKEN.callId(), origin, TOKEN.hash(), "LEG-1", NOON));
    return journal;
  }

  Call call() {
    return call;
  }

  Call.Live live() {
    assertThat(call).isInstanceOf(Call.Live.class);
    return (Call.Live) call;
  }

  <A> A keep(Ruling<A> ruling) {
    for (CallEvent event : ruling.events()) {
      events.add(event);
      call = call.apply(event);
    }
    return ruling.answer();
  }

  List<CallEvent> events() {
    return List.copyOf(events);
  }

  <E extends CallEvent> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<AuditEntry> audit() {
    return events(CallEvent.Audited.class).stream().map(CallEvent.Audited::entry).toList();
  }

  Call replayed() {
    Call replayed = new Call.NotStarted();
    for (CallEvent event : events) {
      replayed = replayed.apply(event);
    }
    return replayed;
  }
}
