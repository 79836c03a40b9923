package org.voiceteller.streams.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Whole conversations in the shapes that the platforms document, line by line. */
class RecordedShapesTest {

  private static final ActorTestKit KIT = ActorTestKit.create();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void carriesACallByTwilio() throws IOException {
    var line = new TrialLine(KIT.system(), new TwilioFormat(), false);

    play(line, "/platform/twilio-balance.txt");

    assertThat(line.dropped).isZero();
    assertThat(line.fates)
        .containsExactly(
            "CA18ad3ab5a668481ce02b83e7395059f1 joined call-1.token",
            "CA18ad3ab5a668481ce02b83e7395059f1 ended OVER");
  }

  @Test
  void carriesACallByJambonz() throws IOException {
    var line = new TrialLine(KIT.system(), JambonzFormat.create(8000), false);

    play(line, "/platform/jambonz-balance.txt");

    assertThat(line.dropped).isZero();
    assertThat(line.fates)
        .containsExactly(
            "2e8a7ed2-9ab4-4b2f-9d62-52f0d2d0a6d2 joined call-1.token",
            "2e8a7ed2-9ab4-4b2f-9d62-52f0d2d0a6d2 ended OVER");
  }

  private static void play(TrialLine line, String conversation) throws IOException {
    List<String> steps;
    try (InputStream file =
        requireNonNull(RecordedShapesTest.class.getResourceAsStream(conversation))) {
      steps = new String(file.readAllBytes(), UTF_8).lines().toList();
    }
    for (String step : steps) {
      if (!step.startsWith("#")) {
        play(line, step.split(" ", 2)[0], step.split(" ", 2)[1]);
      }
    }
    line.tellerSays.sendComplete();
    line.platformIsTold.request(1);
    line.platformIsTold.expectComplete();
  }

  private static void play(TrialLine line, String who, String what) {
    switch (who) {
      case "P>" -> {
        switch (what.split(" ", 2)[0]) {
          case "closes" -> line.platformSays.sendComplete();
          case "sound" -> line.platform(new byte[32 * number(what)]);
          default -> line.platform(what);
        }
      }
      case "T>" -> {
        if (what.equals("sound")) {
          assertThat(line.awaitSoundForTeller().size()).isBetween(2, 3200);
        } else {
          line.awaitTeller(what);
        }
      }
      case "<T" -> {
        if (what.startsWith("sound")) {
          line.tellerSpeaks(number(what));
        } else {
          line.teller(what);
        }
      }
      case "<P" -> {
        if (what.matches("(sound|media) [0-9]+")) {
          line.awaitSoundForPlatform(number(what));
        } else {
          line.awaitPlatform(what);
        }
      }
      case "wait" -> line.clock.passes(Duration.ofMillis(Long.parseLong(what)));
      default -> throw new IllegalArgumentException("Expected a step, but found " + who);
    }
  }

  private static int number(String step) {
    return Integer.parseInt(step.split(" ", 2)[1]);
  }
}
