package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.voiceteller.streams.call.Keypad.Pressed;

class KeypadTest {

  private final Keypad keypad = new Keypad(4);

  private Pressed press(String keys) {
    Pressed last = new Pressed.Waiting();
    for (char key : keys.toCharArray()) {
      last = keypad.press(key);
    }
    return last;
  }

  @Test
  void gathersDigitsUntilHash() {
    assertThat(press("123")).isEqualTo(new Pressed.Waiting());
    assertThat(press("4#")).isEqualTo(new Pressed.Entered("1234"));
    assertThat(keypad.isEmpty()).isTrue();
  }

  @Test
  void clearsWithStar() {
    assertThat(press("12*34#")).isEqualTo(new Pressed.Entered("34"));
  }

  @Test
  void ignoresAnEmptyEntry() {
    assertThat(press("#")).isEqualTo(new Pressed.Waiting());
  }

  @Test
  void clearsAnEntryThatIsTooLongInsteadOfCuttingIt() {
    assertThat(press("12345")).isEqualTo(new Pressed.TooLong());
    assertThat(keypad.complete()).isEmpty();
  }
}
