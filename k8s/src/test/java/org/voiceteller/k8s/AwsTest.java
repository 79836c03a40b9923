package org.voiceteller.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What AWS is told holds together, and gives a node what its code does and nothing beside it. */
class AwsTest {

  private static final Path TABLES = Path.of("../infrastructure/tables.yaml");
  private static final Path IDENTITY = Path.of("../infrastructure/aws/identity.yaml");
  private static final Pattern CALL = Pattern.compile("client\\s*\\.(\\w+)\\(");
  private static final Pattern IN_TEXT = Pattern.compile("\\$\\{(\\w+)(?:\\.\\w+)?}");

  /** A transaction is allowed by what is in it. */
  private static final Map<String, Set<String>> ACTIONS =
      Map.of("transactWriteItems", Set.of("PutItem", "UpdateItem", "DeleteItem"));

  static Stream<Path> templates() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../infrastructure/aws"))) {
      return Stream.concat(files.toList().stream(), Stream.of(TABLES));
    }
  }

  @ParameterizedTest
  @MethodSource("templates")
  void namesOnlyWhatItDescribes(Path template) {
    JsonNode root = read(template);
    Set<String> described = new TreeSet<>();
    root.path("Resources").fieldNames().forEachRemaining(described::add);
    root.path("Parameters").fieldNames().forEachRemaining(described::add);

    assertThat(root.path("AWSTemplateFormatVersion").asText()).isEqualTo("2010-09-09");
    assertThat(root.path("Resources")).isNotEmpty().allMatch(each -> each.has("Type"));
    assertThat(references(root)).isNotEmpty().isSubsetOf(described);
  }

  private static Set<String> references(JsonNode root) {
    Set<String> names = new TreeSet<>();
    root.findValues("Ref").forEach(each -> names.add(each.asText()));
    root.findValues("Fn::GetAtt").forEach(each -> names.add(each.path(0).asText()));
    root.findValues("Fn::Sub")
        .forEach(
            each -> IN_TEXT.matcher(each.asText()).results().forEach(m -> names.add(m.group(1))));
    root.findValues("DependsOn")
        .forEach(
            each -> {
              if (each.isTextual()) {
                names.add(each.asText());
              }
              each.forEach(one -> names.add(one.asText()));
            });
    names.removeIf(name -> name.startsWith("AWS::"));
    return names;
  }

  @Test
  void aNodeMayDoWithTablesWhatItsCodeDoes() throws IOException {
    Path code = Path.of("../persistence/src/main/java/org/voiceteller/persistence/dynamodb");
    Set<String> done = new TreeSet<>();
    for (String file : List.of("DynamoDbOp.java", "TablesHealth.java", "NewestFirst.java")) {
      CALL.matcher(Files.readString(code.resolve(file)))
          .results()
          .map(match -> match.group(1))
          .flatMap(
              call ->
                  ACTIONS
                      .getOrDefault(
                          call,
                          Set.of(call.substring(0, 1).toUpperCase(Locale.ROOT) + call.substring(1)))
                      .stream())
          .forEach(action -> done.add("dynamodb:" + action));
    }
    Set<String> allowed =
        statements(read(TABLES).at("/Resources/NodePolicy/Properties/PolicyDocument"))
            .flatMap(AwsTest::actions)
            .filter(action -> action.startsWith("dynamodb:"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(allowed).isEqualTo(done);
  }

  @Test
  void aNodeTalksToOneModelAndSendsCodesToNumbers() {
    JsonNode role = read(IDENTITY).at("/Resources/NodeRole/Properties");
    List<JsonNode> statements =
        Manifests.list(role.path("Policies"))
            .flatMap(policy -> statements(policy.path("PolicyDocument")))
            .toList();

    assertThat(statements.stream().flatMap(AwsTest::actions))
        .containsExactlyInAnyOrder("bedrock:InvokeModel", "sns:Publish", "sns:Publish");
    assertThat(statements)
        .filteredOn(each -> each.path("Effect").asText().equals("Allow"))
        .filteredOn(each -> each.path("Resource").asText().equals("*"))
        .as("numbers have no name to AWS; nothing else may be of everything")
        .map(each -> each.path("Sid").asText())
        .containsExactly("ToNumbers");
    assertThat(statements)
        .filteredOn(each -> each.path("Effect").asText().equals("Deny"))
        .map(each -> each.at("/Resource/Fn::Sub").asText())
        .containsExactly("arn:${AWS::Partition}:sns:*:*:*");
  }

  @Test
  void rolesAreForTheServiceAccountsThatThereAre() {
    JsonNode resources = read(IDENTITY).path("Resources");
    Manifests production = Manifests.of("production");
    String account = resources.at("/NodeIdentity/Properties/ServiceAccount").asText();

    assertThat(production.named("ServiceAccount", account)).isPresent();
    assertThat(
            production.named(
                "Namespace", read(IDENTITY).at("/Parameters/Namespace/Default").asText()))
        .isPresent();
    assertThat(
            resources
                .at("/NodeRole/Properties/AssumeRolePolicyDocument/Statement/0/Condition")
                .at("/StringEquals/aws:RequestTag~1kubernetes-service-account")
                .asText())
        .isEqualTo(account);
  }

  @Test
  void secretsThatAreAskedForAreThoseThatMayBeRead() {
    String allowed =
        read(IDENTITY)
            .at("/Resources/SecretsRole/Properties/Policies/0/PolicyDocument/Statement/0/Resource")
            .path("Fn::Sub")
            .asText();

    assertThat(allowed).endsWith(":secret:voice-teller/*");
    assertThat(
            Manifests.of("production")
                .ofKind("ExternalSecret")
                .flatMap(each -> each.findValues("remoteRef").stream())
                .map(each -> each.path("key").asText()))
        .isNotEmpty()
        .allMatch(key -> key.startsWith("voice-teller/"));
  }

  @Test
  void wallsLetLoadBalancersInFromTheNetworkThatIsMade() {
    JsonNode network = read(Path.of("../infrastructure/aws/network.yaml"));

    assertThat(
            Manifests.of("production")
                .named("NetworkPolicy", "load-balancers-to-voice")
                .orElseThrow()
                .at("/spec/ingress/0/from/0/ipBlock/cidr"))
        .isEqualTo(network.at("/Resources/Network/Properties/CidrBlock"));
  }

  private static Stream<JsonNode> statements(JsonNode policy) {
    return Manifests.list(policy.path("Statement"));
  }

  private static Stream<String> actions(JsonNode statement) {
    JsonNode action = statement.path("Action");
    return action.isArray()
        ? Manifests.list(action).map(JsonNode::asText)
        : Stream.of(action.asText());
  }

  private static JsonNode read(Path template) {
    return Manifests.documents(template).getFirst();
  }
}
