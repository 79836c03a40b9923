package org.voiceteller.persistence.personal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.persistence.personal.PersonalFields.Field;

class PersonalFieldsTest {

  /** Names of fields that hold what people said, wish, are called or can be reached at. */
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
          "destination");

  /** In the audit's entries the address is kept on purpose: docs/audit.md says why. */
  private static final Set<String> KEPT = Set.of("Audited/entry/address");

  @Test
  void everyPersonalFieldOfCallsAndCustomersIsSealed() {
    Stream.of(CallEvent.class, CustomerEvent.class)
        .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
        .forEach(
            event ->
                assertThat(PersonalFields.of(event).stream().map(Field::pointer))
                    .as(event.getSimpleName())
                    .containsExactlyInAnyOrderElementsOf(
                        personal(event, "")
                            .filter(path -> !KEPT.contains(event.getSimpleName() + path))
                            .toList()));
  }

  private static Stream<String> personal(Class<?> type, String path) {
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
