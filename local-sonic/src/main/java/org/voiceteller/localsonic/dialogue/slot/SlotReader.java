package org.voiceteller.localsonic.dialogue.slot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.voiceteller.localsonic.dialogue.language.Lexicon;
import org.voiceteller.localsonic.dialogue.language.PlainText;
import org.voiceteller.localsonic.dialogue.language.SpokenNumbers;

/** Hears a form's fields in what the caller said. */
public final class SlotReader {

  private static final int LONGEST_COUNT = 9;
  private static final Set<String> PAYEES = Set.of("paye", "recipient", "biller", "beneficiary");

  private final Lexicon lexicon;
  private final InstantSource clock;
  private final ZoneId zone;

  private SlotReader(Lexicon lexicon, InstantSource clock, ZoneId zone) {
    this.lexicon = lexicon;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * @param zone where "yesterday" is counted
   */
  public static SlotReader create(Lexicon lexicon, InstantSource clock, ZoneId zone) {
    return new SlotReader(lexicon, clock, zone);
  }

  /** What a wish, or a correction of one, says about the form's fields without being asked. */
  public Map<String, JsonNode> volunteered(Form form, String text) {
    var values = new LinkedHashMap<String, JsonNode>();
    for (var slot : form.slots()) {
      read(slot, text, false).ifPresent(value -> values.put(slot.name(), value));
    }
    return withoutRepetition(form, values);
  }

  /** The value of the one field that was asked for. */
  public Optional<JsonNode> answer(Slot slot, String text) {
    return read(slot, text, true);
  }

  /** The values of a choice that a wish names; more than one makes several wishes of it. */
  public List<String> named(Slot slot, String text) {
    return slot.kind() instanceof Kind.Choice(var side, var values) && side == Kind.Side.WHOLE
        ? Choices.named(values, text)
        : List.of();
  }

  /** The digits in an answer that was no value; empty when there are none. */
  public static String digitsHeard(String text) {
    return PhoneNumbers.digits(text);
  }

  private Optional<JsonNode> read(Slot slot, String text, boolean asked) {
    return switch (slot.kind()) {
      case Kind.Phone() -> phone(slot, text);
      case Kind.Day(var side, var ahead) -> day(side, ahead, text, asked);
      case Kind.Month() -> Dates.month(text, today()).map(month -> text(month.toString()));
      case Kind.Money money -> money(slot, money, text, asked);
      case Kind.Choice(var side, var values) -> choice(side, values, text, asked);
      case Kind.Flag(var inWords) -> asked ? flag(inWords, text) : Optional.empty();
      case Kind.Count() -> count(text, asked);
      case Kind.Digits(var atLeast, var atMost) -> digits(slot, atLeast, atMost, text, asked);
      case Kind.Ending ending ->
          NumberedThings.ending(slot, ending, text)
              .<JsonNode>map(SlotReader::text)
              .or(
                  () ->
                      asked
                          ? exactly(slot, ending.digits(), ending.digits(), text)
                          : Optional.empty());
      case Kind.Code(var atLeast, var atMost) ->
          asked ? exactly(slot, atLeast, atMost, text) : Optional.empty();
      case Kind.Secret() -> asked ? Secrets.answer(text).map(SlotReader::text) : Optional.empty();
      case Kind.Reference() -> NumberedThings.reference(text).map(SlotReader::text);
      case Kind.Name() ->
          Names.in(text, isPayee(slot))
              .<JsonNode>map(SlotReader::text)
              .or(() -> asked ? whole(slot, text) : Optional.empty());
      case Kind.Wording() ->
          Names.wordingIn(text)
              .<JsonNode>map(SlotReader::text)
              .or(() -> asked ? whole(slot, text) : Optional.empty());
      case Kind.Category() -> category(text).or(() -> asked ? whole(slot, text) : Optional.empty());
      case Kind.Text() -> asked ? whole(slot, text) : Optional.empty();
    };
  }

  /** "For groceries" names no shop, and "XYZ Restaurant" no category. */
  private static Map<String, JsonNode> withoutRepetition(Form form, Map<String, JsonNode> values) {
    for (var category : form.slots()) {
      for (var name : form.slots()) {
        if ((category.kind() instanceof Kind.Category || category.stems().contains("category"))
            && name.kind() instanceof Kind.Name
            && values.containsKey(category.name())
            && values.containsKey(name.name())) {
          var kind = values.get(category.name()).asText();
          var named = values.get(name.name()).asText().toLowerCase(Locale.ROOT);
          if (isWordOf(category.kind(), kind, named)) {
            values.remove(name.name());
          } else if (named.contains(kind) || Choices.isIn(kind, named)) {
            values.remove(category.name());
          }
        }
      }
    }
    return values;
  }

  private static boolean isWordOf(Kind kind, String category, String name) {
    return name.equals(category)
        || (kind instanceof Kind.Choice && Choices.isWordFor(category, name));
  }

  private static boolean isPayee(Slot slot) {
    return PAYEES.stream().anyMatch(slot.stems()::contains);
  }

  private static Optional<JsonNode> phone(Slot slot, String text) {
    var digits = PhoneNumbers.digits(text);
    return PhoneNumbers.wellFormed(digits, text.contains("+"))
        .map(number -> slot.allows(number) || !slot.allows(digits) ? number : digits)
        .map(SlotReader::text);
  }

  private Optional<JsonNode> day(Kind.Side side, boolean ahead, String text, boolean asked) {
    return Dates.in(text, today(), ahead)
        .flatMap(
            period ->
                switch (side) {
                  case FROM -> asked ? period.from().or(period::to) : period.from();
                  case TO -> asked ? period.to().or(period::from) : period.to();
                  case WHOLE -> period.from().or(period::to);
                })
        .map(LocalDate::toString)
        .map(SlotReader::text);
  }

  private static Optional<JsonNode> money(
      Slot slot, Kind.Money money, String text, boolean asked) {
    return Amounts.in(text, asked)
        .flatMap(
            range ->
                switch (money.side()) {
                  case FROM -> asked ? range.from().or(range::to) : range.from();
                  case TO -> asked ? range.to().or(range::from) : range.to();
                  case WHOLE -> Optional.of(range.said());
                })
        .map(amount -> money.past() ? amount.abs() : amount)
        .map(amount -> money.number() ? DecimalNode.valueOf(amount) : text(written(slot, amount)));
  }

  /** With cents, unless only whole dollars are allowed; what is not allowed at all, as it was said. */
  private static String written(Slot slot, BigDecimal amount) {
    var withCents = amount.toPlainString();
    var whole = amount.stripTrailingZeros().toPlainString();
    return slot.allows(whole) && !slot.allows(withCents) ? whole : withCents;
  }

  private static Optional<JsonNode> choice(
      Kind.Side side, List<String> values, String text, boolean asked) {
    var atSide =
        side == Kind.Side.WHOLE ? Optional.<String>empty() : Choices.at(side, values, text);
    if (atSide.isPresent() || (side != Kind.Side.WHOLE && !asked)) {
      return atSide.map(SlotReader::text);
    }
    var named =
        Choices.named(
            asked ? values : values.stream().filter(value -> !value.equals("other")).toList(),
            text);
    return named.size() == 1 ? Optional.of(text(named.getFirst())) : Optional.empty();
  }

  private Optional<JsonNode> flag(boolean inWords, String text) {
    var plain = PlainText.of(text);
    if (lexicon.isTalk("no", plain)) {
      return Optional.of(flag(inWords, false));
    }
    return lexicon.isTalk("yes", plain) ? Optional.of(flag(inWords, true)) : Optional.empty();
  }

  /** An answer to a question with two, as the field takes it. */
  public static JsonNode flag(boolean inWords, boolean yes) {
    return inWords ? text(yes ? "yes" : "no") : BooleanNode.valueOf(yes);
  }

  private static Optional<JsonNode> count(String text, boolean asked) {
    var plain = SpokenNumbers.inFigures(text);
    var pattern = asked ? "\\b(\\d{1,9})\\b" : "\\b(?:last|recent|latest|past|next) (\\d{1,3})\\b";
    var found = Pattern.compile(pattern).matcher(plain);
    return found.find() && found.group(1).length() <= LONGEST_COUNT
        ? Optional.of(IntNode.valueOf(Integer.parseInt(found.group(1))))
        : Optional.empty();
  }

  private static Optional<JsonNode> digits(
      Slot slot, int atLeast, int atMost, String text, boolean asked) {
    var named = NumberedThings.numberOf(slot, text);
    if (named.length() >= atLeast && named.length() <= atMost && slot.allows(named)) {
      return Optional.of(text(named));
    }
    return asked ? exactly(slot, atLeast, atMost, text) : Optional.empty();
  }

  private static Optional<JsonNode> exactly(Slot slot, int atLeast, int atMost, String text) {
    var digits = PhoneNumbers.digits(text);
    return digits.length() >= atLeast && digits.length() <= atMost && slot.allows(digits)
        ? Optional.of(text(digits))
        : Optional.empty();
  }

  private Optional<JsonNode> category(String text) {
    var words = lexicon.words().getOrDefault("category", "");
    var found = Pattern.compile(" (" + words + ") ").matcher(" " + PlainText.of(text) + " ");
    return found.find() ? Optional.of(text(found.group(1))) : Optional.empty();
  }

  private static Optional<JsonNode> whole(Slot slot, String text) {
    var bare = Names.bare(text);
    return !bare.isEmpty() && slot.allows(bare) ? Optional.of(text(bare)) : Optional.empty();
  }

  /** A text as a field takes it. */
  public static JsonNode text(String value) {
    return TextNode.valueOf(value);
  }

  /** Today's date where the caller's days are counted. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }
}
