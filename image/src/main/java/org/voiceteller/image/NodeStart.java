package org.voiceteller.image;

import java.util.List;
import java.util.Map;

/** How a node starts in its container: what an operator sets comes by the environment. */
final class NodeStart {

  /** Calls, pages, health and metrics. */
  static final int DOORS = 8080;

  /** The other nodes of the cluster. */
  static final int NODE = 7355;

  /** Where a cluster on Kubernetes finds its members. */
  static final int MANAGEMENT = 8558;

  /** Someone outside the container knocks, and finds the same ports wherever it runs. */
  static final Map<String, String> ENVIRONMENT =
      Map.of(
          "LANG",
          "C.UTF-8",
          "VOICE_TELLER_HOST",
          "0.0.0.0",
          "VOICE_TELLER_PORT",
          Integer.toString(DOORS),
          "VOICE_TELLER_NODE_PORT",
          Integer.toString(NODE));

  /**
   * The JVM takes what the container has, and leaves as much for sound on its way and for threads.
   * One that is out of memory is worth less than a new one. {@code JDK_JAVA_OPTIONS} adds to these.
   */
  static final List<String> ENTRY_POINT =
      List.of(
          LinkedRuntime.PLACE + "/bin/java",
          "-XX:MaxRAMPercentage=60",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-cp",
          ProgramLayers.PLACE + "/*",
          "org.voiceteller.http.Main");

  private NodeStart() {}
}
