package org.voiceteller.persistence;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.voiceteller.persistence.dynamodb.DynamoDbClients;
import org.voiceteller.persistence.dynamodb.Tables;
import org.voiceteller.persistence.embedded.EmbeddedStores;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * One Cassandra, one DynamoDB and one actor system for the whole test run, started at the first
 * test that asks for them as a parameter of type {@link Running}.
 */
public final class SharedStores implements ParameterResolver {

  /** What the tests share. Each uses ids of its own. */
  public record Running(
      EmbeddedStores stores,
      ActorTestKit kit,
      DynamoDbAsyncClient client,
      PersistenceSettings settings,
      Path directory)
      implements AutoCloseable {

    static Running start() {
      try {
        Path directory = temporaryDirectory();
        Config base =
            ConfigFactory.parseMap(
                Map.of("voice-teller.persistence.embedded.dynamodb-in-memory", true));
        EmbeddedStores stores =
            EmbeddedStores.start(SharedStores.settings(laptop(base, directory)).embedded());
        Config config = stores.config().withFallback(laptop(base, directory)).resolve();
        PersistenceSettings settings = SharedStores.settings(config);
        stores.whenReady().toCompletableFuture().join();
        DynamoDbAsyncClient client = DynamoDbClients.create(settings.dynamoDb());
        Tables.createMissing(client).toCompletableFuture().join();
        return new Running(stores, system("shared", config), client, settings, directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      kit.shutdownTestKit();
      client.close();
      stores.close();
      delete(directory);
    }
  }

  /** The laptop's configuration over this data directory. */
  public static Config laptop(Config first, Path directory) {
    return first
        .withFallback(
            ConfigFactory.parseMap(
                Map.of("voice-teller.persistence.embedded.data-directory", directory.toString())))
        .withFallback(ConfigFactory.parseResources("test-node.conf"))
        .withFallback(ConfigFactory.load("voice-teller-laptop"));
  }

  public static PersistenceSettings settings(Config config) {
    return PersistenceSettings.from(config);
  }

  /** A cluster of one. */
  public static ActorTestKit system(String name, Config config) {
    ActorTestKit kit = ActorTestKit.create(name, config);
    Cluster cluster = Cluster.get(kit.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    return kit;
  }

  public static Path temporaryDirectory() throws IOException {
    return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "stores");
  }

  public static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedStores.class))
        .getOrComputeIfAbsent(Running.class, _ -> Running.start(), Running.class);
  }
}
