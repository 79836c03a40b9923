package org.voiceteller.http.admin;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;
import org.apache.pekko.japi.Pair;
import org.jspecify.annotations.Nullable;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemException;
import org.voiceteller.persistence.console.Paging;

/**
 * A request's query, read strictly: what is not known, comes twice or does not fit is a {@link
 * Problem.BadRequest} that says so.
 */
final class Params {

  static final Pattern ID = Pattern.compile("[A-Za-z0-9_.+-]{1,128}");

  private static final int USUAL_LIMIT = 50;
  private static final int LONGEST_CURSOR = 2_000;

  private final Map<String, String> values;

  private Params(Map<String, String> values) {
    this.values = values;
  }

  /**
   * @param known the names that may be there
   */
  static Params of(HttpRequest request, String... known) {
    List<Pair<String, String>> pairs;
    try {
      pairs = request.getUri().query().toList();
    } catch (IllegalUriException unreadable) {
      throw bad("The query cannot be read.");
    }
    List<String> names = Arrays.asList(known);
    for (Pair<String, String> pair : pairs) {
      if (!names.contains(pair.first())) {
        throw bad("Expected only " + String.join(", ", names) + " in the query.");
      }
    }
    if (pairs.stream().map(Pair::first).distinct().count() < pairs.size()) {
      throw bad("A name is there twice in the query.");
    }
    return new Params(pairs.stream().collect(Collectors.toMap(Pair::first, Pair::second)));
  }

  /** Null when it is not there or empty. */
  @Nullable String text(String name, Pattern pattern) {
    String value = values.get(name);
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (!pattern.matcher(value).matches()) {
      throw bad("%s does not fit %s.".formatted(name, pattern));
    }
    return value;
  }

  @Nullable Instant time(String name) {
    String value = values.get(name);
    if (value == null || value.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeParseException unreadable) {
      throw bad(name + " is not a time, as 2026-01-15T12:00:00Z.");
    }
  }

  @Nullable Integer number(String name, int least, int most) {
    String value = values.get(name);
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (!value.matches("[0-9]{1,9}")
        || Integer.parseInt(value) < least
        || Integer.parseInt(value) > most) {
      throw bad("Expected %s to be a number from %d to %d.".formatted(name, least, most));
    }
    return Integer.valueOf(value);
  }

  @Nullable Boolean flag(String name) {
    String value = values.get(name);
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (!value.equals("true") && !value.equals("false")) {
      throw bad("Expected %s to be true or false.".formatted(name));
    }
    return Boolean.valueOf(value);
  }

  /** One of these constants, as the API writes them. */
  <E extends Enum<E>> @Nullable E one(String name, E[] all, Function<E, String> word) {
    String value = values.get(name);
    if (value == null || value.isEmpty()) {
      return null;
    }
    Optional<E> found = Arrays.stream(all).filter(each -> word.apply(each).equals(value)).findAny();
    return found.orElseThrow(
        () ->
            bad(
                "Expected %s to be one of %s."
                    .formatted(name, String.join(", ", Arrays.stream(all).map(word).toList()))));
  }

  /** From {@code order}, {@code limit} and {@code after}. */
  Paging paging() {
    Paging.Order order = one("order", Paging.Order.values(), Views::word);
    return new Paging(order == null ? Paging.Order.NEWEST : order, limit(), after());
  }

  int limit() {
    Integer limit = number("limit", 1, Paging.MOST);
    return limit == null ? USUAL_LIMIT : limit;
  }

  @Nullable String after() {
    String after = values.get("after");
    if (after != null && after.length() > LONGEST_CURSOR) {
      throw bad("after is not the next of a page before.");
    }
    return after == null || after.isEmpty() ? null : after;
  }

  static ProblemException bad(String detail) {
    return new ProblemException(new Problem.BadRequest(detail));
  }
}
