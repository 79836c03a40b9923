package org.voiceteller.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageShapeTest {

  private enum Hue {
    RED,
    BLUE
  }

  private enum MoreHues {
    RED,
    BLUE,
    GREEN
  }

  private sealed interface Fate {
    record Lost(int times) implements Fate {}
  }

  private record Before(String name, Hue hue, List<Fate> fates) {}

  private record Renamed(String label, Hue hue, List<Fate> fates) {}

  private record Retyped(long name, Hue hue, List<Fate> fates) {}

  private record Nulled(@Nullable String name, Hue hue, List<Fate> fates) {}

  private record Grown(String name, Hue hue, List<Fate> fates, int age) {}

  private record GrownInTwoSteps(
      String name, Hue hue, List<Fate> fates, @Nullable Integer age, @Nullable Before parent) {}

  private record Coloured(String name, MoreHues hue, List<Fate> fates) {}

  private static List<String> objectionsTo(Class<?> later, String... learned) {
    return MessageShape.of(Before.class).objectionsTo(MessageShape.of(later), Set.of(learned));
  }

  @Test
  void hasALineForEachField() {
    assertThat(MessageShape.of(Before.class).lines())
        .containsExactly(
            "fates list",
            "fates[] one of: Lost",
            "fates[]<Lost>.times int",
            "hue enum: BLUE|RED",
            "name String");
  }

  @Test
  void isReadBackAsItWasWritten() {
    MessageShape shape = MessageShape.of(GrownInTwoSteps.class);

    assertThat(MessageShape.parse(shape.lines()).lines()).isEqualTo(shape.lines());
  }

  @Test
  void doesNotObjectToItself() {
    assertThat(objectionsTo(Before.class)).isEmpty();
  }

  @Test
  void objectsToAFieldThatIsRenamedRetypedOrMayBeNull() {
    assertThat(objectionsTo(Renamed.class))
        .containsExactly(
            "the field name is gone, and is still waited for",
            "the new field label is not sent yet, and may not be null");
    assertThat(objectionsTo(Retyped.class))
        .containsExactly("the field name was String and is long");
    assertThat(objectionsTo(Nulled.class))
        .containsExactly("the field name may be null, which is not waited for");
  }

  @Test
  void takesANewFieldOnlyIfItMayBeNull() {
    assertThat(objectionsTo(Grown.class))
        .containsExactly("the new field age is not sent yet, and may not be null");
    assertThat(objectionsTo(GrownInTwoSteps.class)).isEmpty();
  }

  @Test
  void takesANewWordOnlyIfItIsNotSentYet() {
    assertThat(objectionsTo(Coloured.class))
        .containsExactly("the field hue may hold GREEN, which nobody knows yet");
    assertThat(objectionsTo(Coloured.class, "hue GREEN")).isEmpty();
  }
}
