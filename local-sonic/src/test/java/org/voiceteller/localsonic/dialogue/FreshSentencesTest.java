package org.voiceteller.localsonic.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How well the banker understands sentences that were written for no other purpose. Those of {@code
 * last.txt} were never used to change anything: whoever improves on them writes others. The floors
 * lie a little under what was measured.
 */
class FreshSentencesTest {

  @ParameterizedTest
  @CsvSource({
    "accounts.txt,60,0.93",
    "cards.txt,60,0.95",
    "payments.txt,60,0.95",
    "cases.txt,60,0.95",
    "later.txt,109,0.92",
    "last.txt,60,0.80"
  })
  void leadToTheirTools(String file, int count, double floor) {
    var found = FreshSentences.tools(FreshSentences.of(file));

    assertThat(found.all()).isEqualTo(count);
    assertThat(found.share()).as(found.toString()).isGreaterThan(floor);
  }

  @Test
  void sayFieldsThatAreHeard() {
    var sentences =
        Stream.of(FreshSentences.FILES).map(FreshSentences::of).flatMap(List::stream).toList();

    var heard = FreshSentences.fields(sentences);

    assertThat(heard.all()).isGreaterThan(240);
    assertThat(heard.share()).as(heard.toString()).isGreaterThan(0.96);
  }
}
