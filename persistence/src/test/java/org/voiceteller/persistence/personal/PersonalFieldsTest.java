package org.voiceteller.persistence.personal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceteller.persistence.journal.EventCatalogue;
import org.voiceteller.persistence.journal.EventCatalogue.Named;
import org.voiceteller.persistence.personal.PersonalFields.Field;

class PersonalFieldsTest {

  /**
   * Names of fields that hold what people said, wish, are called or can be reached at, whom they
   * paid, or free words about them.
   */
  private static final Set<String> PERSONAL =
      Set.of(
          "text",
          "inputJson",
          "resultJson",
          "fullName",
          "email",
          "phoneNumber",
          "postalAddress",
          "from",
          "address",
          "destination",
          "descriptor",
          "payee",
          "counterparty",
          "trackingNumber",
          "explanation");

  /** In the audit's entries the address is kept on purpose: docs/audit.md says why. */
  private static final Set<String> KEPT = Set.of("Audited/entry/address");

  @ParameterizedTest
  @MethodSource("events")
  void everyPersonalFieldOfEveryEventIsSealed(Named named) {
    Class<?> event = named.event();
    assertThat(PersonalFields.of(event).stream().map(Field::pointer))
        .containsExactlyInAnyOrderElementsOf(
            personal(event, "")
                .filter(path -> !KEPT.contains(event.getSimpleName() + path))
                .distinct()
                .toList());
  }

  static List<Named> events() {
    return EventCatalogue.create().present();
  }

  private static Stream<String> personal(Class<?> type, String path) {
    if (type.isSealed() && type.isInterface()) {
      return Arrays.stream(type.getPermittedSubclasses()).flatMap(one -> personal(one, path));
    }
    if (!type.isRecord()) {
      return Stream.empty();
    }
    return Arrays.stream(type.getRecordComponents())
        .flatMap(component -> personal(component, path + "/" + component.getName()));
  }

  private static Stream<String> personal(RecordComponent component, String path) {
    return component.getType() == String.class
        ? Stream.of(path).filter(_ -> PERSONAL.contains(component.getName()))
        : personal(component.getType(), path);
  }
}
