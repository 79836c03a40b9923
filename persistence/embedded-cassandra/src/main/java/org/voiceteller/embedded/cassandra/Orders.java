package org.voiceteller.embedded.cassandra;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.cassandra.db.Keyspace;
import org.apache.cassandra.service.StorageService;

/**
 * What an operator asks of Cassandra with {@code nodetool}, here by a socket in the file system
 * beside the data, which only its owner can open: JMX would need a port. One order a connection, as
 * one line of words between tabs, answered by one line when it is done: {@code ok}, or {@code
 * failed} and why. One after the other.
 *
 * <ul>
 *   <li>{@code snapshot NAME KEYSPACE TABLE}: flushes the table and links its files into a
 *       directory {@code snapshots/NAME} of its own
 *   <li>{@code clear NAME}: deletes all snapshots of this name
 *   <li>{@code import KEYSPACE TABLE DIRECTORY}: checks the files there and adds copies of them to
 *       the table
 * </ul>
 */
final class Orders {

  /** Beside the data. */
  private static final String SOCKET = "orders";

  /** What {@code sun_path} holds (unix(7)), with its end. */
  private static final int LONGEST_PATH = 107;

  private Orders() {}

  /**
   * Takes orders from now on; where the path is too long for a socket it says so and takes none.
   */
  static void take(Path data) throws IOException {
    Path socket = data.resolve(SOCKET);
    if (socket.toString().getBytes(UTF_8).length > LONGEST_PATH) {
      System.out.println("No snapshot can be taken here: this path is too long for a socket.");
      return;
    }
    Files.deleteIfExists(socket);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    Thread.ofPlatform().daemon().name("orders").start(() -> serve(server));
  }

  private static void serve(ServerSocketChannel server) {
    while (true) {
      try (SocketChannel channel = server.accept()) {
        String order = new BufferedReader(Channels.newReader(channel, UTF_8)).readLine();
        if (order != null) {
          channel.write(ByteBuffer.wrap((answer(order) + "\n").getBytes(UTF_8)));
        }
      } catch (IOException gone) {
        System.out.println("An order could not be taken or answered: " + gone.getMessage());
      }
    }
  }

  private static String answer(String order) {
    try {
      obey(order.split("\t", -1));
      return "ok";
    } catch (IOException | RuntimeException failed) {
      return "failed " + String.valueOf(failed.getMessage()).replace('\n', ' ');
    }
  }

  private static void obey(String... words) throws IOException {
    switch (words[0] + "/" + words.length) {
      case "snapshot/4" ->
          StorageService.instance.takeMultipleTableSnapshot(words[1], words[2] + "." + words[3]);
      case "clear/2" -> StorageService.instance.clearSnapshot(Map.of(), words[1]);
      case "import/4" -> importFiles(words[1], words[2], words[3]);
      default -> throw new IllegalArgumentException("There is no order " + words[0]);
    }
  }

  private static void importFiles(String keyspace, String table, String directory) {
    List<String> refused =
        Keyspace.open(keyspace)
            .getColumnFamilyStore(table)
            .importNewSSTables(
                Set.of(directory),
                /* resetLevel= */ true,
                /* clearRepaired= */ true,
                /* verifySSTables= */ true,
                /* verifyTokens= */ true,
                /* invalidateCaches= */ true,
                /* extendedVerify= */ false,
                /* copyData= */ true);
    if (!refused.isEmpty()) {
      throw new IllegalStateException("Cassandra refuses the files of " + refused);
    }
  }
}
