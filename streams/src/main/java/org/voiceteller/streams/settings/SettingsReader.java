package org.voiceteller.streams.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the values below one path and gathers what is wrong with them. A wrong value is answered
 * with a stand-in, so that reading goes on and finds the next one; {@link #finish} must be called
 * before anything read is used. Not thread-safe.
 */
public final class SettingsReader {

  private final Config config;
  private final String path;
  private final List<String> wrong;

  /**
   * @param root the whole configuration
   * @param path where the values lie, as {@code voice-teller.nova}
   */
  public static SettingsReader at(Config root, String path) {
    return new SettingsReader(root, path, new ArrayList<>());
  }

  private SettingsReader(Config root, String path, List<String> wrong) {
    this.config = root;
    this.path = path;
    this.wrong = wrong;
  }

  /**
   * A reader for each object of a list; what is wrong in them is told by this reader's {@link
   * #finish}. Their places count from 1.
   */
  public List<SettingsReader> each(String key) {
    List<? extends Config> found =
        read(key, "a list of objects", List.of(), Config::getConfigList, _ -> true);
    List<SettingsReader> readers = new ArrayList<>();
    for (Config one : found) {
      String at = path + "." + key + "." + (readers.size() + 1);
      readers.add(new SettingsReader(one.atPath(at), at, wrong));
    }
    return readers;
  }

  /** A text that is not blank. */
  public String text(String key) {
    return read(key, "a text", "", Config::getString, value -> !value.isBlank());
  }

  /** A text, or empty when the value is missing or blank. */
  public Optional<String> optionalText(String key) {
    if (!config.hasPath(path + "." + key)) {
      return Optional.empty();
    }
    return Optional.of(read(key, "a text", "", Config::getString, _ -> true))
        .filter(value -> !value.isBlank());
  }

  /** A text that a pattern matches as a whole. */
  public String text(String key, String pattern, String expected) {
    return read(key, expected, "", Config::getString, value -> value.matches(pattern));
  }

  public int number(String key, int least, int most) {
    return read(
        key,
        "a whole number from " + least + " to " + most,
        least,
        Config::getInt,
        value -> value >= least && value <= most);
  }

  public double fraction(String key, double least, double most) {
    return read(
        key,
        "a number from " + least + " to " + most,
        least,
        Config::getDouble,
        value -> value >= least && value <= most);
  }

  public boolean flag(String key) {
    return read(key, "true or false", false, Config::getBoolean, _ -> true);
  }

  public Duration duration(String key, Duration least, Duration most) {
    return read(
        key,
        "a duration from " + words(least) + " to " + words(most) + ", as \"500 ms\" or \"5 s\"",
        least,
        Config::getDuration,
        value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
  }

  /** One of an enum's names, in any case, with {@code -} for {@code _}. */
  public <E extends Enum<E>> E oneOf(String key, Class<E> type) {
    E[] constants = type.getEnumConstants();
    String expected =
        "one of "
            + String.join(", ", Arrays.stream(constants).map(each -> lower(each.name())).toList());
    return read(
        key,
        expected,
        constants[0],
        (at, where) ->
            Arrays.stream(constants)
                .filter(each -> lower(each.name()).equals(lower(at.getString(where))))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(at.getString(where))),
        _ -> true);
  }

  /** A text that a parser turns into something else; its exceptions make the value wrong. */
  public <T> Optional<T> parsed(String key, String expected, Function<String, T> parser) {
    return optionalText(key)
        .flatMap(
            text -> {
              try {
                return Optional.of(parser.apply(text));
              } catch (IllegalArgumentException unparsable) {
                wrong(key, expected);
                return Optional.empty();
              }
            });
  }

  /** Adds a sentence of the caller's own, for values that do not fit each other. */
  public void wrong(String sentence) {
    wrong.add(sentence);
  }

  /**
   * @throws WrongSettingsException when anything that was read is wrong
   */
  public void finish() {
    if (!wrong.isEmpty()) {
      throw new WrongSettingsException(wrong);
    }
  }

  private <T> T read(
      String key,
      String expected,
      T standIn,
      java.util.function.BiFunction<Config, String, T> reader,
      java.util.function.Predicate<T> fits) {
    String where = path + "." + key;
    try {
      T value = reader.apply(config, where);
      if (fits.test(value)) {
        return value;
      }
    } catch (ConfigException.Missing missing) {
      wrong.add("Expected " + where + " to be " + expected + ", but it is missing.");
      return standIn;
    } catch (ConfigException | IllegalArgumentException unreadable) {
      wrong(key, expected);
      return standIn;
    }
    wrong(key, expected);
    return standIn;
  }

  private void wrong(String key, String expected) {
    String where = path + "." + key;
    wrong.add(
        "Expected "
            + where
            + " to be "
            + expected
            + ", but it is "
            + config.getValue(where).unwrapped()
            + ".");
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String words(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
