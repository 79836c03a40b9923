package org.voiceteller.http.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.guard.Judgement;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.http.call.Capacity;
import org.voiceteller.http.call.Lines;
import org.voiceteller.http.health.Dependency;
import org.voiceteller.http.health.Readiness;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.observe.CallObserver;

/**
 * Every figure that the dashboard and the operator's guide name is really told at {@code /metrics}.
 */
class DashboardTest {

  private static final ActorTestKit KIT = ActorTestKit.create(ConfigFactory.load());
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*_[a-z0-9_]+");
  private static final Pattern SERIES =
      Pattern.compile("^([a-zA-Z_:][\\w:]*)(?:\\{[^}]*})? ", Pattern.MULTILINE);
  private static final Pattern LABELS = Pattern.compile("\\{[^}]*}|by \\([^)]*\\)");
  private static final Set<String> FUNCTIONS = Set.of("histogram_quantile");

  /** In the terms of Prometheus, without the endings of timers. */
  private static Set<String> told = Set.of();

  @BeforeAll
  static void everythingHappensOnce() {
    MetricsRoutes routes = MetricsRoutes.create(Lines.create(new Capacity(100, 2)));
    PrometheusMeterRegistry registry = routes.registry();
    ClusterMetrics.watchMembers(KIT.system(), registry);
    ClusterMetrics.watchSessions(KIT.system(), registry);
    HealthMetrics.create(registry)
        .found(
            new Readiness(
                List.of(new Readiness.Finding("journal", true, new Dependency.Condition.Up()))));
    happens(CallMetrics.create(registry));
    ProjectionMetrics projections = ProjectionMetrics.create(registry);
    projections.started("tables-call-call-0");
    projections.projected("calls", Duration.ofSeconds(1));
    projections.failed("calls", new IllegalStateException());
    projections.evidenceDiffers("Banking_AuditLogs", "key");
    CaseMetrics cases = CaseMetrics.create(registry);
    LocalDate day = LocalDate.EPOCH;
    cases.deadlineNear("DISPUTE-1", CaseClocks.Kind.values()[0], day);
    cases.deadlineMissed("DISPUTE-1", CaseClocks.Kind.values()[0], day);
    cases.postingRefused("DISPUTE-1", "closed");
    told =
        SERIES
            .matcher(registry.scrape())
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void happens(CallObserver observer) {
    observer.legJoined(false);
    observer.legLeft(CallObserver.LegEnd.LOST, Duration.ofSeconds(1));
    observer.turnTaken(Turn.Speaker.AGENT);
    observer.turnNotRecorded();
    observer.toolUsed("checkBalanceTool", ToolOutcome.Result.SUCCEEDED, Duration.ofMillis(10));
    observer.bargedIn();
    observer.agentCut(Judgement.Reason.values()[0]);
    observer.audioDropped(CallObserver.AudioQueue.TO_MODEL, 32);
    observer.modelFailed(NovaFailure.Category.RETRY, "ThrottlingException");
    observer.modelStreamReplaced();
    observer.modelStreamRenewed(CallObserver.RenewedAt.BETWEEN_TURNS);
    observer.modelBreaker("amazon.nova-2-sonic-v1:0 us-east-1", CallObserver.Breaker.CLOSED);
    observer.modelStreamOpened("amazon.nova-2-sonic-v1:0 us-east-1");
    observer.callerHeld();
    observer.firstAudio(Duration.ofMillis(900));
    observer.soundPassed(CallObserver.AudioQueue.TO_MODEL, Duration.ofMillis(12));
    observer.bargeInHeeded(Duration.ofMillis(1));
    observer.recorded(1_000);
    observer.recordingFailed("store_failed");
    observer.recordingDropped(1_000);
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void asksOnlyForFiguresThatAreTold() throws IOException {
    JsonNode dashboard =
        new ObjectMapper().readTree(read("infrastructure/grafana/voice-teller.json"));
    List<String> queries = dashboard.findValuesAsText("expr");

    assertThat(queries).hasSizeGreaterThan(20);
    assertThat(queries)
        .allSatisfy(query -> assertThat(told).containsAll(names(query)))
        .allSatisfy(query -> assertThat(names(query)).isNotEmpty());
  }

  @Test
  void theOperatorsGuideNamesEveryFigureOfOursAndNoOther() throws IOException {
    Set<String> documented =
        Pattern.compile("`(voiceteller_\\w+)`")
            .matcher(read("docs/operating.md"))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> ours =
        told.stream()
            .filter(name -> name.startsWith("voiceteller_"))
            .map(name -> name.replaceFirst("_(bucket|count|sum|max)$", ""))
            .map(name -> name.equals("voiceteller_calls") ? "voiceteller_calls_max" : name)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(documented).isEqualTo(ours);
  }

  private static Set<String> names(String query) {
    return NAME.matcher(LABELS.matcher(query).replaceAll(""))
        .results()
        .map(match -> match.group())
        .filter(name -> !FUNCTIONS.contains(name))
        .collect(Collectors.toSet());
  }

  private static String read(String file) throws IOException {
    Path here = Path.of(file);
    return Files.readString(Files.exists(here) ? here : Path.of("..").resolve(file));
  }
}
