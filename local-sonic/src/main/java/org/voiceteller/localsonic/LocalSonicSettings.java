package org.voiceteller.localsonic;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.voiceteller.localsonic.conversation.Echo;
import org.voiceteller.localsonic.conversation.StreamLimits;

/**
 * How the stand-in is run.
 *
 * @param host where it listens; it knows no passwords, so better only on loopback
 * @param port where it listens, 0 for any free one
 * @param connectionLimit the longest that a stream may last; the service says 8 minutes
 * @param idleLimit the longest without any input event; sources say 55, 175 or 295 seconds
 * @param maxStreams how many streams may be open; 20 per account is what AWS grants first
 * @param maxFrameBytes the largest frame of a request
 * @param echo how sound is sent straight back instead of being answered; empty: it is answered
 * @param inputDirectory takes all that the model is given; empty: it is not written down
 */
public record LocalSonicSettings(
    String host,
    int port,
    Duration connectionLimit,
    Duration idleLimit,
    int maxStreams,
    int maxFrameBytes,
    Optional<Echo.Manner> echo,
    Optional<Path> inputDirectory) {

  private static final LocalSonicSettings DEFAULTS =
      new LocalSonicSettings(
          "127.0.0.1",
          0,
          Duration.ofMinutes(8),
          Duration.ofSeconds(55),
          20,
          1024 * 1024,
          Optional.empty(),
          Optional.empty());

  public LocalSonicSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("Expected a port of 0 to 65535, but it is " + port);
    }
    expectPositive("connection limit", connectionLimit);
    expectPositive("idle limit", idleLimit);
    if (maxStreams < 1) {
      throw new IllegalArgumentException("Expected at least 1 stream, but it is " + maxStreams);
    }
    if (maxFrameBytes < 1024) {
      throw new IllegalArgumentException(
          "Expected frames of at least 1024 bytes, but it is " + maxFrameBytes);
    }
  }

  /** On a free port of loopback, with the service's own limits. */
  public static LocalSonicSettings defaults() {
    return DEFAULTS;
  }

  public LocalSonicSettings withHost(String host) {
    return new LocalSonicSettings(
        host, port, connectionLimit, idleLimit, maxStreams, maxFrameBytes, echo, inputDirectory);
  }

  public LocalSonicSettings withPort(int port) {
    return new LocalSonicSettings(
        host, port, connectionLimit, idleLimit, maxStreams, maxFrameBytes, echo, inputDirectory);
  }

  public LocalSonicSettings withConnectionLimit(Duration connectionLimit) {
    return new LocalSonicSettings(
        host, port, connectionLimit, idleLimit, maxStreams, maxFrameBytes, echo, inputDirectory);
  }

  public LocalSonicSettings withIdleLimit(Duration idleLimit) {
    return new LocalSonicSettings(
        host, port, connectionLimit, idleLimit, maxStreams, maxFrameBytes, echo, inputDirectory);
  }

  public LocalSonicSettings withMaxStreams(int maxStreams) {
    return new LocalSonicSettings(
        host, port, connectionLimit, idleLimit, maxStreams, maxFrameBytes, echo, inputDirectory);
  }

  public LocalSonicSettings withEcho(Echo.Manner manner) {
    return new LocalSonicSettings(
        host,
        port,
        connectionLimit,
        idleLimit,
        maxStreams,
        maxFrameBytes,
        Optional.of(manner),
        inputDirectory);
  }

  public LocalSonicSettings withInputWrittenTo(Path directory) {
    return new LocalSonicSettings(
        host,
        port,
        connectionLimit,
        idleLimit,
        maxStreams,
        maxFrameBytes,
        echo,
        Optional.of(directory));
  }

  StreamLimits streamLimits() {
    return new StreamLimits(connectionLimit, idleLimit, maxFrameBytes);
  }

  private static void expectPositive(String what, Duration limit) {
    if (!limit.isPositive()) {
      throw new IllegalArgumentException(
          "Expected a %s above zero, but it is %s".formatted(what, limit));
    }
  }
}
