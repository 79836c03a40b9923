package org.voiceteller.streams.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToneSilencerTest {

  private record Heard(short[] sound, String keys) {}

  private static Heard through(ToneSilencer silencer, short[] sound, int frame) {
    var parts = new ArrayList<short[]>();
    var keys = new StringBuilder();
    for (int at = 0; at < sound.length; at += frame) {
      var next = silencer.next(Arrays.copyOfRange(sound, at, Math.min(sound.length, at + frame)));
      parts.add(next.pcm());
      keys.append(next.keys());
    }
    return new Heard(Sounds.joined(parts.toArray(short[][]::new)), keys.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000})
  void letsNotEvenATonesBeginningPassWhileASecretIsKeyed(int rateHz) {
    int frame = rateHz / 50;
    for (int place = 0; place < 20; place++) {
      var silencer = new ToneSilencer(rateHz);
      silencer.collect(true);
      short[] sound =
          Sounds.joined(
              new short[place * frame / 20],
              DtmfGenerator.keys("4711#", rateHz),
              new short[rateHz / 5]);

      var heard = through(silencer, sound, frame);

      assertThat(heard.keys).isEqualTo("4711#");
      assertThat(heard.sound).as("place %d", place).containsOnly((short) 0);
    }
  }

  @Test
  void leavesTheVoiceAroundTheTonesAsItIs() {
    short[] voice = Sounds.recordings("speech/azure", 16_000);
    short[] before = Arrays.copyOfRange(voice, 16_000, 48_000);
    short[] after = Arrays.copyOfRange(voice, 64_000, 96_000);
    short[] tone = DtmfGenerator.tone('9', 16_000, 80);
    var silencer = new ToneSilencer(16_000);
    silencer.collect(true);

    var heard = through(silencer, Sounds.joined(before, tone, after), 320);

    int margin = 160;
    assertThat(heard.keys).isEqualTo("9");
    assertThat(Arrays.copyOf(heard.sound, before.length - margin))
        .isEqualTo(Arrays.copyOf(before, before.length - margin));
    int resumes = before.length + tone.length + margin;
    assertThat(Arrays.copyOfRange(heard.sound, resumes, heard.sound.length))
        .isEqualTo(Arrays.copyOfRange(after, margin, margin + heard.sound.length - resumes));
  }

  @Test
  void holdsSoundBackOnlyWhileItCollectsAndLosesNone() {
    short[] voice = Arrays.copyOf(Sounds.recordings("speech/azure", 16_000), 16_000 * 3);
    var silencer = new ToneSilencer(16_000);

    var first = through(silencer, Arrays.copyOf(voice, 16_000), 320);
    silencer.collect(true);
    var second = through(silencer, Arrays.copyOfRange(voice, 16_000, 32_000), 320);
    silencer.collect(false);
    var third = through(silencer, Arrays.copyOfRange(voice, 32_000, 48_000), 320);

    assertThat(first.sound).hasSize(16_000);
    assertThat(second.sound).hasSize(16_000 - 16 * ToneSilencer.HELD_BACK_MS);
    assertThat(Sounds.joined(first.sound, second.sound, third.sound)).isEqualTo(voice);
  }

  @Test
  void silencesATonesRestEvenWhenItDoesNotCollect() {
    short[] sound = Sounds.joined(DtmfGenerator.tone('1', 8_000, 500), new short[1_600]);

    var heard = through(new ToneSilencer(8_000), sound, 160);

    assertThat(heard.sound).hasSize(sound.length);
    assertThat(Arrays.copyOfRange(heard.sound, 480, sound.length)).containsOnly((short) 0);
  }

  @Test
  void tellsNoKeyWhenItIsPrinted() {
    assertThat(new ToneSilencer.Silenced(new short[2], "4711"))
        .hasToString("Silenced[2 samples, 4 keys]");
  }
}
