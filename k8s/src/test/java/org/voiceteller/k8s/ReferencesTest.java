package org.voiceteller.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a manifest names is there: secrets and their keys, settings, volumes, services, issuers. */
class ReferencesTest {

  static Stream<Manifests> overlays() {
    return Manifests.ofEachOverlay();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everySecretComesFromSomewhereWithTheKeysThatAreAskedFor(Manifests manifests)
      throws IOException {
    Map<String, Set<String>> secrets = secrets(manifests);
    assertThat(
            manifests
                .ofKind("Certificate")
                .flatMap(each -> each.findValues("passwordSecretRef").stream()))
        .allSatisfy(
            reference ->
                assertThat(secrets.getOrDefault(reference.path("name").asText(), Set.of()))
                    .contains(reference.path("key").asText()));
    for (Manifests.Pod pod : manifests.pods()) {
      for (JsonNode reference : pod.spec().findValues("secretKeyRef")) {
        String name = reference.path("name").asText();
        String key = reference.path("key").asText();
        assertThat(secrets).containsKey(name);
        if (!reference.path("optional").asBoolean()) {
          assertThat(secrets.getOrDefault(name, Set.of())).contains(key);
        }
      }
      for (JsonNode volume : pod.spec().path("volumes")) {
        if (volume.has("secret")) {
          assertThat(secrets).containsKey(volume.at("/secret/secretName").asText());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void keysAreFoundWhereTheyAreSaidToLie(Manifests manifests) throws IOException {
    Set<String> files = secrets(manifests).getOrDefault("voice-teller-key-files", Set.of());
    for (Manifests.Pod pod : manifests.nodes()) {
      JsonNode node = pod.containers().getFirst();
      for (String setting :
          List.of("VOICE_TELLER_PERSONAL_DATA_KEY_FILE", "VOICE_TELLER_AUDIT_KEY_FILE")) {
        String file = manifests.environment(node, setting).orElseThrow();
        assertThat(file).startsWith("/keys/");
        assertThat(files).contains(file.substring("/keys/".length()));
      }
      JsonNode volume =
          Manifests.list(pod.spec().path("volumes"))
              .filter(each -> each.path("name").asText().equals("keys"))
              .findFirst()
              .orElseThrow();
      assertThat(volume.at("/secret/secretName").asText()).isEqualTo("voice-teller-key-files");
      assertThat(volume.at("/secret/defaultMode").asInt()).isEqualTo(0440);
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyConfigMapIsThere(Manifests manifests) {
    Set<String> maps = names(manifests, "ConfigMap");
    for (Manifests.Pod pod : manifests.pods()) {
      Stream<JsonNode> named =
          Stream.of("configMap", "configMapRef", "configMapKeyRef")
              .flatMap(field -> pod.spec().findValues(field).stream());
      assertThat(named.map(reference -> reference.path("name").asText())).isSubsetOf(maps);
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyVolumeIsThereAndMounted(Manifests manifests) {
    for (Manifests.Pod pod : manifests.pods()) {
      Set<String> mounted =
          pod.containersAndBefore().stream()
              .flatMap(container -> Manifests.list(container.path("volumeMounts")))
              .map(mount -> mount.path("name").asText())
              .collect(Collectors.toSet());
      assertThat(Manifests.list(pod.spec().path("volumes")).map(v -> v.path("name").asText()))
          .as(pod.workload())
          .containsExactlyInAnyOrderElementsOf(mounted);
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void settingsFilesLieWhereProcessesAreToldToLook(Manifests manifests) {
    Pattern file = Pattern.compile("-Dconfig\\.file=/etc/voice-teller/(\\S+)");
    for (Manifests.Pod pod : manifests.pods().stream().filter(Manifests.Pod::isOurs).toList()) {
      JsonNode container = pod.containers().getFirst();
      String told = container.path("command") + " " + container.path("env");
      String wanted =
          file.matcher(told.replace('"', ' '))
              .results()
              .map(match -> match.group(1))
              .findFirst()
              .orElseThrow();
      JsonNode volume =
          Manifests.list(pod.spec().path("volumes"))
              .filter(each -> each.path("name").asText().equals("settings"))
              .findFirst()
              .orElseThrow();
      Set<String> files = new TreeSet<>();
      Stream.concat(
              Stream.of(volume.path("configMap")),
              Manifests.list(volume.at("/projected/sources")).map(each -> each.path("configMap")))
          .flatMap(map -> manifests.named("ConfigMap", map.path("name").asText()).stream())
          .forEach(map -> map.path("data").fieldNames().forEachRemaining(files::add));
      assertThat(files).contains(wanted);
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void doorsLeadToServicesAndTheirPorts(Manifests manifests) {
    for (JsonNode backend :
        manifests.ofKind("Ingress").flatMap(each -> each.findValues("backend").stream()).toList()) {
      JsonNode service =
          manifests.named("Service", backend.at("/service/name").asText()).orElseThrow();
      assertThat(service.at("/spec/ports"))
          .map(port -> port.path("name").asText())
          .contains(backend.at("/service/port/name").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void adaptersCallADoorThatIsThere(Manifests manifests) {
    Pattern address = Pattern.compile("ws://(\\w+):(\\d+)/v1/calls");
    for (Manifests.Pod pod : manifests.pods()) {
      manifests
          .environment(pod.containers().getFirst(), "VOICE_TELLER_SIP_BANK")
          .ifPresent(
              told -> {
                var bank = address.matcher(told);
                assertThat(bank.matches()).as(told).isTrue();
                JsonNode service = manifests.named("Service", bank.group(1)).orElseThrow();
                assertThat(service.at("/spec/ports"))
                    .map(port -> port.path("port").asText())
                    .contains(bank.group(2));
              });
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void whatIsScaledIssuedAndClaimedIsThere(Manifests manifests) {
    assertThat(manifests.ofKind("HorizontalPodAutoscaler"))
        .allSatisfy(
            each ->
                assertThat(
                        manifests.named(
                            each.at("/spec/scaleTargetRef/kind").asText(),
                            each.at("/spec/scaleTargetRef/name").asText()))
                    .hasValueSatisfying(
                        scaled ->
                            assertThat(scaled.path("spec").has("replicas"))
                                .as("two who say how many")
                                .isFalse()));
    assertThat(manifests.ofKind("Certificate"))
        .allSatisfy(
            each ->
                assertThat(names(manifests, "Issuer"))
                    .contains(each.at("/spec/issuerRef/name").asText()));
    assertThat(manifests.ofKind("ExternalSecret"))
        .allSatisfy(
            each ->
                assertThat(names(manifests, "SecretStore"))
                    .contains(each.at("/spec/secretStoreRef/name").asText()));
    for (Manifests.Pod pod : manifests.pods()) {
      assertThat(
              pod.spec().findValues("persistentVolumeClaim").stream()
                  .map(claim -> claim.path("claimName").asText()))
          .isSubsetOf(names(manifests, "PersistentVolumeClaim"));
      if (pod.spec().has("serviceAccountName")) {
        assertThat(names(manifests, "ServiceAccount"))
            .contains(pod.spec().path("serviceAccountName").asText());
      }
    }
  }

  private static Set<String> names(Manifests manifests, String kind) {
    return manifests.ofKind(kind).map(Manifests::name).collect(Collectors.toSet());
  }

  /** By name, with their keys: from the operator, from cert-manager, or made by local's script. */
  private static Map<String, Set<String>> secrets(Manifests manifests) throws IOException {
    Map<String, Set<String>> secrets = new HashMap<>();
    manifests
        .ofKind("ExternalSecret")
        .forEach(
            each ->
                secrets.put(
                    each.at("/spec/target/name").asText(),
                    Manifests.list(each.at("/spec/data"))
                        .map(entry -> entry.path("secretKey").asText())
                        .collect(Collectors.toSet())));
    manifests
        .ofKind("Certificate")
        .forEach(
            each ->
                secrets.put(
                    each.at("/spec/secretName").asText(),
                    each.at("/spec/keystores/pkcs12/create").asBoolean()
                        ? Set.of("tls.crt", "tls.key", "ca.crt", "keystore.p12", "truststore.p12")
                        : Set.of("tls.crt", "tls.key", "ca.crt")));
    Path script = Path.of("overlays", manifests.overlay(), "make-secrets");
    if (Files.exists(script)) {
      String text = Files.readString(script).replace("\\\n", " ");
      Pattern made = Pattern.compile("^apply (\\S+)(.*)$", Pattern.MULTILINE);
      Pattern key = Pattern.compile("--from-(?:literal|file)=([^=]+)=");
      made.matcher(text)
          .results()
          .forEach(
              secret ->
                  secrets.put(
                      secret.group(1),
                      key.matcher(secret.group(2))
                          .results()
                          .map(each -> each.group(1))
                          .collect(Collectors.toSet())));
    }
    return secrets;
  }
}
