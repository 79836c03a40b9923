package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.voiceteller.http.cluster.Authority;
import org.voiceteller.http.page.Chromium;

/**
 * Three nodes that talk by TLS: one does everything, one only answers calls, one only keeps the
 * bank; calls of all together are bounded. Callers come by the WebSocket, by WebRTC behind a load
 * balancer, and over a SIP trunk. First the node with their sessions dies in mid-call, and they
 * notice a pause; then the one that carries their sound, and those who can come back go on at
 * another.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("a teller of its own")
class ThreeNodesIT {

  private static final int MAX_CALLS = 12;
  private static final String SESSIONS = "voiceteller_sessions";
  private static final String LINES = "voiceteller_calls_in_progress";
  private static final String TRUNK = "127.0.0.21";
  private static final String QUESTION = "What is the balance of my savings account?";
  private static final String NO_KEYS_WANTED = "I did not ask for any digits";

  private final List<AutoCloseable> callers = new ArrayList<>();

  @Test
  void callsGoOnWhenTheNodesOfTheirSessionsAndOfTheirSoundDie(@TempDir Path data) throws Exception {
    Path certificates =
        Authority.named("the bank").certify("voice-teller", data.resolve("certificates"));
    try (var bank =
        BankOfNodes.begin(
            data,
            "-Dvoice-teller.cluster.tls=" + certificates,
            "-Dvoice-teller.cluster.max-calls=30",
            "-Dvoice-teller.bank.number-claims.free=100")) {
      var voice = bank.add("127.0.0.2", "-Dvoice-teller.cluster.roles=voice");
      var books = bank.add("127.0.0.3", "-Dvoice-teller.cluster.roles=bank");
      bank.awaitReady(voice, books);
      // of 30 calls each of the two nodes that answer any has 15, 2 of them for who comes back
      assertThat(voice.metric("voiceteller_calls_max")).isEqualTo(13);
      assertThat(Child.status(books.home().resolve("/v1/calls"))).isEqualTo(404);
      try (var balancer = Balancer.before(voice.home(), bank.first().home());
          var trunk = trunk(bank, voice, data);
          var chromium = new Chromium()) {
        var calls = new Calls(bank, voice, books);
        var socket = calls.untilBothNodesHaveSome(() -> bySocket(voice)).getLast();
        var pages = calls.untilBothNodesHaveSome(() -> byWebRtc(chromium, balancer));
        var phones = calls.untilBothNodesHaveSome(() -> bySip(bank, trunk));
        assertThat(voice.metric(SESSIONS)).isZero();

        books.kill();
        socket.type(QUESTION);
        for (var page : pages) {
          page.type(QUESTION);
        }

        socket.awaitAgent("Your savings account ending in 8834");
        assertThat(outcomesOf("authenticateTool", socket)).containsExactly("succeeded");
        for (var page : pages) {
          page.awaitAgent("Your savings account ending in 8834");
        }
        for (var phone : phones) {
          isServed(phone);
        }
        bank.awaitMembers(2);

        voice.kill();

        for (var page : pages) {
          goesOn(page);
        }
        for (var phone : phones) {
          isServed(phone);
          phone.telephone().hangUp();
        }
        assertThat(trunk.metrics())
            .containsPattern("voiceteller_sip_bank_resumed_total [1-9]")
            .contains("voiceteller_sip_calls_ended_total{end=\"bank_lost\"} 0");
      }
    } finally {
      for (var caller : callers) {
        caller.close();
      }
    }
  }

  /** An adapter that knows both nodes that answer calls. No node speaks, so none is waited for. */
  private static RunningSipTrunk trunk(BankOfNodes bank, BankOfNodes.Node voice, Path directory)
      throws Exception {
    return RunningSipTrunk.start(
        bank.first(),
        directory,
        """
        bank.url = "%s, %s"
        calls.answer-when = started
        trunks = [
          { name = trunk, addresses = "%s", trust-identity = true, jurisdiction = US-CO }
        ]
        """
            .formatted(voice.calls(), bank.first().calls(), TRUNK));
  }

  private Caller bySocket(BankOfNodes.Node voice) throws Exception {
    var caller = Caller.call(voice.calls());
    callers.add(caller);
    caller.awaitAgent("How may I help you");
    caller.type("What's my checking balance?");
    caller.awaitAgent("may I have your phone number");
    caller.type(Customer.PAT_EXAMPLE);
    caller.awaitAgent("$5,647.32");
    return caller;
  }

  private static CallersPage byWebRtc(Chromium chromium, Balancer balancer) {
    var page = CallersPage.open(chromium, balancer.home(), "?via=webrtc");
    page.press("Call");
    page.awaitAgent("How may I help you");
    page.type("What's my checking balance?");
    page.awaitAgent("may I have your phone number");
    page.type(Customer.PAT_EXAMPLE);
    page.awaitAgent("$5,647.32");
    page.awaitLevel(1);
    return page;
  }

  private PhoneCustomer<SipPhone> bySip(BankOfNodes bank, RunningSipTrunk trunk) throws Exception {
    var phone = SipPhone.call(trunk, TRUNK, "+15552345678", SipPhone.Keys.EVENTS);
    var caller = new PhoneCustomer<>(bank.first(), phone, Customer.PAT_EXAMPLE);
    callers.add(caller);
    caller.keys("15552345678#");
    Health.await("level 1", caller::level, level -> level == 1);
    return caller;
  }

  /**
   * Once more: keys, the model, and the call's own record, at the level that was reached before.
   */
  private static void isServed(PhoneCustomer<SipPhone> caller) throws Exception {
    long sounds = caller.telephone().soundPackets.get();
    caller.keys("5#");
    caller.hears(NO_KEYS_WANTED);
    assertThat(caller.level()).isEqualTo(1);
    assertThat(caller.telephone().soundPackets).hasValueGreaterThan(sounds);
  }

  private static void goesOn(CallersPage page) {
    page.page().getByText("You are connected again.").last().waitFor();
    page.ask("What's my checking balance?", "$5,647.32");
    page.awaitLevel(1);
    assertThat(page.page().evaluate("() => window.voiceTeller.way()")).isEqualTo("webrtc");
  }

  /** Of one way in, one after the other. */
  private record Calls(BankOfNodes bank, BankOfNodes.Node voice, BankOfNodes.Node books) {

    /** Calls until a call's session is at the one and a call's line at the other; all calls. */
    <C> List<C> untilBothNodesHaveSome(Callable<C> call) throws Exception {
      List<C> made = new ArrayList<>();
      double sessions = books.metric(SESSIONS);
      double lines = voice.metric(LINES);
      double all = all();
      while (books.metric(SESSIONS) == sessions || voice.metric(LINES) == lines) {
        assertThat(made).as("calls until both nodes have some").hasSizeLessThan(MAX_CALLS);
        made.add(call.call());
        double expected = all + made.size();
        Child.await("the new session to be counted on one of the nodes", () -> all() == expected);
      }
      return made;
    }

    private double all() throws Exception {
      return Child.metric(bank.first().home(), SESSIONS) + books.metric(SESSIONS);
    }
  }

  private static List<String> outcomesOf(String tool, Caller caller) {
    return caller.events().stream()
        .filter(event -> event.path("type").asText().equals("tool.finished"))
        .filter(event -> event.path("tool").asText().equals(tool))
        .map((JsonNode event) -> event.path("outcome").asText())
        .toList();
  }
}
