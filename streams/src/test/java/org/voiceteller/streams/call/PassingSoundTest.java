package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;

/** What is measured of sound on its way, on a call in virtual time. */
class PassingSoundTest extends PlayedPipeline {

  private static final ByteString SOUND = ByteString.fromArray(new byte[480]);

  private final CallWatch watch =
      new CallWatch(observer, clock, new CallLog("call-1", clock, false));

  @Test
  void timesCallersSoundUntilTheModelTakesIt() {
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    model.hearText();
    agent.request(10);

    caller.sendNext(sound(40));
    model.hearUntil(NovaInput.AudioInput.class);
    caller.sendNext(sound(40));
    model.hearUntil(NovaInput.AudioInput.class);

    assertThat(observer.passed).containsExactly("TO_MODEL held for 0 ms");
    agent.cancel();
  }

  @Test
  void countsTheTimeInWhichAFrameWaitsForItsBatch() {
    watch.toModel(new NovaInput.AudioStart("call", "caller"));
    watch.heard(sound(20));
    clock.passes(Duration.ofMillis(20));
    watch.heard(sound(20));
    watch.toModel(given(32));

    assertThat(observer.passed).containsExactly("TO_MODEL held for 20 ms");
  }

  @Test
  void timesOneFrameASecond() {
    watch.toModel(new NovaInput.AudioStart("call", "caller"));
    for (int i = 0; i < 101; i++) {
      watch.heard(sound(32));
      watch.toModel(given(32));
      clock.passes(Duration.ofMillis(32));
    }

    assertThat(observer.passed).hasSize(4);
  }

  @Test
  void countsAnewOnAnotherStreamAndAfterALoss() {
    watch.toModel(new NovaInput.AudioStart("call", "caller"));
    watch.heard(sound(320));
    watch.toModel(new NovaInput.AudioStart("call", "caller"));
    clock.passes(Duration.ofSeconds(1));
    watch.heard(sound(64));
    clock.passes(Duration.ofSeconds(6));
    watch.toModel(given(32));
    watch.heard(sound(32));
    watch.toModel(given(32));

    assertThat(observer.passed).containsExactly("TO_MODEL held for 0 ms");
  }

  @Test
  void timesTheFirstSoundOfATurn() {
    FakeNova.Stream model = join(false);
    model.plan("a", "One moment.", 100);
    until(isAudio());

    assertThat(observer.passed).containsExactly("TO_CALLER held for 0 ms");
    agent.cancel();
  }

  @Test
  void doesNotTimeWhatWaitsForTheAgentToFinish() {
    watch.fromModel(said());
    begins("turn-1");
    watch.fromModel(said());
    clock.passes(Duration.ofSeconds(3));
    watch.told(new AgentFrame.AudioEnded("turn-1", 3_000));
    begins("turn-2");

    assertThat(observer.passed).containsExactly("TO_CALLER held for 0 ms");
  }

  @Test
  void timesTheFirstSoundOfATurnThatBeganBeforeThereWasAny() {
    watch.told(new AgentFrame.AudioStarted("turn-1"));
    clock.passes(Duration.ofMillis(80));
    watch.fromModel(said());
    clock.passes(Duration.ofMillis(2));
    watch.told(new AgentFrame.Audio("turn-1", SOUND));

    assertThat(observer.passed).containsExactly("TO_CALLER held for 2 ms");
  }

  @Test
  void tellsThatTheAgentSoundsAsLongAsItDoes() {
    FakeNova.Stream model = join(false);
    model.plan("a", "A long story.", 5_000);
    until(isAudio());
    assertThat(observer.sounds).hasValue(1);
    agent.request(3);
    until(isAudio());
    assertThat(observer.sounds).hasValueGreaterThan(1);
    agent.cancel();
  }

  @Test
  void timesABargeInFromTheModelsSignalToTheLegsSilence() {
    FakeNova.Stream model = join(false);
    model.plan("a", "A long story.", 5_000);
    until(isAudio());
    model.say(new NovaOutput.Interrupted("marker"));
    until(new AgentFrame.AudioCleared("turn-1")::equals);

    assertThat(observer.passed).contains("barge-in heeded after 0 ms");
    agent.cancel();
  }

  private void begins(String turnId) {
    watch.told(new AgentFrame.AudioStarted(turnId));
    watch.told(new AgentFrame.Audio(turnId, SOUND));
  }

  private static NovaOutput said() {
    return new NovaOutput.AudioSaid("a", SOUND);
  }

  private static NovaInput.AudioInput given(int ms) {
    return new NovaInput.AudioInput("call", "caller", ByteString.fromArray(new byte[ms * 32]));
  }

  private static CallerFrame.Audio sound(int ms) {
    return new CallerFrame.Audio(ByteString.fromArray(new byte[ms * 32]));
  }
}
