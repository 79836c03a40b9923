package org.voiceteller.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a bank gets when it takes the image: what it says of itself, and what lies in it. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "The image is made of a Linux, on a Linux")
class ImageIT {

  private static final int EACH_IN_THE_PROGRAM_LAYER_AT_MOST_BYTES = 8 * 1024 * 1024;

  private static final Pattern NAMES_OF_SECRETS =
      Pattern.compile(
          "(?i).*(\\.(pem|key|p12|pfx|jks|keystore)|id_(rsa|dsa|ecdsa|ed25519)|credentials"
              + "|bank-key|\\.netrc|\\.env|master-key)$");
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----\\s");

  private static final ImageArchive IMAGE = ImageArchive.built();

  /** Of each layer, the lowest first. */
  private static final Map<String, List<TarArchiveEntry>> ENTRIES = new LinkedHashMap<>();

  @BeforeAll
  static void list() throws IOException {
    for (String layer : IMAGE.layers()) {
      List<TarArchiveEntry> all = new ArrayList<>();
      IMAGE.visit(layer, (entry, _) -> all.add(entry));
      ENTRIES.put(layer, all);
    }
  }

  @Test
  void isWhatItsDigestsSay() throws Exception {
    JsonNode manifest = IMAGE.manifest();
    JsonNode inIndex = IMAGE.json("index.json").path("manifests").path(0);
    List<String> contents = new ArrayList<>();

    assertThat(digest(IMAGE.bytes(ImageArchive.blob(inIndex)))).isEqualTo(named(inIndex));
    assertThat(digest(IMAGE.bytes(ImageArchive.blob(manifest.path("config")))))
        .isEqualTo(named(manifest.path("config")));
    for (JsonNode layer : manifest.path("layers")) {
      byte[] blob = IMAGE.bytes(ImageArchive.blob(layer));
      assertThat(digest(blob)).isEqualTo(named(layer));
      assertThat(blob).hasSize(layer.path("size").asInt());
      contents.add(digest(new GZIPInputStream(new ByteArrayInputStream(blob)).readAllBytes()));
    }
    assertThat(contents).isEqualTo(texts(IMAGE.config().path("rootfs").path("diff_ids")));
  }

  @Test
  void isLoadedByDockersThatReadNoOciImages() throws IOException {
    JsonNode docker = IMAGE.json("manifest.json").path(0);

    assertThat(docker.path("Config").asText())
        .isEqualTo(ImageArchive.blob(IMAGE.manifest().path("config")));
    assertThat(texts(docker.path("Layers"))).isEqualTo(IMAGE.layers()).hasSize(4);
    assertThat(docker.path("RepoTags").path(0).asText()).startsWith("voice-teller:");
  }

  @Test
  void startsTheNodeAsAUserThatIsNobodyElse() throws IOException {
    JsonNode config = IMAGE.config().path("config");

    assertThat(config.path("User").asText()).isEqualTo("10001:10001");
    assertThat(texts(config.path("Entrypoint")))
        .startsWith("/app/runtime/bin/java")
        .endsWith("-cp", "/app/libs/*", "org.voiceteller.http.Main");
    assertThat(config.path("ExposedPorts").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("8080/tcp", "7355/tcp", "8558/tcp");
    assertThat(texts(config.path("Env")))
        .containsExactlyInAnyOrder(
            "LANG=C.UTF-8",
            "VOICE_TELLER_HOST=0.0.0.0",
            "VOICE_TELLER_PORT=8080",
            "VOICE_TELLER_NODE_PORT=7355");
  }

  @Test
  void saysWhatItIs() throws IOException {
    JsonNode labels = IMAGE.config().path("config").path("Labels");

    assertThat(labels.path("org.opencontainers.image.title").asText()).isEqualTo("Voice Teller");
    assertThat(labels.path("org.opencontainers.image.licenses").asText()).isEqualTo("Apache-2.0");
    assertThat(labels.path("org.opencontainers.image.version").asText()).isNotBlank();
    assertThat(IMAGE.config().path("os").asText()).isEqualTo("linux");
  }

  @Test
  void canBeReadByAllAndChangedByNobody() {
    for (TarArchiveEntry entry : entries()) {
      int mode = entry.getMode();
      assertThat(entry.getLongUserId() + ":" + entry.getLongGroupId())
          .as(entry.getName())
          .isEqualTo("0:0");
      assertThat(mode & 07000).as("set-user, set-group, sticky: " + entry.getName()).isZero();
      assertThat(mode & 04).as("read by others: " + entry.getName()).isNotZero();
      if (!entry.getName().equals("tmp/")) {
        assertThat(mode & 022).as("written by others: " + entry.getName()).isZero();
      }
      if (entry.isDirectory()) {
        assertThat(mode & 01).as("entered by others: " + entry.getName()).isNotZero();
      } else {
        assertThat(entry.isFile()).as("a file: " + entry.getName()).isTrue();
      }
    }
  }

  @Test
  void isTheSameWhenItIsBuiltAgain() throws IOException {
    assertThat(IMAGE.config().path("created").asText()).isEqualTo(Instant.EPOCH.toString());
    assertThat(entries())
        .extracting(entry -> entry.getLastModifiedTime().toInstant())
        .containsOnly(Instant.EPOCH.plusSeconds(1));
  }

  @Test
  void holdsNoSecrets() throws IOException {
    List<String> suspects = new ArrayList<>();
    for (String layer : IMAGE.layers()) {
      IMAGE.visit(
          layer,
          (entry, content) -> {
            suspectIn(entry.getName(), content, suspects);
            if (isOurJar(entry.getName())) {
              var jar = new ZipInputStream(content);
              for (ZipEntry each = jar.getNextEntry(); each != null; each = jar.getNextEntry()) {
                suspectIn(entry.getName() + "!" + each.getName(), jar, suspects);
              }
            }
          });
    }

    assertThat(suspects).isEmpty();
    assertThat(texts(IMAGE.config().path("config").path("Env")))
        .noneMatch(variable -> variable.matches("(?i)[^=]*(KEY|SECRET|TOKEN|PASSWORD)[^=]*=.*"));
  }

  private static void suspectIn(String name, InputStream content, List<String> suspects)
      throws IOException {
    if (NAMES_OF_SECRETS.matcher(name).matches()) {
      suspects.add(name);
    } else if (!name.endsWith("/") && !name.endsWith(".jar") && !name.endsWith("/modules")) {
      if (PRIVATE_KEY.matcher(new String(content.readAllBytes(), ISO_8859_1)).find()) {
        suspects.add(name);
      }
    }
  }

  @Test
  void holdsTheJarsOfBothProgramsAndNoOthers() throws IOException {
    Set<String> expected = new TreeSet<>();
    for (String program : List.of("http-api", "sip-trunk")) {
      Path target = ImageArchive.PROJECT.resolve(program).resolve("target");
      try (Stream<Path> built = Files.list(target)) {
        built
            .map(file -> file.getFileName().toString())
            .filter(name -> name.startsWith(program) && name.endsWith(".jar"))
            .forEach(expected::add);
      }
      Stream.of(
              Files.readString(target.resolve("class-path.txt")).strip().split(File.pathSeparator))
          .map(jar -> Path.of(jar).getFileName().toString())
          .forEach(expected::add);
    }

    assertThat(jars(IMAGE.layers())).isEqualTo(expected);
    // The one must not be passed on, the others are for a laptop.
    assertThat(expected)
        .noneMatch(jar -> jar.matches("(?i)(DynamoDBLocal|cassandra-all|local-sonic|embedded-).*"));
  }

  /** A deploy ships what has changed. */
  @Test
  void hasItsOwnJarsInASmallLayerAboveTheOthers() throws IOException {
    List<String> layers = IMAGE.layers();
    Set<String> ours = jars(List.of(layers.getLast()));

    assertThat(ours).hasSize(6).allMatch(ImageIT::isOurJar);
    assertThat(jars(layers.subList(0, layers.size() - 1))).noneMatch(ImageIT::isOurJar);
    assertThat(IMAGE.manifest().path("layers").path(layers.size() - 1).path("size").asInt())
        .isLessThan(EACH_IN_THE_PROGRAM_LAYER_AT_MOST_BYTES);
  }

  /** The order of {@code /app/libs/*} is the file system's: it must not matter. */
  @Test
  void hasNoClassAndNoResourceTwice() throws IOException {
    Map<String, String> seen = new HashMap<>();
    List<String> twice = new ArrayList<>();
    for (String layer : IMAGE.layers()) {
      IMAGE.visit(
          layer,
          (entry, content) -> {
            if (entry.getName().startsWith("app/libs/") && entry.isFile()) {
              var jar = new ZipInputStream(content);
              for (ZipEntry each = jar.getNextEntry(); each != null; each = jar.getNextEntry()) {
                String other = seen.put(each.getName(), entry.getName());
                if (other != null && isOneOfAKind(each)) {
                  twice.add(each.getName() + " in " + other + " and " + entry.getName());
                }
              }
            }
          });
    }

    assertThat(twice).isEmpty();
    assertThat(seen).containsKey("org/voiceteller/http/Main.class");
  }

  /** All {@code reference.conf} are read, as are services; a class path knows no modules. */
  private static boolean isOneOfAKind(ZipEntry entry) {
    String name = entry.getName();
    return !entry.isDirectory()
        && !name.equals("reference.conf")
        && !name.equals("module-info.class")
        && (!name.startsWith("META-INF/") || name.startsWith("META-INF/versions"))
        && !name.matches("META-INF/versions/\\d+/(module-info\\.class|OSGI-INF/.*)");
  }

  @Test
  void bringsTheTermsOfWhatItHolds() {
    assertThat(entries())
        .extracting(TarArchiveEntry::getName)
        .contains("app/LICENSE", "app/runtime/legal/java.base/LICENSE");
  }

  private static List<TarArchiveEntry> entries() {
    return ENTRIES.values().stream().flatMap(List::stream).toList();
  }

  private static Set<String> jars(List<String> layers) {
    return layers.stream()
        .flatMap(layer -> ENTRIES.getOrDefault(layer, List.of()).stream())
        .filter(entry -> entry.isFile() && entry.getName().startsWith("app/libs/"))
        .map(entry -> entry.getName().substring("app/libs/".length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isOurJar(String name) {
    return name.matches(
        "(app/libs/)?(http-api|sip-trunk|core|actors|streams|persistence)-0\\..*jar");
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toList());
  }

  private static String named(JsonNode described) {
    return described.path("digest").asText();
  }

  private static String digest(byte[] bytes) throws NoSuchAlgorithmException {
    return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
