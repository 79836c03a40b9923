package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.recording.RecordingMark.Kind;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.ContentType;
import org.voiceteller.streams.nova.NovaOutput.Stage;
import org.voiceteller.streams.nova.NovaOutput.StopReason;
import org.voiceteller.streams.nova.NovaRole;
import org.voiceteller.streams.recording.FakeRecordingStore;
import org.voiceteller.streams.recording.RecordingSettings;
import org.voiceteller.streams.recording.Recordings;

/**
 * A call that is recorded. Each stretch of sound has a sample of its own, which is looked for in
 * all that ever reached the store.
 */
abstract class RecordedCall extends HandTurnedCall {

  static final int CALLER = 0;
  static final int AGENT = 1;
  static final short HELLO = 1_111;
  static final short SECRET = 2_222;
  static final short THANKS = 3_333;
  static final short ANSWER = 4_444;
  static final short ECHO = 5_555;
  static final Duration SECOND = Duration.ofSeconds(1);
  static final Offset<Long> A_FRAME = Offset.offset(FRAME.toMillis() + 1);

  final FakeRecordingStore store = new FakeRecordingStore();
  final HandNova nova = new HandNova();

  @BeforeEach
  void record() {
    recordings =
        Recordings.create(
            RecordingSettings.from(
                ConfigFactory.parseString("voice-teller.recording.enabled = true")
                    .withFallback(ConfigFactory.load())),
            store);
    join(nova, "model { answer-timeout = 60 s }");
  }

  void consents() {
    signals.onSignal(new Signal.RecordingConsent(true));
  }

  void hangsUp() {
    caller.offer(new CallerFrame.HungUp());
    assertThat(desk.ends).containsExactly(EndReason.CALLER_HUNG_UP);
  }

  List<Kind> kinds() {
    return desk.marks.stream().map(RecordingMark::kind).toList();
  }

  void callerSounds(short sample, Duration length) {
    ByteString frame = ByteString.fromArray(pcm(sample, (int) FRAME.toMillis() * 16));
    for (long ms = 0; ms < length.toMillis(); ms += FRAME.toMillis()) {
      sounds(frame);
    }
  }

  void agentSounds(String id, String text, short sample, int soundMs) {
    agentSounds(id, text, text, sample, soundMs);
  }

  void agentSounds(String id, String plan, String said, short sample, int soundMs) {
    nova.stream(1)
        .say(
            new NovaOutput.ContentStarted(
                id + "-plan", ContentType.TEXT, NovaRole.ASSISTANT, Stage.SPECULATIVE),
            new NovaOutput.TextSaid(id + "-plan", NovaRole.ASSISTANT, plan),
            new NovaOutput.ContentEnded(id + "-plan", ContentType.TEXT, StopReason.PARTIAL_TURN),
            new NovaOutput.ContentStarted(id, ContentType.AUDIO, NovaRole.ASSISTANT, null),
            new NovaOutput.AudioSaid(id, ByteString.fromArray(pcm(sample, soundMs * 24))))
        .end(id, said);
  }

  static byte[] pcm(short sample, int samples) {
    byte[] pcm = new byte[samples * 2];
    for (int i = 0; i < pcm.length; i += 2) {
      pcm[i] = (byte) sample;
      pcm[i + 1] = (byte) (sample >> 8);
    }
    return pcm;
  }
}
