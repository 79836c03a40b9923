package org.voiceteller.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that starts finds the others: Pekko's own discovery asks a Kubernetes API for the pods
 * that our manifests make, with the label, the port's name and the token that they give it. It asks
 * from a process of its own, for it takes the API's address from its environment only, as in a pod.
 */
class DiscoveryTest {

  /** Held, so that it stays as quiet as it is made. */
  private static final Logger LOG_OF_THE_API = Logger.getLogger("io.fabric8.mockwebserver");

  private static final String TOKEN = "token-of-the-service-account";
  private static final String NAMESPACE = "voice-teller";

  private final MockWebServer web = new MockWebServer();
  private final KubernetesMockServer kubernetes =
      new KubernetesMockServer(new Context(), web, new HashMap<>(), new AnswersInJson(), true);
  private final Manifests production = Manifests.of("production");
  private final KubernetesClient client = start();

  @TempDir Path serviceAccount = Path.of("");

  private KubernetesClient start() {
    LOG_OF_THE_API.setLevel(Level.OFF);
    kubernetes.init();
    return kubernetes.createClient();
  }

  @BeforeEach
  void giveThePodItsServiceAccount() throws IOException {
    Files.copy(
        Path.of(web.getSelfSignedCertificate().certificatePath()),
        serviceAccount.resolve("ca.crt"));
    Files.writeString(serviceAccount.resolve("token"), TOKEN);
    Files.writeString(serviceAccount.resolve("namespace"), NAMESPACE);
  }

  @AfterEach
  void stop() {
    client.close();
    kubernetes.destroy();
  }

  @Test
  void findsNodesThatRunByTheirLabelAndPortAndNobodyElse() throws Exception {
    isThere(pod("voice", "voice-1", "10.40.64.1", "Running"));
    // Readiness comes after the cluster.
    isThere(
        new PodBuilder(pod("bank", "bank-1", "10.40.64.2", "Running"))
            .editStatus()
            .addNewCondition()
            .withType("Ready")
            .withStatus("False")
            .endCondition()
            .endStatus()
            .build());
    isThere(pod("projections", "projections-1", "10.40.64.3", "Running"));
    isThere(pod("bank", "bank-2", "10.40.64.4", "Pending"));
    isThere(pod("bank", "bank-3", "10.40.64.5", "Failed"));
    isThere(pod("sip", "sip-0", "10.40.64.6", "Running"));
    goesDown(pod("bank", "bank-4", "10.40.64.7", "Running"));
    isThere(
        new PodBuilder(pod("voice", "voice-of-staging", "10.40.64.8", "Running"))
            .editMetadata()
            .withNamespace("voice-teller-staging")
            .endMetadata()
            .build());

    assertThat(found())
        .containsExactlyInAnyOrder("10.40.64.1:8558", "10.40.64.2:8558", "10.40.64.3:8558");
  }

  @Test
  void asksAsItsServiceAccountForPodsAndNothingElse() throws Exception {
    int before = web.getRequestCount();

    assertThat(found()).isEmpty();

    assertThat(web.getRequestCount()).isEqualTo(before + 1);
    var asked = kubernetes.getLastRequest();
    assertThat(asked.getMethod()).isEqualTo("GET");
    assertThat(asked.getPath())
        .startsWith("/api/v1/namespaces/" + NAMESPACE + "/pods?labelSelector=");
    assertThat(asked.getHeader("Authorization")).isEqualTo("Bearer " + TOKEN);
  }

  private void isThere(Pod pod) {
    client.pods().inNamespace(pod.getMetadata().getNamespace()).resource(pod).create();
  }

  /** It is asked to go and has calls yet. */
  private void goesDown(Pod pod) {
    isThere(
        new PodBuilder(pod)
            .editMetadata()
            .withFinalizers("bank.example/calls-in-progress")
            .endMetadata()
            .build());
    client.pods().inNamespace(NAMESPACE).withName(pod.getMetadata().getName()).delete();
  }

  /** As the workload makes it. */
  private Pod pod(String workload, String name, String address, String phase) {
    Manifests.Pod made =
        production.pods().stream()
            .filter(each -> each.workload().equals(workload))
            .findFirst()
            .orElseThrow();
    Map<String, String> labels = new TreeMap<>();
    made.labels()
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    List<ContainerPort> ports =
        Manifests.list(made.containers().getFirst().path("ports"))
            .map(DiscoveryTest::port)
            .toList();
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(NAMESPACE)
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("node")
        .withPorts(ports)
        .endContainer()
        .endSpec()
        .withNewStatus()
        .withPhase(phase)
        .withPodIP(address)
        .endStatus()
        .build();
  }

  private static ContainerPort port(JsonNode port) {
    var made = new ContainerPort();
    made.setName(port.path("name").asText());
    made.setContainerPort(port.path("containerPort").asInt());
    return made;
  }

  private List<String> found() throws IOException, InterruptedException {
    JsonNode node = production.nodes().getFirst().containers().getFirst();
    Path settings = serviceAccount.resolve("node.conf");
    Files.writeString(
        settings,
        production
            .ofKind("ConfigMap")
            .map(map -> map.path("data").path("node.conf"))
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
            .findFirst()
            .orElseThrow());
    ProcessBuilder asking =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            NodeThatLooksAround.class.getName(),
            production.environment(node, "VOICE_TELLER_JOIN_SELECTOR").orElseThrow(),
            serviceAccount.toString());
    asking.environment().put("KUBERNETES_SERVICE_HOST", "localhost");
    asking.environment().put("KUBERNETES_SERVICE_PORT", String.valueOf(web.getPort()));
    Path errors = serviceAccount.resolve("errors");
    Process process = asking.redirectError(errors.toFile()).start();
    try (InputStream told = process.getInputStream()) {
      List<String> lines = new String(told.readAllBytes(), UTF_8).lines().toList();
      int status = process.waitFor();
      assertThat(status).as(Files.readString(errors)).isZero();
      return lines;
    }
  }

  /** As the real one does, and as Pekko wants it. */
  private static final class AnswersInJson extends KubernetesCrudDispatcher {

    @Override
    public MockResponse dispatch(RecordedRequest request) {
      return super.dispatch(request).setHeader("Content-Type", "application/json");
    }
  }
}
