package org.voiceteller.core.compliance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Which states require that all parties of a telephone call agree to its recording, with the
 * statutes. Where courts or statutes leave room (Connecticut, Delaware, Michigan, Nevada), the
 * stricter reading stands here. A jurisdiction that is not listed counts as all-party: saying the
 * disclosure too early harms nobody.
 */
public final class ConsentLaws {

  /**
   * What one jurisdiction requires.
   *
   * @param jurisdiction ISO 3166-2, as {@code US-CO}
   * @param source the statute
   */
  public record Law(String jurisdiction, ConsentRule rule, String source) {}

  private static final String RESOURCE = "consent_laws.csv";

  private final Map<String, Law> laws;

  private ConsentLaws(Map<String, Law> laws) {
    this.laws = laws;
  }

  public static ConsentLaws load() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    ConsentLaws.class.getResourceAsStream(RESOURCE), "no resource " + RESOURCE),
                UTF_8))) {
      Map<String, Law> laws = new LinkedHashMap<>();
      lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(ConsentLaws::law)
          .forEach(law -> laws.put(law.jurisdiction(), law));
      return new ConsentLaws(laws);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + RESOURCE, e);
    }
  }

  /**
   * @param jurisdiction ISO 3166-2; letter case does not matter
   */
  public ConsentRule ruleIn(String jurisdiction) {
    Law law = laws.get(jurisdiction.toUpperCase(Locale.ROOT));
    return law == null ? ConsentRule.ALL_PARTY : law.rule();
  }

  /** All laws known here. */
  public Collection<Law> all() {
    return List.copyOf(laws.values());
  }

  private static Law law(String line) {
    String[] columns = line.split(",", 3);
    if (columns.length != 3) {
      throw new IllegalStateException(
          "Expected jurisdiction,rule,source in " + RESOURCE + ", but found: " + line);
    }
    return new Law(columns[0].strip(), ConsentRule.valueOf(columns[1].strip()), columns[2].strip());
  }
}
