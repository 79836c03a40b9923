package org.voiceteller.localsonic.dialogue.slot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.voiceteller.localsonic.dialogue.language.PlainText;
import org.voiceteller.localsonic.dialogue.language.SpokenNumbers;
import org.voiceteller.localsonic.dialogue.language.Stem;

/**
 * Several things of a kind that the agent has just named by their last digits: "your debit card
 * ending in 4521 or your credit card ending in 8830?" The caller picks one by its place, by its
 * description, or as the other one.
 *
 * @param endings their last digits, in the order in which they were named
 * @param descriptions the words in front of each
 * @param latest the one that was spoken of last
 */
public record Offered(List<String> endings, List<String> descriptions, String latest) {

  private static final Pattern NAMED =
      Pattern.compile("((?:[\\p{L}']+ ){0,4})(?:ending in|ends in|ending with) (\\d{4})");
  private static final Pattern OTHER = Pattern.compile("\\b(?:other|another|different)\\b");
  private static final Pattern LAST = Pattern.compile("\\b(?:last|latter)\\b");
  private static final Pattern PLACE = Pattern.compile("\\b([1-9]) ?(?:one|card|account)?\\b");

  public Offered {
    endings = List.copyOf(endings);
    descriptions = List.copyOf(descriptions);
  }

  /** What the agent's words named. */
  public static Offered in(String said) {
    var endings = new ArrayList<String>();
    var descriptions = new ArrayList<String>();
    var named = NAMED.matcher(PlainText.of(said));
    while (named.find()) {
      if (!endings.contains(named.group(2))) {
        endings.add(named.group(2));
        descriptions.add(named.group(1).strip());
      }
    }
    return new Offered(endings, descriptions, endings.isEmpty() ? "" : endings.getLast());
  }

  /** What is on offer after the agent's next words: a choice of several replaces an earlier one. */
  public Offered thenNamed(String said) {
    var now = in(said);
    return switch (now.endings().size()) {
      case 0 -> this;
      case 1 ->
          endings.contains(now.latest()) ? new Offered(endings, descriptions, now.latest()) : now;
      default -> now;
    };
  }

  /**
   * The one that the caller picks; empty when that is not clear.
   *
   * @param now the one that was taken so far; empty for none
   */
  public Optional<String> picked(String text, String now) {
    var plain = PlainText.of(text);
    if (OTHER.matcher(plain).find()) {
      var taken = now.isEmpty() ? latest : now;
      var others = endings.stream().filter(ending -> !ending.equals(taken)).toList();
      return others.size() == 1 ? Optional.of(others.getFirst()) : Optional.empty();
    }
    if (endings.size() < 2) {
      return Optional.empty();
    }
    if (LAST.matcher(plain).find()) {
      return Optional.of(endings.getLast());
    }
    var described = described(plain);
    if (described.isPresent()) {
      return described;
    }
    var place = PLACE.matcher(SpokenNumbers.inFigures(plain.replace("second", "2")));
    return place.find()
        ? Optional.of(Integer.parseInt(place.group(1)) - 1)
            .filter(index -> index < endings.size())
            .map(endings::get)
        : Optional.empty();
  }

  /** The one whose description shares a word with the answer that no other has. */
  private Optional<String> described(String plain) {
    var words = Stem.all(plain);
    var fitting = new ArrayList<String>();
    for (var at = 0; at < endings.size(); at++) {
      var others = new ArrayList<>(descriptions);
      others.remove(at);
      var common = Stem.all(String.join(" ", others));
      if (Stem.all(descriptions.get(at)).stream()
          .anyMatch(word -> words.contains(word) && !common.contains(word))) {
        fitting.add(endings.get(at));
      }
    }
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }
}
