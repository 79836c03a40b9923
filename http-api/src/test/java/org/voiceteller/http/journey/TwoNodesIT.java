package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Two nodes over one Cassandra: the caller is at one, the session lives on the other. A person
 * takes the call. The caller's node dies, and the caller comes back at the other, to the person
 * first. Who was with a person of the node that died waits for the next one.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("a teller of its own")
class TwoNodesIT {

  private static final int ASKED_AT_MOST = 3;
  private static final Pattern ANSWERED =
      Pattern.compile("Your savings account ending in|try again in a few minutes");
  private static final int MAX_CALLS = 12;

  private final List<Caller> callers = new ArrayList<>();

  @Test
  void conversesAcrossNodesAndGoesOnWhenTheCallersNodeDies(@TempDir Path data) throws Exception {
    int[] ports =
        Stream.generate(TwoNodesIT::port).limit(6).mapToInt(Integer::intValue).sorted().toArray();
    URI sonic = URI.create("http://127.0.0.1:" + ports[2]);
    URI second = URI.create("http://127.0.0.1:" + ports[3]);
    try (var standIn =
        Child.start(
            data.resolve("sonic.log"),
            "org.voiceteller.localsonic.LocalSonic",
            List.of(),
            "--port",
            Integer.toString(ports[2]),
            "--no-speech")) {
      assertThat(standIn.process().isAlive()).isTrue();
      // Of two, the node with the lower address survives the other's crash.
      var common = settings(sonic, ports[4], ports[5]);
      try (var first = RunningTeller.startWith(with(common, ports[0], ""), data).awaitReady();
          var other =
              Child.start(
                  data.resolve("node.log"),
                  "org.voiceteller.http.Main",
                  with(
                      common,
                      ports[1],
                      "127.0.0.1:" + ports[0],
                      "-Dvoice-teller.http.port=" + ports[3],
                      "-Dvoice-teller.one-time-code.provider=webhook",
                      "-Dvoice-teller.one-time-code.webhook.url=http://127.0.0.1:" + ports[2],
                      "-Dvoice-teller.one-time-code.webhook.secret=" + "s".repeat(32),
                      "-Dvoice-teller.bank.authentication.key="
                          + Files.readString(data.resolve("secrets/bank-key")).strip(),
                      "-Dvoice-teller.personal-data.master-key-file="
                          + data.resolve("secrets/personal-data-master-key")))) {
        Child.await(
            "two members and a ready second node; see " + other.log(),
            () ->
                Child.metric(second, "voiceteller_cluster_members") == 2
                    && Child.status(second.resolve("/health/ready")) == 200);
        var caller = callUntilItsSessionIsElsewhere(first.home(), second);
        JsonNode before = caller.awaitType("call.started");
        caller.type("What's my checking balance?");
        caller.awaitAgent("may I have your phone number");
        caller.type("+1-555-234-5678");
        caller.awaitAgent("$5,647.32");

        var staff = StaffMember.of(first);
        String callId = before.path("callId").asText();
        try (var person = staff.line(callId, "take");
            var alone = Caller.call(first.calls())) {
          person.await("line.opened");
          person.say("staff-1", "Good evening, this is Pat.");
          caller.awaitStaff("Good evening, this is Pat.");
          caller.type("My card is stuck in the machine.");
          person.awaitCaller("My card is stuck in the machine.");
          loseThePersonsNode(staff.at(second), alone, other);
          Child.await(
              "the dead node to be out of the cluster",
              () -> Child.metric(first.home(), "voiceteller_cluster_members") == 1);

          comeBackToThePerson(first, before, person);
        }
      }
    } finally {
      callers.forEach(Caller::close);
    }
  }

  /** The person is at the node that dies, the caller at the other: they wait on in the queue. */
  private static void loseThePersonsNode(StaffMember staff, Caller caller, Child node)
      throws Exception {
    String callId = caller.awaitType("call.started").path("callId").asText();
    caller.awaitAgent("How may I help you");
    caller.type("I want to speak to a person, please.");
    caller.awaitHandOff("queued");
    try (var person = staff.line(callId, "take")) {
      person.await("line.opened");
      caller.awaitHandOff("taken");
      person.say("staff-1", "Good evening, this is Sam.");
      caller.awaitStaff("Good evening, this is Sam.");

      node.close();

      caller.awaitHandOff("queued");
      caller.awaitAgent("my colleague's line broke");
    }
  }

  /** The caller's node died while a person had the call: they have it still. */
  private static void comeBackToThePerson(RunningTeller first, JsonNode before, StaffsLine person)
      throws Exception {
    try (var back = Caller.resume(first.calls(), before.path("resumeToken").asText())) {
      assertThat(back.awaitType("call.started").path("callId")).isEqualTo(before.path("callId"));
      assertThat(back.awaitType("authentication.level").path("level").asInt()).isEqualTo(1);
      back.type("Are you still there?");
      person.awaitCaller("Are you still there?");
      person.send("{\"type\":\"give-back\"}");
      back.awaitAgent("I'm back with you.");
      assertThat(savingsAskedFor(back)).contains("Your savings account ending in");
      assertThat(back.events())
          .noneMatch(event -> event.path("tool").asText().equals("authenticateTool"));
    }
  }

  /** What moves from the dead node may take longer than a caller waits: they are asked to retry. */
  private static String savingsAskedFor(Caller caller) throws Exception {
    String answer = "";
    for (int i = 0; i < ASKED_AT_MOST && !answer.contains("Your savings"); i++) {
      caller.type("What is the balance of my savings account?");
      answer =
          caller
              .await(
                  "the balance, or that it must be asked for again",
                  event ->
                      event.path("role").asText().equals("agent")
                          && ANSWERED.matcher(event.path("text").asText()).find())
              .path("text")
              .asText();
    }
    return answer;
  }

  /** Calls the second node until the session lives on the first. */
  private Caller callUntilItsSessionIsElsewhere(URI first, URI second) throws Exception {
    URI calls = URI.create("ws://127.0.0.1:" + second.getPort() + "/v1/calls");
    for (int made = 1; made <= MAX_CALLS; made++) {
      double before = Child.metric(first, "voiceteller_sessions");
      var caller = Caller.call(calls);
      callers.add(caller);
      caller.awaitAgent("How may I help you");
      double expected = made;
      Child.await(
          "the new session to be counted on one of the nodes",
          () ->
              Child.metric(first, "voiceteller_sessions")
                      + Child.metric(second, "voiceteller_sessions")
                  == expected);
      if (Child.metric(first, "voiceteller_sessions") > before) {
        return caller.again();
      }
    }
    throw new AssertionError("Expected one of " + MAX_CALLS + " sessions on the other node");
  }

  private static List<String> settings(URI sonic, int cassandra, int dynamoDb) {
    return List.of(
        "-Dvoice-teller.nova.endpoint=" + sonic,
        "-Dvoice-teller.nova.region=us-east-1",
        "-Dvoice-teller.persistence.embedded.cassandra-port=" + cassandra,
        "-Dvoice-teller.persistence.embedded.dynamodb-port=" + dynamoDb,
        "-Ddatastax-java-driver.basic.contact-points.0=127.0.0.1:" + cassandra,
        "-Dvoice-teller.persistence.dynamodb.endpoint=http://127.0.0.1:" + dynamoDb,
        "-Dvoice-teller.persistence.dynamodb.region=us-east-1",
        "-Dvoice-teller.persistence.dynamodb.local-credentials=true",
        "-Dpekko.cluster.failure-detector.acceptable-heartbeat-pause=2s",
        "-Dpekko.cluster.split-brain-resolver.stable-after=3s");
  }

  private static List<String> with(List<String> common, int artery, String seeds, String... more) {
    var all = new ArrayList<>(common);
    all.add("-Dpekko.remote.artery.canonical.port=" + artery);
    all.add("-Dvoice-teller.cluster.seeds=" + seeds);
    all.addAll(List.of(more));
    return all;
  }

  private static int port() {
    try {
      return RunningTeller.freePort();
    } catch (java.io.IOException none) {
      throw new java.io.UncheckedIOException(none);
    }
  }
}
