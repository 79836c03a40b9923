package org.voiceteller.streams.nova;

import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.voiceteller.streams.settings.SettingsReader;
import org.voiceteller.streams.settings.WrongSettingsException;

/**
 * How the model is reached and how it shall speak. The meaning and default of each value stands in
 * this module's {@code reference.conf}, under {@code voice-teller.nova}.
 *
 * @param endpoint null for the AWS SDK's own resolution
 * @param region null for the AWS SDK's own resolution
 */
public record NovaSettings(
    String modelId,
    @Nullable URI endpoint,
    @Nullable String region,
    int maxConcurrency,
    int streamsPerConnection,
    Duration pingPeriod,
    Duration connectionAcquisitionTimeout,
    Duration connectTimeout,
    Duration readTimeout,
    Duration writeTimeout,
    Duration sendQueue,
    Duration silenceAfter,
    Duration stallAfter,
    Manner manner,
    List<Target> fallbacks,
    Breaker breaker) {

  public NovaSettings {
    fallbacks = List.copyOf(fallbacks);
  }

  /**
   * Where a model is.
   *
   * @param endpoint null for the AWS SDK's own resolution
   * @param region null for the AWS SDK's own resolution
   */
  public record Target(String modelId, @Nullable URI endpoint, @Nullable String region) {

    /** For operators and metrics: the model, and the region or the address where it is. */
    public String label() {
      String at = region != null ? region : endpoint != null ? endpoint.getAuthority() : "default";
      return modelId + "@" + at;
    }
  }

  /**
   * When a target is left alone.
   *
   * @param failures streams in a row that failed
   * @param pause until one is tried again; doubles each time that this fails, to 16 times as much
   */
  public record Breaker(int failures, Duration pause) {}

  /** The first choice. */
  public Target target() {
    return new Target(modelId, endpoint, region);
  }

  /** The same for another target, which has no fallback of its own. */
  NovaSettings at(Target target) {
    return new NovaSettings(
        target.modelId(),
        target.endpoint(),
        target.region(),
        maxConcurrency,
        streamsPerConnection,
        pingPeriod,
        connectionAcquisitionTimeout,
        connectTimeout,
        readTimeout,
        writeTimeout,
        sendQueue,
        silenceAfter,
        stallAfter,
        manner,
        List.of(),
        breaker);
  }

  /**
   * How the model speaks and listens.
   *
   * @param topP above 0, up to 1
   * @param temperature 0 to 1
   */
  public record Manner(
      String voice,
      EndpointingSensitivity sensitivity,
      int maxTokens,
      double topP,
      double temperature) {}

  /**
   * @throws WrongSettingsException with a sentence for each value that cannot be used
   */
  public static NovaSettings from(Config root) {
    SettingsReader reader = SettingsReader.at(root, "voice-teller.nova");
    Duration hour = Duration.ofHours(1);
    String modelId = reader.text("model-id");
    List<String> regions = regions(reader);
    NovaSettings settings =
        new NovaSettings(
            modelId,
            endpoint(reader),
            regions.stream().findFirst().orElse(null),
            reader.number("max-concurrency", 1, 10_000),
            reader.number("streams-per-connection", 1, 1_000),
            reader.duration("ping-period", Duration.ofSeconds(1), Duration.ofMinutes(1)),
            reader.duration("connection-acquisition-timeout", Duration.ofMillis(10), hour),
            reader.duration("connect-timeout", Duration.ofMillis(10), hour),
            reader.duration("read-timeout", Duration.ofSeconds(1), hour),
            reader.duration("write-timeout", Duration.ofSeconds(1), hour),
            reader.duration("send-queue", Duration.ofMillis(64), Duration.ofMinutes(1)),
            reader.duration("silence-after", Duration.ofMillis(64), Duration.ofSeconds(10)),
            reader.duration("stall-after", Duration.ofSeconds(1), Duration.ofMinutes(5)),
            new Manner(
                reader.text("voice", "[a-z]+", "a voice's name in lower case, as \"matthew\""),
                reader.oneOf("endpointing-sensitivity", EndpointingSensitivity.class),
                reader.number("max-tokens", 1, 10_000),
                reader.fraction("top-p", 0.01, 1),
                reader.fraction("temperature", 0, 1)),
            Stream.concat(
                    regions.stream().skip(1).map(region -> new Target(modelId, null, region)),
                    reader.each("fallbacks").stream().map(NovaSettings::fallback))
                .toList(),
            new Breaker(
                reader.number("breaker-failures", 1, 1_000),
                reader.duration("breaker-pause", Duration.ofMillis(100), hour)));
    reader.finish();
    return settings;
  }

  /** In the order in which they are called: {@code regions}, or the one {@code region}. */
  private static List<String> regions(SettingsReader reader) {
    List<String> one = reader.optionalText("region").stream().toList();
    List<String> several =
        reader
            .parsed(
                "regions",
                "names of regions with commas between them, each once, as"
                    + " \"us-east-1,us-west-2\"",
                NovaSettings::regions)
            .orElse(List.of());
    if (!one.isEmpty() && !several.isEmpty()) {
      reader.wrong(
          "Expected either voice-teller.nova.region or voice-teller.nova.regions, but both are"
              + " set.");
    }
    if (several.size() > 1 && reader.optionalText("endpoint").isPresent()) {
      reader.wrong(
          "Expected no voice-teller.nova.endpoint beside several voice-teller.nova.regions, but"
              + " both are set.");
    }
    return several.isEmpty() ? one : several;
  }

  private static List<String> regions(String text) {
    List<String> regions = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (regions.stream().distinct().count() < regions.size()
        || !regions.stream().allMatch(region -> region.matches("[a-z0-9-]+"))) {
      throw new IllegalArgumentException(text);
    }
    return regions;
  }

  private static Target fallback(SettingsReader reader) {
    return new Target(
        reader.text("model-id"), endpoint(reader), reader.optionalText("region").orElse(null));
  }

  private static @Nullable URI endpoint(SettingsReader reader) {
    return reader
        .parsed(
            "endpoint",
            "an http or https address, as \"http://127.0.0.1:9000\"",
            NovaSettings::endpoint)
        .orElse(null);
  }

  private static URI endpoint(String text) {
    URI uri = URI.create(text);
    if (uri.getHost() == null
        || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
      throw new IllegalArgumentException(text);
    }
    return uri;
  }
}
