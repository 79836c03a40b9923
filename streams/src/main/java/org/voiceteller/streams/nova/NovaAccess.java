package org.voiceteller.streams.nova;

import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Region and credentials of the client. They are left to the AWS SDK, except for a stand-in on this
 * machine: it needs some credentials, since the SDK signs events and refuses to send them unsigned,
 * and they may be made up when there are none.
 *
 * @param region empty for the SDK's own resolution
 * @param credentials empty for the SDK's own resolution
 */
record NovaAccess(Optional<Region> region, Optional<AwsCredentialsProvider> credentials) {

  private static final AwsCredentialsProvider MADE_UP =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("stand-in", "stand-in"));

  /**
   * @param environment an environment variable's value by its name, or null
   * @param properties a system property's value by its name, or null
   */
  static NovaAccess of(
      NovaSettings settings,
      UnaryOperator<@Nullable String> environment,
      UnaryOperator<@Nullable String> properties) {
    Optional<Region> asked = Optional.ofNullable(settings.region()).map(Region::of);
    if (!isOnThisMachine(settings.endpoint(), environment, properties)) {
      return new NovaAccess(asked, Optional.empty());
    }
    Optional<Region> region =
        asked.or(
            () ->
                first(
                        properties.apply("aws.region"),
                        environment.apply("AWS_REGION"),
                        environment.apply("AWS_DEFAULT_REGION"))
                    .map(Region::of)
                    .or(() -> Optional.of(Region.US_EAST_1)));
    // not the default chain: it would ask for an EC2 instance's metadata and wait for it
    AwsCredentialsProvider credentials =
        AwsCredentialsProviderChain.builder()
            .credentialsProviders(
                SystemPropertyCredentialsProvider.create(),
                EnvironmentVariableCredentialsProvider.create(),
                ProfileCredentialsProvider.create(),
                MADE_UP)
            .build();
    return new NovaAccess(region, Optional.of(credentials));
  }

  private static boolean isOnThisMachine(
      @Nullable URI endpoint,
      UnaryOperator<@Nullable String> environment,
      UnaryOperator<@Nullable String> properties) {
    Optional<String> host =
        endpoint != null
            ? Optional.ofNullable(endpoint.getHost())
            : first(
                    properties.apply("aws.endpointUrlBedrockRuntime"),
                    environment.apply("AWS_ENDPOINT_URL_BEDROCK_RUNTIME"),
                    properties.apply("aws.endpointUrl"),
                    environment.apply("AWS_ENDPOINT_URL"))
                .map(URI::create)
                .map(URI::getHost);
    return host.filter(
            name -> name.equals("localhost") || name.equals("[::1]") || name.startsWith("127."))
        .isPresent();
  }

  private static Optional<String> first(@Nullable String... values) {
    return Stream.of(values).filter(value -> value != null && !value.isBlank()).findFirst();
  }
}
