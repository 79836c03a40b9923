package org.voiceteller.http.admin;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.http.signin.Desk;
import org.voiceteller.http.signin.Permission;
import org.voiceteller.http.signin.Role;
import org.voiceteller.http.signin.Server;

/** A look at a customer's data. */
class AccessesTest {

  private static final ActorTestKit KIT = Server.kit();

  private final Desk desk = Desk.with(null);
  private @Nullable Server running;
  private String cookie = "";

  @BeforeEach
  void open() throws Exception {
    Guard guard = Guard.create(desk.signIns, desk.clock);
    Accesses accesses = Accesses.create(desk.signIns);
    running =
        Server.of(
            KIT,
            guard.around(
                () ->
                    guard.allow(
                        Permission.SEE_CUSTOMERS,
                        who ->
                            AccessReason.requiredHereOrInQuery(
                                reason ->
                                    accesses.view(
                                        who,
                                        "customer CUST-10001",
                                        reason,
                                        Optional.of("CUST-10001"),
                                        () ->
                                            complete(
                                                "Pat Example; entries before this: "
                                                    + desk.ledger.entries().size()))))));
    cookie = desk.browserOf(Role.AGENT).cookie();
  }

  @AfterEach
  void close() throws Exception {
    server().close();
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void standsInTheAuditLogBeforeTheDataIsGiven() throws Exception {
    var answer = look("Access-Reason", "CASE-2026-17");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).endsWith("entries before this: 1");
    AuditEntry entry = desk.ledger.entries().getFirst();
    assertThat(entry.action()).isEqualTo("PERSONAL_DATA_VIEWED");
    assertThat(entry.resource()).isEqualTo("customer CUST-10001 CASE-2026-17");
    assertThat(entry.customerId()).isEqualTo("CUST-10001");
    assertThat(entry.personalDataSeen()).isTrue();
    assertThat(entry.flags()).containsExactly("BY Pat Staff (openid:[AGENT])");
    assertThat(entry.address()).isEqualTo("127.0.0.1");
    assertThat(entry.at()).isEqualTo(desk.clock.instant());
    assertThat(entry.callId()).startsWith("STAFF-");
    look("Access-Reason", "CASE-2026-17");
    assertThat(desk.ledger.entries().stream().map(AuditEntry::callId)).doesNotHaveDuplicates();
    assertThat(desk.ledger.entries().stream().map(AuditEntry::auditId)).doesNotHaveDuplicates();
  }

  @Test
  void givesNothingWithoutAReason() throws Exception {
    for (String wrong : List.of("", "two words", "<script>", "x".repeat(65))) {
      var answer = look("Access-Reason", wrong);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("/problems/reason-required").doesNotContain("Pat Example");
    }
    assertThat(desk.ledger.entries()).isEmpty();
  }

  @Test
  void takesTheReasonOfAnEventSourceFromItsAddress() throws Exception {
    assertThat(server().get("/?reason=CASE-1", "Cookie", cookie).statusCode()).isEqualTo(200);
    assertThat(desk.ledger.entries().getFirst().resource()).endsWith(" CASE-1");
  }

  @Test
  void givesNothingThatCannotBeAudited() throws Exception {
    desk.ledger.goAway(true);

    var answer = look("Access-Reason", "CASE-2026-17");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("not-audited").doesNotContain("Pat Example");
  }

  private java.net.http.HttpResponse<String> look(String... headers) throws Exception {
    return server().get("/", "Cookie", cookie, headers[0], headers[1]);
  }

  private Server server() {
    return Objects.requireNonNull(running);
  }
}
