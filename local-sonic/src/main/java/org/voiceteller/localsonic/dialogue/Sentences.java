package org.voiceteller.localsonic.dialogue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.voiceteller.localsonic.dialogue.slot.Kind;
import org.voiceteller.localsonic.dialogue.slot.PhoneNumbers;
import org.voiceteller.localsonic.dialogue.slot.Questions;
import org.voiceteller.localsonic.dialogue.slot.Slot;
import org.voiceteller.localsonic.dialogue.telling.SpokenForm;

/** The banker's own sentences. */
final class Sentences {

  static final String MOMENT = "One moment, please.";
  static final String SLOW = "This takes a moment longer than usual. Thank you for your patience.";
  static final String BACK = "We are connected again.";
  static final String GO_ON = "How may I help you?";
  static final String NOT_CAUGHT = "I'm sorry, I didn't catch that.";
  static final String STILL_NOT_CAUGHT =
      "I'm sorry, I still can't make that out. You can also type it, or use your telephone's"
          + " keypad.";
  static final String SAY_AGAIN = "Could you say it again, please?";
  static final String CANCELLED = "All right, I'll leave that. What else can I do for you?";
  static final String ALREADY_STARTED =
      "I have already started on that. I'll tell you in a moment what came of it.";
  static final String NEXT = "I'll do that next.";
  static final String WELCOME = "You're welcome. Is there anything else I can do for you?";
  static final String GOODBYE = "Thank you for calling. Goodbye!";
  static final String ALL_RIGHT = "All right. Just tell me if there is anything else.";
  static final String WHAT = "What can I do for you?";
  static final String TAKE_YOUR_TIME = "Of course. Take your time.";
  static final String NO_PERSON = "I'm sorry, I can't put you through to a person from here.";
  static final String NO_KEYS = "Thank you, but I did not ask for any digits.";
  static final String MACHINE = "I'm an automated assistant, not a person.";
  static final String FINE = "I'm doing well, thank you for asking.";
  static final String SORRY_TO_HEAR = "I'm sorry about that.";
  static final String NO_SECRETS =
      "Please don't tell me that. I never need a card number, a PIN, a password or a social"
          + " security number on this line.";
  static final String NOTHING_CHANGED = "I did not get what should be different.";
  static final String CANNOT = "I'm sorry, I can't help with that.";

  private static final Pattern ATTENTION =
      Pattern.compile("\\bAre you still there\\?", Pattern.CASE_INSENSITIVE);
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!])\\s+");
  private static final String KEYPAD =
      " You can also type it, or key it on your telephone's keypad and end with the pound key.";

  private Sentences() {}

  static String cannot(List<String> abilities) {
    return abilities.isEmpty() ? CANNOT : CANNOT + " " + can(abilities);
  }

  static String can(List<String> abilities) {
    return "I can help you with " + joined(abilities, "and") + ".";
  }

  static String because(String question) {
    return "I need it to go on with what you asked for. " + question;
  }

  static String backTo(String question) {
    return "Now, back to where we were. " + question;
  }

  static String withoutThat(Slot slot) {
    return "I'm sorry, without "
        + Questions.the(slot)
        + " I can't go on with that. Is there anything else I can do for you?";
  }

  /** What to say when an answer was not one, and for which time this is. */
  static String askAgain(Slot slot, String question, String digits, int failures) {
    var numeric =
        switch (slot.kind()) {
          case Kind.Phone(), Kind.Digits _, Kind.Code _, Kind.Ending _ -> true;
          case Kind _ -> false;
        };
    var ways = failures < 2 ? "" : numeric ? KEYPAD : " You can also type it.";
    return switch (slot.kind()) {
      case Kind.Phone() when !digits.isEmpty() -> wrongNumber(digits) + ways;
      case Kind.Digits(var atLeast, var atMost) when !digits.isEmpty() ->
          wrongCount(digits, atLeast, atMost) + ways;
      case Kind.Code(var atLeast, var atMost) when !digits.isEmpty() ->
          wrongCount(digits, atLeast, atMost) + ways;
      case Kind.Ending(_, var wanted) when !digits.isEmpty() ->
          wrongCount(digits, wanted, wanted) + ways;
      case Kind.Choice(_, var values) ->
          "I'm sorry, I can offer " + Questions.either(values) + ". Which would you like?" + ways;
      case Kind _ -> NOT_CAUGHT + " " + question + ways;
    };
  }

  /** Without what only asks whether anybody listens: what was asked before that is still open. */
  static String withoutAttention(String said) {
    return ATTENTION.matcher(said).replaceAll("").strip();
  }

  /** The last question of what was said, or its last sentence where it asks without one. */
  static Optional<String> lastQuestion(String said) {
    var sentences = List.of(SENTENCE_END.split(said.strip()));
    return sentences.reversed().stream()
        .filter(sentence -> sentence.endsWith("?"))
        .findFirst()
        .or(() -> Optional.of(sentences.getLast()).filter(last -> !last.isEmpty()));
  }

  static String joined(List<String> words, String and) {
    return words.size() < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, words.size() - 1)) + " " + and + " " + words.getLast();
  }

  /** How many digits there were, and never which. */
  private static String wrongCount(String digits, int atLeast, int atMost) {
    return "I heard "
        + count(digits.length(), "digit")
        + ", but I need "
        + (atLeast == atMost ? "" + atLeast : atLeast + " to " + atMost)
        + ". Please say them again.";
  }

  private static String wrongNumber(String digits) {
    var heard = "I heard " + SpokenForm.digits(digits) + ". ";
    return digits.length() == PhoneNumbers.LONGEST
        ? heard + "A phone number of 11 digits begins with a 1. Please say the number again."
        : heard
            + "That is "
            + count(digits.length(), "digit")
            + ", and a phone number has 10. Please say the whole number again.";
  }

  private static String count(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
