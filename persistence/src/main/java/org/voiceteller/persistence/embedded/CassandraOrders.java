package org.voiceteller.persistence.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What {@code nodetool} does to a node, done to the embedded Cassandra that runs over a directory,
 * whichever process has started it. Each order returns when it is done, within half an hour.
 */
public final class CassandraOrders {

  private static final long PATIENCE_MINUTES = 30;

  private final Path data;

  private CassandraOrders(Path data) {
    this.data = data;
  }

  /**
   * @param embedded whose Cassandra runs
   */
  public static CassandraOrders over(Path embedded) {
    return new CassandraOrders(embedded.resolve("cassandra").resolve("data").toAbsolutePath());
  }

  /**
   * All that the table held when this was asked, and perhaps what came meanwhile.
   *
   * @return the directory with the snapshot's files; they never change
   * @throws EmbeddedStoreException when Cassandra refuses or cannot be reached
   */
  public Path snapshot(String name, String keyspace, String table) {
    order("snapshot", name, keyspace, table);
    Path tables = data.resolve("data").resolve(keyspace);
    try (Stream<Path> directories = Files.list(tables)) {
      return directories
          .filter(directory -> String.valueOf(directory.getFileName()).startsWith(table + "-"))
          .map(directory -> directory.resolve("snapshots").resolve(name))
          .filter(Files::isDirectory)
          .findFirst()
          .orElseThrow(
              () ->
                  new EmbeddedStoreException("Expected a snapshot of " + table + ", but none is"));
    } catch (IOException e) {
      throw new EmbeddedStoreException("Expected the tables' files in " + tables, e);
    }
  }

  /** Deletes all snapshots of this name. */
  public void clear(String name) {
    order("clear", name);
  }

  /**
   * Adds what the files in the directory hold to the table. They stay as they are.
   *
   * @throws EmbeddedStoreException when Cassandra refuses them or cannot be reached
   */
  public void importFiles(String keyspace, String table, Path directory) {
    order("import", keyspace, table, directory.toAbsolutePath().toString());
  }

  private void order(String... words) {
    String what = words[0] + " " + words[1];
    String answer;
    try {
      answer =
          CompletableFuture.supplyAsync(() -> ask(List.of(words)))
              .orTimeout(PATIENCE_MINUTES, TimeUnit.MINUTES)
              .join();
    } catch (CompletionException failed) {
      throw new EmbeddedStoreException("Cassandra was not reached for: " + what, failed);
    }
    if (!answer.equals("ok")) {
      throw new EmbeddedStoreException("Cassandra did not do: " + what + "; " + answer);
    }
  }

  private String ask(List<String> words) {
    try (SocketChannel channel =
        SocketChannel.open(UnixDomainSocketAddress.of(data.resolve("orders")))) {
      channel.write(ByteBuffer.wrap((String.join("\t", words) + "\n").getBytes(UTF_8)));
      String answer = new BufferedReader(Channels.newReader(channel, UTF_8)).readLine();
      return answer == null ? "it ended before it answered" : answer;
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
