package org.voiceteller.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.certmanager.api.model.v1.Issuer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each manifest is what Kubernetes and its operators understand, to the last field. */
class ManifestsTest {

  private static final Map<String, Class<?>> MODEL =
      Map.ofEntries(
          Map.entry("v1 ConfigMap", ConfigMap.class),
          Map.entry("v1 Namespace", Namespace.class),
          Map.entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
          Map.entry("v1 Service", Service.class),
          Map.entry("v1 ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1 Deployment", Deployment.class),
          Map.entry("apps/v1 StatefulSet", StatefulSet.class),
          Map.entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          Map.entry("networking.k8s.io/v1 Ingress", Ingress.class),
          Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
          Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("rbac.authorization.k8s.io/v1 Role", Role.class),
          Map.entry("rbac.authorization.k8s.io/v1 RoleBinding", RoleBinding.class),
          Map.entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class),
          Map.entry("monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class),
          Map.entry("cert-manager.io/v1 Certificate", Certificate.class),
          Map.entry("cert-manager.io/v1 Issuer", Issuer.class),
          Map.entry("external-secrets.io/v1 ExternalSecret", ExternalSecrets.ExternalSecret.class),
          Map.entry("external-secrets.io/v1 SecretStore", ExternalSecrets.SecretStore.class));

  /** The model gathers what it does not know; here that is refused. */
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              });

  static Stream<Manifests> overlays() {
    return Manifests.ofEachOverlay();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void holdsNoFieldThatTheModelDoesNotKnow(Manifests manifests) {
    assertThat(manifests.all()).isNotEmpty();
    for (JsonNode manifest : manifests.all()) {
      String type = manifest.path("apiVersion").asText() + " " + manifest.path("kind").asText();
      assertThat(MODEL).containsKey(type);
      assertThatCode(() -> read(manifest, MODEL.getOrDefault(type, Void.class)))
          .as("%s %s", type, Manifests.name(manifest))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void aFieldThatIsMisspeltIsFoundHoweverDeepItLies() {
    JsonNode deployment = Manifests.of("production").named("Deployment", "voice").orElseThrow();
    ObjectNode container =
        (ObjectNode) deployment.at("/spec/template/spec/containers/0/securityContext");
    container.put("readOnlyRootFileSystem", true);

    assertThatThrownBy(() -> read(deployment, Deployment.class))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("readOnlyRootFileSystem");
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void namesNothingTwice(Manifests manifests) {
    assertThat(
            manifests.all().stream()
                .map(each -> each.path("kind").asText() + " " + Manifests.name(each)))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void isRenderedFromWhatLiesHere(Manifests manifests) throws Exception {
    String first;
    try (Stream<String> lines = Files.lines(Manifests.file(manifests.overlay()))) {
      first = lines.findFirst().orElse("");
    }

    assertThat(first).as("run k8s/render").contains(" of " + digestOfSources() + ".");
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void isWhatKustomizeMakesOfItWhereThatIsThere(Manifests manifests) throws Exception {
    Optional<List<String>> kustomize = kustomize();
    Assumptions.assumeTrue(kustomize.isPresent(), "neither kustomize nor kubectl is here");

    String made =
        output(
            Stream.concat(
                    kustomize.orElseThrow().stream(), Stream.of("overlays/" + manifests.overlay()))
                .toList());

    assertThat(byName(Manifests.documents(made))).isEqualTo(byName(manifests.all()));
  }

  private static Object read(JsonNode manifest, Class<?> type) throws IOException {
    return STRICT.treeToValue(manifest, type);
  }

  private static Map<String, JsonNode> byName(List<JsonNode> manifests) {
    return manifests.stream()
        .collect(
            Collectors.toMap(
                each -> each.path("kind").asText() + " " + Manifests.name(each),
                each -> each,
                (one, _) -> one,
                TreeMap::new));
  }

  /** As k8s/render reckons it. */
  private static String digestOfSources() throws IOException, NoSuchAlgorithmException {
    Path root = Path.of("..").toAbsolutePath().normalize();
    TreeMap<String, Path> sources = new TreeMap<>();
    for (String folder :
        List.of("k8s/base", "k8s/components", "k8s/overlays", "infrastructure/grafana")) {
      try (Stream<Path> files = Files.walk(root.resolve(folder))) {
        files
            .filter(Files::isRegularFile)
            .forEach(file -> sources.put(root.relativize(file).toString(), file));
      }
    }
    StringBuilder sums = new StringBuilder();
    for (Map.Entry<String, Path> source : sources.entrySet()) {
      sums.append(sha256(Files.readAllBytes(source.getValue())))
          .append("  ")
          .append(source.getKey())
          .append('\n');
    }
    return sha256(sums.toString().getBytes(UTF_8));
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static Optional<List<String>> kustomize() {
    return Stream.of(List.of("kustomize", "build"), List.of("kubectl", "kustomize"))
        .filter(
            command ->
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, command.getFirst()))))
        .findFirst();
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (InputStream made = process.getInputStream()) {
      String output = new String(made.readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as("%s", command).isZero();
      return output;
    }
  }
}
