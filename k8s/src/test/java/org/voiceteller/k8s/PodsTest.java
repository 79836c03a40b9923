package org.voiceteller.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every pod is and may, and that it knows what it is told. */
class PodsTest {

  private static final Duration SPARE = Duration.ofSeconds(30);
  private static final Config DOORS = reference("http-api");
  private static final Config TRUNKS = reference("sip-trunk");

  static Stream<Manifests> overlays() {
    return Manifests.ofEachOverlay();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void runsAsNobodySpecialOnFilesThatItCannotChange(Manifests manifests) {
    assertThat(manifests.pods())
        .isNotEmpty()
        .allSatisfy(
            pod -> {
              JsonNode may = pod.spec().path("securityContext");
              assertThat(may.path("runAsNonRoot").asBoolean()).isTrue();
              assertThat(may.path("runAsUser").asInt()).isPositive();
              assertThat(may.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
              for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
                assertThat(pod.spec().path(shared).asBoolean()).as(shared).isFalse();
              }
              assertThat(Manifests.list(pod.spec().path("volumes")))
                  .noneMatch(volume -> volume.has("hostPath"));
            })
        .allSatisfy(
            pod ->
                assertThat(pod.containersAndBefore())
                    .isNotEmpty()
                    .allSatisfy(PodsTest::mayNothing));
  }

  private static void mayNothing(JsonNode container) {
    JsonNode may = container.path("securityContext");
    assertThat(may.path("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(may.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(may.path("privileged").asBoolean()).isFalse();
    assertThat(may.path("runAsUser").asInt(1)).isPositive();
    assertThat(may.at("/capabilities/drop")).map(JsonNode::asText).containsExactly("ALL");
    assertThat(may.at("/capabilities/add")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void saysWhatItNeedsOfAMachine(Manifests manifests) {
    assertThat(manifests.pods().stream().flatMap(pod -> pod.containersAndBefore().stream()))
        .allSatisfy(
            container -> {
              JsonNode resources = container.path("resources");
              assertThat(resources.at("/requests/cpu").asText()).isNotEmpty();
              assertThat(resources.at("/requests/memory").asText()).isNotEmpty();
              assertThat(resources.at("/limits/memory").asText()).isNotEmpty();
              assertThat(resources.at("/limits").has("cpu"))
                  .as("a processor that is taken away is heard")
                  .isFalse();
            });
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void isAskedWhetherItIsReadyAndAliveAtPortsThatItHas(Manifests manifests) {
    assertThat(manifests.pods().stream().filter(Manifests.Pod::isOurs))
        .isNotEmpty()
        .allSatisfy(
            pod -> {
              JsonNode container = pod.containers().getFirst();
              assertThat(container.at("/readinessProbe/httpGet/path").asText())
                  .isEqualTo("/health/ready");
              assertThat(container.at("/livenessProbe/httpGet/path").asText())
                  .isEqualTo("/health/live");
              assertThat(container.at("/startupProbe/httpGet/path").asText())
                  .isEqualTo("/health/live");
            });
    for (Manifests.Pod pod : manifests.pods()) {
      for (JsonNode container : pod.containers()) {
        Set<String> ports =
            Manifests.list(container.path("ports"))
                .map(port -> port.path("name").asText())
                .collect(Collectors.toSet());
        assertThat(container.findValues("httpGet").stream().map(get -> get.path("port").asText()))
            .isSubsetOf(ports);
        assertThat(container.findValues("tcpSocket").stream().map(get -> get.path("port").asText()))
            .isSubsetOf(ports);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void hasTheNamedPortsThatNodesFindEachOtherBy(Manifests manifests) {
    assertThat(manifests.nodes())
        .isNotEmpty()
        .allSatisfy(
            pod -> {
              JsonNode node = pod.containers().getFirst();
              assertThat(ports(node)).contains("http 8080", "artery 7355", "management 8558");
              assertThat(manifests.environment(node, "VOICE_TELLER_NODE_PORT")).contains("7355");
              assertThat(manifests.environment(node, "VOICE_TELLER_JOIN")).contains("kubernetes");
              assertThat(
                      Manifests.list(node.path("env"))
                          .filter(v -> v.path("name").asText().equals("VOICE_TELLER_NODE_HOST"))
                          .map(v -> v.at("/valueFrom/fieldRef/fieldPath").asText()))
                  .containsExactly("status.podIP");
            });
  }

  private static List<String> ports(JsonNode container) {
    return Manifests.list(container.path("ports"))
        .map(port -> port.path("name").asText() + " " + port.path("containerPort").asInt())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void hasEachRoleSomewhereAndNoOther(Manifests manifests) {
    Set<String> roles = new TreeSet<>();
    for (Manifests.Pod pod : manifests.nodes()) {
      JsonNode node = pod.containers().getFirst();
      roles.addAll(
          List.of(manifests.environment(node, "VOICE_TELLER_ROLES").orElseThrow().split(",", -1)));
    }

    assertThat(roles).containsExactly("bank", "projections", "voice");
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void formsAClusterOnlyWhenAMajorityIsThere(Manifests manifests) {
    int nodes = 0;
    int wanted = 0;
    for (Manifests.Pod pod : manifests.nodes()) {
      JsonNode workload =
          manifests
              .workloads()
              .filter(each -> Manifests.name(each).equals(pod.workload()))
              .findFirst()
              .orElseThrow();
      nodes +=
          manifests
              .named("HorizontalPodAutoscaler", pod.workload())
              .map(scaled -> scaled.at("/spec/minReplicas").asInt())
              .orElseGet(() -> workload.at("/spec/replicas").asInt(1));
      wanted =
          Integer.parseInt(
              manifests
                  .environment(pod.containers().getFirst(), "VOICE_TELLER_JOIN_NODES")
                  .orElseThrow());
    }

    assertThat(wanted).isGreaterThan(nodes / 2).isLessThanOrEqualTo(nodes);
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void isGivenAsLongToGoAsItsCallsMayTake(Manifests manifests) {
    Config doors = DOORS.getConfig("voice-teller.http");
    assertThat(manifests.nodes())
        .allSatisfy(
            pod -> {
              JsonNode node = pod.containers().getFirst();
              Duration notice = told(manifests, node, "VOICE_TELLER_DRAIN_NOTICE");
              Duration drained =
                  notice
                      .plus(told(manifests, node, "VOICE_TELLER_DRAIN_LIMIT"))
                      .plus(doors.getDuration("drain-goodbye"))
                      .plus(doors.getDuration("drain-timeout"))
                      .plus(SPARE);
              assertThat(grace(pod)).isGreaterThanOrEqualTo(drained);

              JsonNode ready = node.path("readinessProbe");
              assertThat(notice)
                  .as("who distributes calls has seen that it goes")
                  .isGreaterThan(
                      Duration.ofSeconds(
                          ready.path("periodSeconds").asLong()
                              * ready.path("failureThreshold").asLong(3)));
            });
    assertThat(manifests.pods().stream().filter(pod -> pod.workload().equals("sip")))
        .allSatisfy(
            pod ->
                assertThat(grace(pod))
                    .isGreaterThanOrEqualTo(
                        told(manifests, pod.containers().getFirst(), "VOICE_TELLER_SIP_DRAIN_LIMIT")
                            .plus(TRUNKS.getDuration("voice-teller.sip.calls.farewell-limit"))
                            .plus(SPARE)));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void isLeftItsCallsByTheLoadBalancerWhileItDrains(Manifests manifests) {
    Duration grace =
        manifests.nodes().stream().map(PodsTest::grace).max(Duration::compareTo).orElseThrow();
    Pattern delay = Pattern.compile("deregistration_delay\\.timeout_seconds=(\\d+)");

    assertThat(
            manifests
                .named("Ingress", "callers")
                .map(door -> door.at("/metadata/annotations").toString())
                .stream()
                .flatMap(annotations -> delay.matcher(annotations).results())
                .map(match -> Duration.ofSeconds(Long.parseLong(match.group(1)))))
        .allSatisfy(kept -> assertThat(kept).isGreaterThanOrEqualTo(grace));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void isToldNothingInItsEnvironmentThatItDoesNotRead(Manifests manifests) {
    Set<String> read = Settings.namesInTheEnvironment();
    Set<String> told = new TreeSet<>();
    for (Manifests.Pod pod : manifests.pods()) {
      for (JsonNode container : pod.containersAndBefore()) {
        Manifests.list(container.path("env")).forEach(v -> told.add(v.path("name").asText()));
      }
    }
    manifests
        .ofKind("ConfigMap")
        .filter(map -> Manifests.name(map).startsWith("voice-teller-environment"))
        .forEach(map -> map.path("data").fieldNames().forEachRemaining(told::add));
    told.removeIf(name -> !name.matches("(VOICE_TELLER|CASSANDRA)_.*"));

    assertThat(told).hasSizeGreaterThan(10);
    assertThat(read).containsAll(told);
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void standsInMoreThanOneZoneAndOnMoreThanOneMachine(Manifests manifests) {
    assertThat(
            manifests
                .workloads()
                .filter(each -> each.at("/spec/replicas").asInt(2) > 1)
                .filter(each -> Manifests.pod(each).isOurs()))
        .allSatisfy(
            each ->
                assertThat(
                        Manifests.list(Manifests.pod(each).spec().path("topologySpreadConstraints"))
                            .filter(
                                spread ->
                                    Manifests.selects(
                                        spread.path("labelSelector"), Manifests.pod(each).labels()))
                            .map(spread -> spread.path("topologyKey").asText()))
                    .containsExactlyInAnyOrder(
                        "topology.kubernetes.io/zone", "kubernetes.io/hostname"));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void isScaledBeforeItIsFull(Manifests manifests) {
    assertThat(manifests.ofKind("HorizontalPodAutoscaler"))
        .allSatisfy(
            scaling -> {
              JsonNode figure = scaling.at("/spec/metrics/0/pods");
              String name = figure.at("/metric/name").asText();
              assertThat(Figures.documented()).contains(name);

              Manifests.Pod pod =
                  manifests.nodes().stream()
                      .filter(
                          each ->
                              each.workload()
                                  .equals(scaling.at("/spec/scaleTargetRef/name").asText()))
                      .findFirst()
                      .orElseThrow();
              assertThat(figure.at("/target/averageValue").asInt())
                  .isPositive()
                  .isLessThan(calls(manifests, pod.containers().getFirst()));
            });
  }

  /** As many as one node takes, by the rule of docs/operating.md. */
  private static int calls(Manifests manifests, JsonNode node) {
    Config doors = DOORS.getConfig("voice-teller.http");
    int streams =
        Integer.parseInt(manifests.environment(node, "VOICE_TELLER_MODEL_STREAMS").orElseThrow());
    int most =
        manifests
            .environment(node, "VOICE_TELLER_MAX_CALLS")
            .map(Integer::parseInt)
            .orElse(doors.getInt("max-calls"));
    return Math.min(
        most, streams - doors.getInt("spare-model-streams") - doors.getInt("resume-reserve"));
  }

  private static Duration grace(Manifests.Pod pod) {
    return Duration.ofSeconds(pod.spec().path("terminationGracePeriodSeconds").asLong());
  }

  private static Duration told(Manifests manifests, JsonNode container, String name) {
    String value = manifests.environment(container, name).orElseThrow();
    return ConfigFactory.parseString("it = \"" + value + "\"").getDuration("it");
  }

  private static Config reference(String module) {
    return ConfigFactory.parseFile(
        Path.of("..", module, "src/main/resources/reference.conf").toFile());
  }
}
