package org.voiceteller.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.core.call.Journal.CALLS;
import static org.voiceteller.core.call.Journal.NOON;
import static org.voiceteller.core.call.Journal.TOKEN;
import static org.voiceteller.core.call.Journal.TOOLS;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditHash;
import org.voiceteller.core.audit.AuditTrail;
import org.voiceteller.core.audit.ChainLink;
import org.voiceteller.core.tool.ToolUse;

class AuditChainTest {

  private final Journal call = Journal.ofCallFrom("US-CO");

  @Test
  void everyEntryCarriesTheHashOfTheOneBefore() {
    call.keep(
        TOOLS.request(
            call.call(), "LEG-1", new ToolUse("t1", "noTool", "{}"), null, NOON.plusSeconds(1)));
    call.keep(
        TOOLS.request(
            call.call(),
            "LEG-1",
            new ToolUse("t2", "checkBalanceTool", "{}"),
            null,
            NOON.plusSeconds(2)));
    call.keep(CALLS.end(call.call(), "LEG-1", EndReason.CALLER_HUNG_UP, NOON.plusSeconds(3)));

    List<CallEvent.Audited> entries = call.events(CallEvent.Audited.class);
    assertThat(entries).hasSizeGreaterThan(3);
    String previous = AuditHash.NONE;
    for (CallEvent.Audited audited : entries) {
      ChainLink link = audited.link();
      assertThat(link != null && link.holds(audited.entry())).isTrue();
      assertThat(link == null ? "" : link.previous()).isEqualTo(previous);
      previous = link == null ? "" : link.hash();
    }
  }

  @Test
  void aChangedFieldBreaksTheLink() {
    CallEvent.Audited first = call.events(CallEvent.Audited.class).getFirst();
    AuditEntry entry = first.entry();
    ChainLink link = first.link();

    AuditEntry changed =
        new AuditEntry(
            entry.auditId(),
            entry.number(),
            entry.at().plusNanos(1),
            entry.customerId(),
            entry.callId(),
            entry.action(),
            entry.resource(),
            entry.result(),
            entry.level(),
            entry.address(),
            entry.jurisdiction(),
            entry.personalDataSeen(),
            entry.flags());

    assertThat(link != null && link.holds(entry)).isTrue();
    assertThat(link == null || link.holds(changed)).isFalse();
  }

  @Test
  void goesOnAfterEntriesFromBeforeTheChain() {
    AuditTrail trail = AuditTrail.none();
    AuditEntry entry = call.audit().getFirst();

    AuditTrail after = trail.after(new org.voiceteller.core.audit.Chained(entry, null));

    assertThat(after).isEqualTo(new AuditTrail(1, AuditHash.NONE));
  }

  @Test
  void takesTextThatIsNoText() {
    Journal broken = new Journal();

    broken.keep(
        CALLS.start(
            broken.call(),
            TOKEN.callId(),
            new CallOrigin("browser", null, "US-\ud800", "en-US", "192.0.2.1\udc00"),
            TOKEN.hash(),
            "LEG-1",
            NOON));

    assertThat(broken.audit().getFirst().jurisdiction()).isEqualTo("US-?");
    assertThat(broken.audit().getFirst().address()).isEqualTo("192.0.2.1?");
  }
}
