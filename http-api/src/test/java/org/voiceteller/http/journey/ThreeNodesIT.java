package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.voiceteller.http.cluster.Authority;

/**
 * Three nodes that talk by TLS: one does everything, one only answers calls, one only keeps the
 * bank; calls of all together are bounded. The node with the caller's session dies in mid-call, and
 * the caller notices a pause.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("a teller of its own")
class ThreeNodesIT {

  private static final int MAX_CALLS = 12;

  private final List<Caller> callers = new ArrayList<>();

  @Test
  void goesOnWhenTheNodeOfTheSessionDies(@TempDir Path data) throws Exception {
    Path certificates =
        Authority.named("the bank").certify("voice-teller", data.resolve("certificates"));
    try (var bank =
        BankOfNodes.begin(
            data,
            "-Dvoice-teller.cluster.tls=" + certificates,
            "-Dvoice-teller.cluster.max-calls=30")) {
      var voice = bank.add("127.0.0.2", "-Dvoice-teller.cluster.roles=voice");
      var books = bank.add("127.0.0.3", "-Dvoice-teller.cluster.roles=bank");
      bank.awaitReady(voice, books);
      // of 30 calls each of the two nodes that answer any has 15, 2 of them for who comes back
      assertThat(voice.metric("voiceteller_calls_max")).isEqualTo(13);
      assertThat(Child.status(books.home().resolve("/v1/calls"))).isEqualTo(404);
      var caller = callUntilItsSessionIsAt(books, voice, bank.first().home());
      caller.type("What's my checking balance?");
      caller.awaitAgent("may I have your phone number");
      caller.type("+1-555-234-5678");
      caller.awaitAgent("$5,647.32");
      assertThat(voice.metric("voiceteller_sessions")).isZero();

      books.kill();
      caller.type("What is the balance of my savings account?");

      caller.awaitAgent("Your savings account ending in 8834");
      assertThat(outcomesOf("authenticateTool", caller)).containsExactly("succeeded");
      bank.awaitMembers(2);
    } finally {
      callers.forEach(Caller::close);
    }
  }

  /** Calls at the one node until the session lives on the other. */
  private Caller callUntilItsSessionIsAt(BankOfNodes.Node books, BankOfNodes.Node voice, URI first)
      throws Exception {
    for (int made = 1; made <= MAX_CALLS; made++) {
      double before = books.metric("voiceteller_sessions");
      var caller = Caller.call(voice.calls());
      callers.add(caller);
      caller.awaitAgent("How may I help you");
      double expected = made;
      Child.await(
          "the new session to be counted on one of the nodes",
          () ->
              Child.metric(first, "voiceteller_sessions") + books.metric("voiceteller_sessions")
                  == expected);
      if (books.metric("voiceteller_sessions") > before) {
        return caller;
      }
    }
    throw new AssertionError("Expected one of " + MAX_CALLS + " sessions at " + books.home());
  }

  private static List<String> outcomesOf(String tool, Caller caller) {
    return caller.events().stream()
        .filter(event -> event.path("type").asText().equals("tool.finished"))
        .filter(event -> event.path("tool").asText().equals(tool))
        .map((JsonNode event) -> event.path("outcome").asText())
        .toList();
  }
}
