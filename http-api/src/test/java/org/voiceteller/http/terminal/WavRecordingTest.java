package org.voiceteller.http.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceteller.streams.sound.Resampler;

class WavRecordingTest {

  private static final Path RECORDINGS = Path.of("src/test/resources/recordings");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pocketsphinx/awful.wav       | 1092676 samples a second
          pocketsphinx/bad.wav         | fmt chunk claims 1717986918 bytes
          pocketsphinx/null.wav        | holds no sound
          pocketsphinx/evil.wav        | HURF chunk claims 960051513 bytes
          azure/missing_wav_header.wav | does not begin with RIFF
          azure/LICENSE.md             | does not begin with RIFF
          azure                        | is a directory
          azure/none.wav               | no such file
          """)
  void saysInOneSentenceWhyAFileCannotBePlayed(String file, String why) {
    assertThatThrownBy(() -> WavRecording.read(RECORDINGS.resolve(file)))
        .isInstanceOf(UnusableRecordingException.class)
        .hasMessageContaining(file)
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource({
    "azure/whatstheweatherlike.wav, 16000, 32480",
    "azure/whatstheweatherlike-mulaw.wav, 16000, 32480",
    "azure/test_audio_stereo.wav, 16000, 27513"
  })
  void readsWhatCanBePlayed(String file, int rateHz, int samples) throws Exception {
    var recording = WavRecording.read(RECORDINGS.resolve(file));

    assertThat(recording.sampleRateHz()).isEqualTo(rateHz);
    assertThat(recording.samples()).hasSize(samples);
  }

  @Test
  void hearsTheSameSentenceInMuLawAsInPcm() throws Exception {
    var pcm = WavRecording.read(RECORDINGS.resolve("azure/whatstheweatherlike.wav")).samples();
    var muLaw =
        WavRecording.read(RECORDINGS.resolve("azure/whatstheweatherlike-mulaw.wav")).samples();

    double signal = 0;
    double noise = 0;
    for (int i = 0; i < pcm.length; i++) {
      signal += pcm[i] * pcm[i];
      noise += (pcm[i] - muLaw[i]) * (pcm[i] - muLaw[i]);
    }
    assertThat(10 * Math.log10(signal / noise)).isGreaterThan(25);
  }

  @Test
  void neverAnswersWithAnythingButASentenceToDamagedFiles(@TempDir Path directory)
      throws Exception {
    byte[] sound = Files.readAllBytes(RECORDINGS.resolve("azure/whatstheweatherlike-mulaw.wav"));
    var random = new Random(7);
    Path damaged = directory.resolve("damaged.wav");
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = Arrays.copyOf(sound, random.nextInt(60));
      for (int k = 0; k < 4 && bytes.length > 0; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Files.write(damaged, bytes);
      try {
        assertThat(WavRecording.read(damaged).samples()).isNotEmpty();
      } catch (UnusableRecordingException sentence) {
        assertThat(sentence.getMessage()).endsWith(".");
      }
    }
  }

  @Test
  void averagesTheChannels(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("stereo.wav");
    ByteBuffer bytes = ByteBuffer.allocate(44 + 8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(44);
    bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    bytes.putShort((short) 1).putShort((short) 2).putInt(8000).putInt(32_000);
    bytes.putShort((short) 4).putShort((short) 16);
    bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(8);
    bytes
        .putShort((short) 16_384)
        .putShort((short) 0)
        .putShort((short) -16_384)
        .putShort((short) 0);
    Files.write(file, bytes.array());

    var recording = WavRecording.read(file);

    assertThat(recording.samples()).containsExactly(0.25f, -0.25f);
    assertThat(recording.sampleRateHz()).isEqualTo(8000);
  }

  @ParameterizedTest
  @CsvSource({"8000", "11025", "44100", "48000", "96000"})
  void keepsAToneWhenItsRateChanges(int fromHz) {
    var tone = new WavRecording(tone(440, fromHz), fromHz);

    short[] resampled = Resampler.whole(tone.pcm(), fromHz, 16_000);

    assertThat(resampled).hasSize(16_000);
    assertThat(level(resampled, 440)).isCloseTo(0.5, within(0.005));
  }

  @Test
  void letsNothingFoldBackIntoSpeech() {
    var tone = new WavRecording(tone(11_000, 48_000), 48_000);

    short[] resampled = Resampler.whole(tone.pcm(), 48_000, 16_000);

    assertThat(level(resampled, 5_000)).isLessThan(0.0005);
  }

  private static float[] tone(int hz, int rateHz) {
    float[] tone = new float[rateHz];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) (0.5 * Math.sin(2 * Math.PI * hz * i / rateHz));
    }
    return tone;
  }

  /** The amplitude of one tone in the middle of a second at 16 kHz. */
  private static double level(short[] pcm, int hz) {
    double sine = 0;
    double cosine = 0;
    for (int i = 4_000; i < 12_000; i++) {
      sine += pcm[i] / 32_767.0 * Math.sin(2 * Math.PI * hz * i / 16_000);
      cosine += pcm[i] / 32_767.0 * Math.cos(2 * Math.PI * hz * i / 16_000);
    }
    return Math.hypot(sine, cosine) * 2 / 8_000;
  }
}
