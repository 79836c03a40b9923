package org.voiceteller.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MoneyWordsTest {

  @Test
  void leavesOutTheCentsOfWholeDollars() {
    assertThat(MoneyWords.inFigures(Money.usd(20_000))).isEqualTo("$200");
    assertThat(MoneyWords.inFigures(Money.usd(564_732))).isEqualTo("$5,647.32");
    assertThat(MoneyWords.inFigures(Money.usd(5))).isEqualTo("$0.05");
    assertThat(MoneyWords.inFigures(Money.usd(0))).isEqualTo("$0");
    assertThat(MoneyWords.inFigures(Money.usd(-2_050))).isEqualTo("minus $20.50");
    assertThat(MoneyWords.sizeInFigures(Money.usd(-2_050))).isEqualTo("$20.50");
    assertThat(MoneyWords.inFigures(Money.of(1_234, "JPY"))).endsWith("1,234");
  }

  @Property
  void losesNoCentOfAnyAmount(@ForAll long cents) {
    String figures = MoneyWords.inFigures(Money.usd(cents));

    BigDecimal read = new BigDecimal(figures.replaceAll("[^0-9.]", ""));
    assertThat(figures.startsWith("minus ") ? read.negate() : read)
        .isEqualByComparingTo(BigDecimal.valueOf(cents, 2));
  }
}
