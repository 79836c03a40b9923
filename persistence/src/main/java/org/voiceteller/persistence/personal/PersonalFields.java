package org.voiceteller.persistence.personal;

import java.util.List;
import java.util.Map;

/**
 * Which fields of which events are personal, and what they read when they are erased. The books
 * (accounts, cards, transfers, payments, disputes) are not among them: a bank must keep those.
 */
final class PersonalFields {

  static final String ERASED = "[erased]";

  /**
   * @param pointer JSON Pointer (RFC 6901) into the event's payload; a text
   * @param erased what is kept in its place
   */
  record Field(String pointer, String erased) {}

  private static final Field INPUT = new Field("/inputJson", "{}");
  private static final Field OUTCOME = new Field("/outcome/resultJson", "{\"say\":\"[erased]\"}");

  /** By family and event, as {@code CallEvent.TurnTaken}. */
  private static final Map<String, List<Field>> FIELDS =
      Map.of(
          "CustomerEvent.Registered",
          List.of(text("/fullName"), text("/email"), text("/phoneNumber"), text("/postalAddress")),
          "CallEvent.Started",
          List.of(text("/origin/from"), text("/origin/address")),
          "CallEvent.LegAttached",
          List.of(text("/address")),
          "CallEvent.TurnTaken",
          List.of(text("/turn/text")),
          "CallEvent.WishKept",
          List.of(INPUT),
          "CallEvent.WishAnswered",
          List.of(OUTCOME),
          "CallEvent.ProposalMade",
          List.of(INPUT),
          "CallEvent.CodeIssued",
          List.of(text("/destination")),
          "CallEvent.QuestionAsked",
          List.of(text("/question/text")),
          "CallEvent.ToolFinished",
          List.of(OUTCOME));

  private PersonalFields() {}

  /** Empty when nothing in such an event is personal. */
  static List<Field> of(Class<?> event) {
    Class<?> family = event.getEnclosingClass();
    return family == null
        ? List.of()
        : FIELDS.getOrDefault(family.getSimpleName() + "." + event.getSimpleName(), List.of());
  }

  private static Field text(String pointer) {
    return new Field(pointer, ERASED);
  }
}
