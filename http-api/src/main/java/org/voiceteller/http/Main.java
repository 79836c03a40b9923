package org.voiceteller.http;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.streams.settings.WrongSettingsException;

/**
 * A node in production: everything it needs is elsewhere and named by its configuration. Prints
 * {@code open http://…} when its doors are open and {@code ready http://…} when a call would be
 * answered; meanwhile {@code /health/ready} tells what it waits for. Exit codes: 0 stopped as
 * asked, 1 could not start or was lost, 2 a setting cannot be used.
 */
public final class Main {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] args) {
    System.exit(run());
  }

  private static int run() {
    Config config;
    try {
      config = Configuration.load();
    } catch (StartException unreadable) {
      System.err.println(unreadable.getMessage());
      return 2;
    }
    Node node;
    try {
      node = Node.start(config, true);
    } catch (StartException cannotStart) {
      System.err.println(cannotStart.getMessage());
      return 1;
    } catch (IllegalArgumentException | WrongSettingsException | ConfigException wrong) {
      System.err.println(wrong.getMessage());
      return 2;
    }
    Thread stop = new Thread(() -> stop(node), "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    System.out.println("open " + node.url());
    node.whenReady()
        .whenComplete(
            (readiness, failure) -> {
              if (readiness != null) {
                System.out.println("ready " + node.url());
              } else {
                LOG.error("It cannot be told whether calls are answered", failure);
              }
            });
    node.whenTerminated().toCompletableFuture().join();
    return 1;
  }

  /** The JVM waits for its hooks: nothing is left running when this returns. */
  private static void stop(Node node) {
    try {
      node.stop().toCompletableFuture().join();
    } catch (CompletionException failed) {
      LOG.warn("Not everything could be ended politely", failed.getCause());
    }
  }
}
