package org.voiceteller.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever chooses pods by their labels chooses those that are meant, and ports that they have. */
class SelectorsTest {

  static Stream<Manifests> overlays() {
    return Manifests.ofEachOverlay();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void workloadsChooseTheirOwnPodsAndNoOthers(Manifests manifests) {
    assertThat(manifests.workloads())
        .allSatisfy(
            each ->
                assertThat(chosen(manifests, each.at("/spec/selector")))
                    .containsExactly(Manifests.name(each)));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void servicesChoosePodsThatHaveTheirPorts(Manifests manifests) {
    for (JsonNode service : manifests.ofKind("Service").toList()) {
      List<Manifests.Pod> behind =
          manifests.pods().stream()
              .filter(
                  pod ->
                      service.at("/spec/selector").properties().stream()
                          .allMatch(
                              wanted ->
                                  pod.labels().path(wanted.getKey()).equals(wanted.getValue())))
              .toList();
      assertThat(behind).as(Manifests.name(service)).isNotEmpty();
      for (JsonNode port : service.at("/spec/ports")) {
        assertThat(behind)
            .allSatisfy(
                pod -> {
                  Optional<JsonNode> target =
                      Manifests.list(pod.containers().getFirst().path("ports"))
                          .filter(each -> each.path("name").equals(port.path("targetPort")))
                          .findFirst();
                  assertThat(target).isPresent();
                  assertThat(target.orElseThrow().path("containerPort"))
                      .as("EKS' walls know a service by its pods' port")
                      .isEqualTo(port.path("port"));
                  assertThat(target.orElseThrow().path("protocol").asText("TCP"))
                      .isEqualTo(port.path("protocol").asText("TCP"));
                });
      }
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyWorkloadOfOursLosesOnePodAtATime(Manifests manifests) {
    Set<String> kept = new TreeSet<>();
    for (JsonNode budget : manifests.ofKind("PodDisruptionBudget").toList()) {
      assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(1);
      kept.addAll(chosen(manifests, budget.at("/spec/selector")));
    }

    assertThat(kept)
        .isEqualTo(
            manifests.pods().stream()
                .filter(Manifests.Pod::isOurs)
                .map(Manifests.Pod::workload)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void nodesLookForNodesAndNothingElse(Manifests manifests) {
    for (Manifests.Pod node : manifests.nodes()) {
      String[] label =
          manifests
              .environment(node.containers().getFirst(), "VOICE_TELLER_JOIN_SELECTOR")
              .orElseThrow()
              .split("=", 2);
      assertThat(
              manifests.pods().stream()
                  .filter(pod -> pod.labels().path(label[0]).asText().equals(label[1])))
          .containsExactlyInAnyOrderElementsOf(manifests.nodes());
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void figuresAreCollectedFromEveryPodOfOurs(Manifests manifests) {
    Set<String> collected = new TreeSet<>();
    List<JsonNode> monitors = manifests.ofKind("ServiceMonitor").toList();
    for (JsonNode monitor : monitors) {
      for (JsonNode service : manifests.ofKind("Service").toList()) {
        if (Manifests.selects(monitor.at("/spec/selector"), service.at("/metadata/labels"))) {
          assertThat(service.at("/spec/ports"))
              .map(port -> port.path("name").asText())
              .contains(monitor.at("/spec/endpoints/0/port").asText());
          manifests.pods().stream()
              .filter(
                  pod ->
                      service.at("/spec/selector").properties().stream()
                          .allMatch(
                              wanted ->
                                  pod.labels().path(wanted.getKey()).equals(wanted.getValue())))
              .forEach(pod -> collected.add(pod.workload()));
        }
      }
    }

    if (!monitors.isEmpty()) {
      assertThat(collected).containsExactly("bank", "projections", "sip", "voice");
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void nothingPassesThatNoWallLetsThrough(Manifests manifests) {
    JsonNode nothing = manifests.named("NetworkPolicy", "nothing").orElseThrow().path("spec");

    assertThat(nothing.path("podSelector")).isEmpty();
    assertThat(nothing.path("policyTypes"))
        .map(JsonNode::asText)
        .containsExactlyInAnyOrder("Ingress", "Egress");
    assertThat(nothing.has("ingress") || nothing.has("egress")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void wallsStandAroundPodsThatAreThereAtPortsThatTheyHave(Manifests manifests) {
    for (JsonNode wall : manifests.ofKind("NetworkPolicy").toList()) {
      JsonNode around = wall.at("/spec/podSelector");
      assertThat(chosen(manifests, around)).as(Manifests.name(wall)).isNotEmpty();
      for (JsonNode way : wall.at("/spec/ingress")) {
        assertThat(way.path("from")).as("from anybody to %s", Manifests.name(wall)).isNotEmpty();
        Set<String> ports = ports(manifests, around);
        for (JsonNode port : way.path("ports")) {
          assertThat(ports).contains(port.path("port").asText());
        }
      }
      for (JsonNode other :
          Stream.concat(
                  Manifests.list(wall.at("/spec/ingress")).flatMap(w -> stream(w.path("from"))),
                  Manifests.list(wall.at("/spec/egress")).flatMap(w -> stream(w.path("to"))))
              .filter(peer -> peer.has("podSelector") && !peer.has("namespaceSelector"))
              .toList()) {
        assertThat(chosen(manifests, other.path("podSelector")))
            .as("whom %s names", Manifests.name(wall))
            .isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void onlyNodesReachTheClustersPorts(Manifests manifests) {
    Set<String> nodes =
        manifests.nodes().stream()
            .map(Manifests.Pod::workload)
            .collect(Collectors.toCollection(TreeSet::new));
    List<JsonNode> ways =
        manifests
            .ofKind("NetworkPolicy")
            .flatMap(wall -> Manifests.list(wall.at("/spec/ingress")))
            .filter(
                way ->
                    Manifests.list(way.path("ports"))
                        .anyMatch(port -> Set.of(7355, 8558).contains(port.path("port").asInt())))
            .toList();

    assertThat(ways)
        .hasSize(1)
        .allSatisfy(
            way ->
                assertThat(way.path("from"))
                    .allSatisfy(
                        peer ->
                            assertThat(chosen(manifests, peer.path("podSelector")))
                                .isEqualTo(nodes)));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return Manifests.list(array);
  }

  private static Set<String> chosen(Manifests manifests, JsonNode selector) {
    return manifests.pods().stream()
        .filter(pod -> Manifests.selects(selector, pod.labels()))
        .map(Manifests.Pod::workload)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is declared; and where an adapter's sound goes in, which is too much to declare. */
  private static Set<String> ports(Manifests manifests, JsonNode selector) {
    Set<String> ports =
        manifests.pods().stream()
            .filter(pod -> Manifests.selects(selector, pod.labels()))
            .flatMap(pod -> Manifests.list(pod.containers().getFirst().path("ports")))
            .map(port -> port.path("containerPort").asText())
            .collect(Collectors.toSet());
    Config media =
        ConfigFactory.parseFile(Path.of("../sip-trunk/src/main/resources/reference.conf").toFile())
            .getConfig("voice-teller.sip.media");
    ports.add(media.getString("least-port"));
    return ports;
  }
}
