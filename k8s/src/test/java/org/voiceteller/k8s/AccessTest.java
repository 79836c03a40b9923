package org.voiceteller.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nodes may see pods. Nobody may do anything else. */
class AccessTest {

  static Stream<Manifests> overlays() {
    return Manifests.ofEachOverlay();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void podsMayBeSeenAndNothingMore(Manifests manifests) {
    assertThat(manifests.ofKind("Role"))
        .hasSize(1)
        .allSatisfy(
            role -> {
              assertThat(role.path("rules")).hasSize(1);
              JsonNode rule = role.path("rules").path(0);
              assertThat(rule.path("apiGroups")).map(JsonNode::asText).containsExactly("");
              assertThat(rule.path("resources")).map(JsonNode::asText).containsExactly("pods");
              assertThat(rule.path("verbs"))
                  .map(JsonNode::asText)
                  .containsExactlyInAnyOrder("get", "list", "watch");
            });
    assertThat(manifests.ofKind("ClusterRole", "ClusterRoleBinding")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void byNodesAlone(Manifests manifests) {
    assertThat(manifests.ofKind("RoleBinding"))
        .hasSize(1)
        .allSatisfy(
            binding -> {
              assertThat(manifests.named("Role", binding.at("/roleRef/name").asText())).isPresent();
              assertThat(binding.path("subjects"))
                  .map(subject -> subject.path("kind").asText() + subject.path("name").asText())
                  .containsExactly("ServiceAccountvoice-teller");
            });
    for (Manifests.Pod pod : manifests.pods()) {
      if (pod.isNode()) {
        assertThat(pod.spec().path("serviceAccountName").asText()).isEqualTo("voice-teller");
      } else {
        assertThat(pod.spec().path("automountServiceAccountToken").asBoolean(true))
            .as(pod.workload())
            .isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void noCertificateButTheNodesOwnMakesANode(Manifests manifests) {
    assertThat(
            manifests
                .ofKind("Certificate")
                .filter(each -> each.at("/spec/issuerRef/name").asText().equals("nodes"))
                .map(Manifests::name))
        .isSubsetOf("node");
    assertThat(
            manifests
                .named("Certificate", "node")
                .map(each -> each.at("/spec/privateKey/algorithm").asText()))
        .as("Pekko's engine reads no others: it says \"Invalid RSA private key\"")
        .isIn(Optional.empty(), Optional.of("RSA"));
    for (Manifests.Pod pod : manifests.pods()) {
      boolean isMounted =
          Manifests.list(pod.spec().path("volumes"))
              .anyMatch(
                  volume -> volume.at("/secret/secretName").asText().equals("node-certificate"));
      assertThat(isMounted)
          .as(pod.workload())
          .isEqualTo(pod.isNode() && manifests.named("Certificate", "node").isPresent());
    }
  }
}
