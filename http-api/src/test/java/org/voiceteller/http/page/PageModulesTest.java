package org.voiceteller.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page's modules that only compute, each called as it is in a real browser. */
@ExtendWith(OneChromium.class)
class PageModulesTest {

  private static FakeTeller teller;
  private static Chromium chromium;
  private static Page page;
  private static String folder;

  @BeforeAll
  static void start(Chromium browser) {
    teller = new FakeTeller(PageSettings.forBank("First National Bank", true));
    chromium = browser;
    page = chromium.open(teller.address());
    Matcher main = Pattern.compile("src=\"(/assets/[^\"]*/caller/)main.js").matcher(page.content());
    assertThat(main.find()).isTrue();
    folder = main.group(1);
  }

  @AfterAll
  static void stop() {
    chromium.clear();
    teller.close();
  }

  @ParameterizedTest
  @CsvSource({"48000, 16000", "44100, 16000", "24000, 48000", "24000, 44100", "32000, 16000"})
  void keepsAToneCleanWhenItChangesTheRate(int from, int to) {
    double signalToNoiseDb =
        number(
            """
            async ([folder, from, to]) => {
              const { Resampler } = await import(folder + '../shared/audio/resampler.js');
              const resampler = new Resampler(from, to);
              const wave = (rate, i) => Math.sin(2 * Math.PI * 1000 * i / rate);
              const out = [];
              for (let at = 0; at < from; at += 128) {
                out.push(...resampler.process(Float32Array.from({ length: 128 }, (_, i) => wave(from, at + i))));
              }
              const settled = out.slice(2000, to - 2000);
              let best = -Infinity;
              for (let shift = -64; shift <= 0; shift += 0.002) {
                let noise = 0;
                for (let i = 0; i < 200; i++) {
                  noise += (settled[i] - wave(to, i + 2000 + shift)) ** 2;
                }
                best = Math.max(best, 10 * Math.log10(100 / noise));
              }
              return best;
            }
            """,
            from,
            to);

    assertThat(signalToNoiseDb).isGreaterThan(60);
  }

  @Test
  void letsNothingAboveTheNewRatesLimitFoldBack() {
    double leftDb =
        number(
            """
            async ([folder]) => {
              const { Resampler } = await import(folder + '../shared/audio/resampler.js');
              const resampler = new Resampler(48000, 16000);
              const tone = Float32Array.from({ length: 48000 }, (_, i) => Math.sin(2 * Math.PI * 10000 * i / 48000));
              const out = resampler.process(tone).slice(200, 15000);
              return 10 * Math.log10(out.reduce((sum, it) => sum + it * it, 0) / out.length * 2);
            }
            """);

    assertThat(leftDb).isLessThan(-60);
  }

  @Test
  void givesTheSameSamplesWhateverTheBlocks() {
    assertThat(
            page.evaluate(
                """
                async ([folder]) => {
                  const { Resampler } = await import(folder + '../shared/audio/resampler.js');
                  const tone = Float32Array.from({ length: 9000 }, (_, i) => Math.sin(i / 9));
                  const whole = new Resampler(44100, 16000).process(tone);
                  const pieces = new Resampler(44100, 16000);
                  const parts = [];
                  for (let at = 0, size = 1; at < tone.length; at += size, size = (size * 7) % 257 + 1) {
                    parts.push(...pieces.process(tone.slice(at, at + size)));
                  }
                  return parts.length === whole.length && parts.every((it, i) => it === whole[i]);
                }
                """,
                List.of(folder)))
        .isEqualTo(true);
  }

  @Test
  void dropsTheOldestSpeechBeyondHalfASecondAndCountsIt() {
    assertThat(
            page.evaluate(
                """
                async ([folder]) => {
                  const { MicrophoneQueue } = await import(folder + '../shared/audio/microphone-queue.js');
                  const sent = [];
                  let buffered = 0;
                  const queue = new MicrophoneQueue((it) => sent.push(new Uint8Array(it)[0]), () => buffered, 16000);
                  const frame = (n) => { const it = new ArrayBuffer(640); new Uint8Array(it)[0] = n; return it; };
                  queue.offer(frame(0));
                  buffered = 1e6;
                  for (let n = 1; n <= 40; n++) queue.offer(frame(n));
                  buffered = 0;
                  queue.offer(frame(41));
                  return { first: sent[1], last: sent.at(-1), sent: sent.length, dropped: queue.droppedFrames };
                }
                """,
                List.of(folder)))
        .isEqualTo(Map.of("first", 16, "last", 41, "sent", 27, "dropped", 15));
  }

  @Test
  void replacesWhatATurnSaidByWhatWasReallySaidAndHeard() {
    assertThat(
            page.evaluate(
                """
                async ([folder]) => {
                  const { transcribed } = await import(folder + 'conversation.js');
                  const said = (role, ...parts) => parts.reduce(
                    (entries, [text, final]) => transcribed(entries, { turnId: 't', role, text, final }, 0), [])[0].text;
                  return [
                    said('caller', ['check my', false], ['checking my balance', true]),
                    said('agent', ['One moment.', false], ['One moment. Done.', false]),
                    said('agent', ['One moment. Done.', false], ['One moment.', true]),
                    said('agent', ['Your balance is one dollar.', false], ['Your balance…', true]),
                    said('agent', ['One moment.', false], ['', true]),
                  ];
                }
                """,
                List.of(folder)))
        .isEqualTo(
            List.of(
                "checking my balance", "One moment. Done.", "One moment.", "Your balance…", ""));
  }

  private static double number(String script, int... rates) {
    var arguments = new ArrayList<Object>(List.of(folder));
    for (int rate : rates) {
      arguments.add(rate);
    }
    return ((Number) page.evaluate(script, arguments)).doubleValue();
  }
}
