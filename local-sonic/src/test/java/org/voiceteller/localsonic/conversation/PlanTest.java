package org.voiceteller.localsonic.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlanTest {

  @Test
  void speaksAListPartByPartSoThatItsSoundBeginsSoon() {
    assertThat(
            Plan.sentences(
                "Here are the last 2: May 4, $50 at Shell Oil; May 3, $1.50 at Etsy Inc. Anything"
                    + " else?"))
        .containsExactly(
            "Here are the last 2: May 4, $50 at Shell Oil;",
            "May 3, $1.50 at Etsy Inc.",
            "Anything else?");
  }

  @Test
  void hasNothingToSayForBlanks() {
    assertThat(Plan.sentences(" \n ")).isEmpty();
  }
}
