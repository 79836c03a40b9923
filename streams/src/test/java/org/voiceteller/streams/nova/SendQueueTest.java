package org.voiceteller.streams.nova;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

class SendQueueTest {

  private final SendQueue queue = new SendQueue(100);

  private static NovaInput sound(int ms, int mark) {
    byte[] pcm = new byte[ms * 32];
    pcm[0] = (byte) mark;
    return new NovaInput.AudioInput("p", "c", ByteString.fromArray(pcm));
  }

  @Test
  void dropsTheOldestSoundAndNothingElse() {
    NovaInput event = new NovaInput.PromptEnd("p");
    assertThat(queue.add(sound(40, 1))).isZero();
    assertThat(queue.add(event)).isZero();
    assertThat(queue.add(sound(40, 2))).isZero();
    assertThat(queue.add(sound(40, 3))).isEqualTo(40);
    assertThat(queue.add(sound(40, 4))).isEqualTo(40);

    assertThat(queue.poll()).isEqualTo(event);
    assertThat(queue.poll()).isEqualTo(sound(40, 3));
    assertThat(queue.poll()).isEqualTo(sound(40, 4));
    assertThat(queue.poll()).isNull();
    assertThat(queue.holdsAudio()).isFalse();
  }

  @Test
  void keepsTheLatestFrameHoweverLong() {
    queue.add(sound(40, 1));
    assertThat(queue.add(sound(200, 2))).isEqualTo(40);
    assertThat(queue.poll()).isEqualTo(sound(200, 2));
  }

  @Test
  void asksForNoMoreWhenManyEventsWait() {
    for (int i = 0; i < 255; i++) {
      queue.add(new NovaInput.PromptEnd("p"));
    }
    assertThat(queue.isCrowded()).isFalse();
    queue.add(new NovaInput.PromptEnd("p"));
    assertThat(queue.isCrowded()).isTrue();
    queue.poll();
    assertThat(queue.isCrowded()).isFalse();
  }
}
