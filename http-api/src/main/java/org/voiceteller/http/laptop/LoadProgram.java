package org.voiceteller.http.laptop;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.voiceteller.http.StartException;

/**
 * Programs of {@code load-tests}: they call a bank that this process has started, from a process of
 * their own.
 */
final class LoadProgram {

  private LoadProgram() {}

  /**
   * Runs one to its end, with this process's own output.
   *
   * @param home the project's directory, built
   * @return 0 when it says that all is well, else 1
   * @throws StartException in one sentence when it is not built or cannot be started
   */
  static int run(Path home, String main, List<String> arguments) {
    return run(home, Path.of("load-tests"), List.of(), main, arguments);
  }

  /**
   * The same for a program of a module within {@code load-tests}.
   *
   * @param module its directory, as {@code load-tests/frames}; its jar has the directory's name
   * @param options of the JVM, besides the usual ones
   */
  static int run(
      Path home, Path module, List<String> options, String main, List<String> arguments) {
    try {
      List<String> command = command(home.resolve(module), options, main, arguments);
      Process client = new ProcessBuilder(command).inheritIO().start();
      Runtime.getRuntime().addShutdownHook(new Thread(client::destroy, "stop-client"));
      return client.waitFor() == 0 ? 0 : 1;
    } catch (IOException failed) {
      throw new StartException(main + " cannot be started: " + failed.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** One-time codes go to this port, by the same webhook that a bank would use. */
  static Config codesTo(int port) {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return ConfigFactory.parseMap(
        Map.of(
            "voice-teller.one-time-code.provider",
            "webhook",
            "voice-teller.one-time-code.webhook.url",
            "http://127.0.0.1:" + port + "/codes",
            "voice-teller.one-time-code.webhook.secret",
            HexFormat.of().formatHex(secret)),
        "the callers' telephones");
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static List<String> command(
      Path module, List<String> options, String main, List<String> arguments) {
    Path target = module.resolve("target");
    Path jar = target.resolve(module.getFileName() + "-0.1.0-SNAPSHOT.jar");
    String classPath;
    try {
      classPath = Files.readString(target.resolve("class-path.txt")).strip();
    } catch (IOException notBuilt) {
      throw new StartException("The programs of load-tests are not built; ./teller builds them.");
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms512m",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(options);
    command.addAll(List.of("-cp", jar + File.pathSeparator + classPath, main));
    command.addAll(arguments);
    return command;
  }
}
