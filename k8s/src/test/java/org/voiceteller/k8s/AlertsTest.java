package org.voiceteller.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alerts ask for figures that are told, and whoever is woken finds what to do. */
class AlertsTest {

  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*=~?\\s*\"([^\"]*)\"");
  private static final Pattern LABELS = Pattern.compile("\\{[^}]*}|by \\([^)]*\\)");
  private static final Pattern FIGURE = Pattern.compile("\\b[a-z]+(?:_[a-z0-9]+)+\\b");
  private static final Set<String> FUNCTIONS = Set.of("histogram_quantile", "min_over_time");
  private static final Pattern SERIES_OF_A_FIGURE = Pattern.compile("_(bucket|count|sum|max)$");
  private static final Pattern RUNBOOK =
      Pattern.compile("https://docs\\.bank\\.example/voice-teller/runbooks\\.md#([a-z-]+)");

  private final List<JsonNode> alerts =
      Manifests.of("production")
          .ofKind("PrometheusRule")
          .flatMap(rule -> Manifests.list(rule.at("/spec/groups")))
          .flatMap(group -> Manifests.list(group.path("rules")))
          .toList();

  @Test
  void nameOnlyFiguresThatAreTold() {
    Set<String> told = Figures.documented();

    assertThat(alerts).hasSizeGreaterThan(20);
    for (JsonNode alert : alerts) {
      assertThat(figures(alert))
          .as(alert.path("alert").asText())
          .isNotEmpty()
          .allMatch(
              name ->
                  told.contains(name)
                      || told.contains(SERIES_OF_A_FIGURE.matcher(name).replaceFirst("")));
    }
  }

  @Test
  void nameOnlyLabelsWhoseValuesAreTold() {
    String told = Figures.guides();

    for (JsonNode alert : alerts) {
      assertThat(
              MATCHER
                  .matcher(alert.path("expr").asText())
                  .results()
                  .flatMap(match -> Stream.of(match.group(2).split("\\|", -1))))
          .as(alert.path("alert").asText())
          .allMatch(value -> told.contains("`" + value + "`"));
    }
  }

  @Test
  void wakeSomebodyOrWaitForTheMorning() {
    assertThat(alerts)
        .allSatisfy(
            alert -> {
              assertThat(alert.at("/labels/severity").asText()).isIn("page", "ticket");
              assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
            });
    assertThat(alerts.stream().map(alert -> alert.path("alert").asText())).doesNotHaveDuplicates();
  }

  @Test
  void leadEachToASectionOfTheRunbooksAndLeaveNoneOut() throws IOException {
    Set<String> sections =
        Pattern.compile("^## (.+)$", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("../docs/runbooks.md")))
            .results()
            .map(match -> match.group(1).toLowerCase(Locale.ROOT).replace(' ', '-'))
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> named =
        alerts.stream()
            .map(alert -> alert.at("/annotations/runbook_url").asText())
            .map(url -> RUNBOOK.matcher(url).replaceFirst("$1"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).isEqualTo(sections);
  }

  private static Set<String> figures(JsonNode alert) {
    return FIGURE
        .matcher(LABELS.matcher(alert.path("expr").asText()).replaceAll(""))
        .results()
        .map(MatchResult::group)
        .filter(name -> !FUNCTIONS.contains(name))
        .collect(Collectors.toSet());
  }
}
