package org.voiceteller.streams.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.stream.testkit.javadsl.TestSource;
import org.apache.pekko.util.ByteString;
import org.voiceteller.streams.call.Clock;
import org.voiceteller.streams.media.WireMessage;

/** A platform's line between a platform and a teller that the test plays both. */
final class TrialLine {

  private static final scala.concurrent.duration.FiniteDuration PATIENCE =
      scala.concurrent.duration.Duration.create(5, "s");

  /** What became of the platform's calls, in words. */
  final List<String> fates = new ArrayList<>();

  int dropped;
  final Clock clock = new Clock();
  final TestPublisher.Probe<WireMessage> platformSays;
  final TestSubscriber.Probe<WireMessage> platformIsTold;

  @SuppressWarnings("NullAway.Init") // set when the flow is run
  TestSubscriber.Probe<WireMessage> tellerIsTold;

  @SuppressWarnings("NullAway.Init") // set when the flow is run
  TestPublisher.Probe<WireMessage> tellerSays;

  TrialLine(ActorSystem<?> system, PlatformFormat format, boolean keysAreTones) {
    Flow<WireMessage, WireMessage, NotUsed> teller =
        Flow.fromSinkAndSourceMat(
                TestSink.<WireMessage>create(system),
                TestSource.<WireMessage>create(system),
                Keep.both())
            .mapMaterializedValue(
                probes -> {
                  tellerIsTold = probes.first();
                  tellerSays = probes.second();
                  return NotUsed.getInstance();
                });
    var probes =
        TestSource.<WireMessage>create(system)
            .via(line(keysAreTones).flow(format, teller, clock))
            .toMat(TestSink.<WireMessage>create(system), Keep.both())
            .run(system);
    platformSays = probes.first();
    platformIsTold = probes.second();
  }

  /** Its seal is only a word in front of the call's name. */
  private PlatformLine line(boolean keysAreTones) {
    PlatformCalls calls =
        new PlatformCalls() {
          @Override
          public void joined(String platformCallId, String resumeToken) {
            fates.add(platformCallId + " joined " + resumeToken);
          }

          @Override
          public void ended(String platformCallId, End end) {
            fates.add(platformCallId + " ended " + end);
          }
        };
    return new PlatformLine(TrialLine::open, calls, channel -> dropped++, keysAreTones);
  }

  static Optional<Ticket> open(String sealed) {
    if (sealed.startsWith("resume ")) {
      return Optional.of(new Ticket(sealed.substring(7), null, null, null, "token-1"));
    }
    return sealed.startsWith("sealed ")
        ? Optional.of(new Ticket(sealed.substring(7), "+15552345678", "US-CO", "en-US", null))
        : Optional.empty();
  }

  void platform(String text) {
    platformSays.sendNext(new WireMessage.Text(text));
  }

  void platform(byte[] sound) {
    platformSays.sendNext(new WireMessage.Binary(ByteString.fromArray(sound)));
  }

  void teller(String text) {
    tellerSays.sendNext(new WireMessage.Text(text));
  }

  void tellerSpeaks(int ms) {
    byte[] pcm = new byte[48 * ms];
    tellerSays.sendNext(new WireMessage.Binary(ByteString.fromArray(pcm)));
  }

  void awaitTeller(String text) {
    assertThat(tellerIsTold.requestNext(PATIENCE)).isEqualTo(new WireMessage.Text(text));
  }

  /** The next sound for the teller. */
  ByteString awaitSoundForTeller() {
    WireMessage message = tellerIsTold.requestNext(PATIENCE);
    assertThat(message).isInstanceOf(WireMessage.Binary.class);
    return ((WireMessage.Binary) message).bytes();
  }

  WireMessage awaitPlatform() {
    return platformIsTold.requestNext(PATIENCE);
  }

  void awaitPlatform(String text) {
    assertThat(awaitPlatform()).isEqualTo(new WireMessage.Text(text));
  }

  /** So many messages of sound. */
  void awaitSoundForPlatform(int messages) {
    for (int i = 0; i < messages; i++) {
      switch (awaitPlatform()) {
        case WireMessage.Binary(var pcm) -> assertThat(pcm.size() % 2).isZero();
        case WireMessage.Text(var text) ->
            assertThat(text).contains("\"event\":\"media\"", "\"payload\"");
      }
    }
  }
}
