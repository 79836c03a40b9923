package org.voiceteller.streams.call;

import java.time.Duration;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;

/**
 * What the caller gives, made ready for the model: sound in frames of 32 ms, keyed digits as one
 * entry. Not thread-safe.
 */
final class CallerInput {

  /** Timer: no further key came, so the entry is taken as complete. */
  enum Timer {
    KEYPAD
  }

  private final AudioBatcher batcher;
  private final Keypad keypad;
  private final Duration keypadTimeout;
  private final Timers timers;
  private final Consumer<String> entries;
  private final Consumer<AgentFrame.Problem> problems;

  CallerInput(
      CallSettings settings,
      Timers timers,
      Consumer<ByteString> sound,
      Consumer<String> entries,
      Consumer<AgentFrame.Problem> problems) {
    this.batcher = new AudioBatcher(sound);
    this.keypad = new Keypad(settings.keypadMaxDigits());
    this.keypadTimeout = settings.keypadTimeout();
    this.timers = timers;
    this.entries = entries;
    this.problems = problems;
  }

  void heard(ByteString pcm) {
    batcher.add(pcm);
  }

  void keyed(String keys) {
    for (char key : keys.toCharArray()) {
      switch (keypad.press(key)) {
        case Keypad.Pressed.Waiting _ -> {
          // more keys are to come
        }
        case Keypad.Pressed.Entered(var digits) -> entries.accept(digits);
        case Keypad.Pressed.TooLong _ ->
            problems.accept(
                new AgentFrame.Problem(
                    "bad_field", "What was keyed was too long and has been cleared.", false));
      }
    }
    if (keypad.isEmpty()) {
      timers.cancel(Timer.KEYPAD);
    } else {
      timers.later(Timer.KEYPAD, keypadTimeout);
    }
  }

  void keysPaused() {
    keypad.complete().ifPresent(entries);
  }
}
