package org.voiceteller.embedded.dynamodb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * DynamoDB Local as a child that never outlives its parent. The parent holds the pipe to standard
 * input open; a line on it or its end (the parent was killed) stops the child.
 *
 * <p>DynamoDB Local's own main class listens on every network interface and has no option against
 * it, so its handlers are put into a server here that listens on the loopback interface only. Its
 * telemetry starts in that main class and so never starts here.
 *
 * <p>Writes {@code child ready PORT} to standard output when requests are answered.
 */
public final class DynamoDbChild {

  /** Keeps the level: the log manager holds loggers weakly. */
  private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

  private DynamoDbChild() {}

  /** Takes the data directory, or {@code in-memory}, and the port, 0 for any free one. */
  public static void main(String[] args) throws Exception {
    boolean inMemory = args[0].equals("in-memory");
    int port = Integer.parseInt(args[1]);
    Thread.ofPlatform().daemon().name("parent-watch").start(DynamoDbChild::followParent);
    // Ctrl-C in a terminal reaches the children too; the parent decides when they stop.
    Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
    SQLITE.setLevel(Level.WARNING);
    System.out.println("child ready " + serve(port, inMemory, inMemory ? null : data(args[0])));
  }

  private static String data(String directory) throws IOException {
    return Files.createDirectories(Path.of(directory)).toAbsolutePath().toString();
  }

  private static int serve(int port, boolean inMemory, @Nullable String data) throws Exception {
    boolean sharedByAllKeysAndRegions = true;
    boolean delayTransientStatuses = false;
    var requests =
        new LocalDynamoDBRequestHandler(
            port, inMemory, data, sharedByAllKeysAndRegions, delayTransientStatuses);
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(new ContextHandler(new LocalDynamoDBServerHandler(requests, null), "/"));
    server.start();
    return connector.getLocalPort();
  }

  private static void followParent() {
    try {
      System.in.read();
    } catch (IOException e) {
      Runtime.getRuntime().halt(1);
    }
    // SQLite's files need no farewell: every answered write is in its journal.
    Runtime.getRuntime().halt(0);
  }
}
