package org.voiceteller.localsonic.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceCacheTest {

  private final List<String> spoken = new ArrayList<>();

  /** Each character takes a second. */
  private final Synthesizer slow =
      sentence -> {
        spoken.add(sentence);
        return new short[sentence.length() * 24_000];
      };

  private final Synthesizer cache = SentenceCache.create(slow, 10_000);

  @Test
  void speaksAKnownSentenceFromMemory() {
    var first = cache.synthesize("hello");
    first[0] = 99;
    var second = cache.synthesize("hello");

    assertThat(spoken).containsExactly("hello");
    assertThat(second).hasSize(5 * 24_000).startsWith((short) 0);
  }

  @Test
  void forgetsWhatWasNotUsedForLongest() {
    cache.synthesize("aaaa");
    cache.synthesize("bbbb");
    cache.synthesize("aaaa");
    cache.synthesize("cccc");
    cache.synthesize("aaaa");
    cache.synthesize("bbbb");

    assertThat(spoken).containsExactly("aaaa", "bbbb", "cccc", "bbbb");
  }

  @Test
  void keepsNothingThatIsLongerThanItsLimit() {
    cache.synthesize("eleven char");
    cache.synthesize("eleven char");

    assertThat(spoken).hasSize(2);
  }
}
