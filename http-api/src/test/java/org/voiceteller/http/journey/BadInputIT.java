package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Rubbish at the door: each has a clear answer, and the call or at least the server lives on. */
@ExtendWith(SharedTeller.class)
class BadInputIT {

  private final RunningTeller teller;

  BadInputIT(RunningTeller teller) {
    this.teller = teller;
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void answersEachMessageItCannotUnderstandAndTheCallGoesOn() throws Exception {
    try (var caller = Caller.call(teller.calls())) {
      caller.awaitHeard("How may I help you today?");

      caller.sendText("{\"type\":");
      assertThat(errorCode(caller)).isEqualTo("malformed_message");
      caller.sendText("[1,2,3]");
      assertThat(errorCode(caller)).isEqualTo("malformed_message");
      caller.send(Caller.event("call.dance"));
      assertThat(errorCode(caller)).isEqualTo("unknown_type");
      caller.send(Caller.event("call.start"));
      assertThat(errorCode(caller)).isEqualTo("already_started");
      caller.sendAudio(new byte[641]);
      assertThat(errorCode(caller)).isEqualTo("bad_audio");
      caller.sendAudio(new byte[3_202]);
      assertThat(errorCode(caller)).isEqualTo("bad_audio");
      caller.send(Caller.event("keypad.input").put("digits", "12x"));
      assertThat(errorCode(caller)).isEqualTo("bad_field");

      caller.type("What's my checking balance?");
      caller.awaitAgent("may I have your phone number");
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void refusesSoundBeforeTheCallHasBegunAndThenBeginsIt() throws Exception {
    try (var caller = Caller.connect(teller.calls())) {
      caller.sendAudio(new byte[640]);
      assertThat(errorCode(caller)).isEqualTo("not_started");

      caller.send(Caller.event("call.start"));

      caller.awaitType("call.started");
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void saysThatAResumeTokenOpensNothing() throws Exception {
    try (var caller = Caller.resume(teller.calls(), "CALL-20260115-1234567890123456.c2VjcmV0")) {
      var error = caller.awaitType("error");

      assertThat(error.path("code").asText()).isEqualTo("unknown_resume_token");
      assertThat(error.path("retryable").asBoolean()).isFalse();
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void closesOnAMessageOfOneMebibyteAndServesTheNextCaller() throws Exception {
    try (var caller = Caller.call(teller.calls())) {
      caller.awaitType("call.started");

      caller.sendAudio(new byte[1 << 20]);

      assertThat(caller.awaitClosed()).isEqualTo(1009);
    }
    try (var next = Caller.call(teller.calls())) {
      next.awaitType("call.started");
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void refusesAForeignOriginBeforeTheUpgrade() {
    try (var client = HttpClient.newHttpClient()) {
      var upgrade =
          client
              .newWebSocketBuilder()
              .subprotocols("voice-teller.v1")
              .header("Origin", "https://evil.example")
              .buildAsync(URI.create(teller.calls().toString()), new WebSocket.Listener() {});

      assertThat(upgrade)
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableThat()
          .havingCause()
          .isInstanceOfSatisfying(
              WebSocketHandshakeException.class,
              refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
    }
  }

  private static String errorCode(Caller caller) throws InterruptedException {
    return caller.awaitType("error").path("code").asText();
  }
}
