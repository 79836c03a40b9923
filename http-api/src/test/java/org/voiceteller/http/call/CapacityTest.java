package org.voiceteller.http.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CapacityTest {

  @Test
  void isWhatWasMeasuredWhenTheModelGoesAlong() {
    assertThat(Capacity.of(new Capacity(100, 2), 200, 2)).isEqualTo(new Capacity(100, 2));
  }

  @Test
  void isBoundedByTheModelsStreamsLessThoseThatAreKeptFree() {
    assertThat(Capacity.of(new Capacity(100, 2), 20, 2)).isEqualTo(new Capacity(16, 2));
  }

  @Test
  void takesOneCallAtLeast() {
    assertThat(Capacity.of(new Capacity(100, 2), 1, 2)).isEqualTo(new Capacity(1, 0));
  }

  @Test
  void isAPartOfWhatTheWholeBankMayHave() {
    Capacity own = new Capacity(100, 2);

    assertThat(own.within(15)).isEqualTo(new Capacity(13, 2));
    assertThat(own.within(500)).isEqualTo(own);
    assertThat(own.within(1)).isEqualTo(new Capacity(1, 0));
  }
}
