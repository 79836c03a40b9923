package org.voiceteller.persistence.dynamodb;

import org.voiceteller.persistence.PersistenceSettings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;

/** Makes the DynamoDB client from the settings. Who asks for one closes it. */
public final class DynamoDbClients {

  private DynamoDbClients() {}

  /**
   * What the settings leave empty is left to the SDK: region and credentials from its chains, the
   * endpoint from {@code AWS_ENDPOINT_URL_DYNAMODB} or the region.
   */
  public static DynamoDbAsyncClient create(PersistenceSettings.DynamoDb settings) {
    DynamoDbAsyncClientBuilder builder =
        DynamoDbAsyncClient.builder()
            .httpClientBuilder(
                NettyNioAsyncHttpClient.builder()
                    .maxConcurrency(settings.concurrency())
                    .connectionTimeout(settings.connectTimeout())
                    .connectionAcquisitionTimeout(settings.callTimeout()))
            .overrideConfiguration(
                override ->
                    override
                        .retryStrategy(RetryMode.STANDARD)
                        .apiCallAttemptTimeout(settings.attemptTimeout())
                        .apiCallTimeout(settings.callTimeout()));
    settings.endpoint().ifPresent(builder::endpointOverride);
    settings.region().map(Region::of).ifPresent(builder::region);
    if (settings.localCredentials()) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }
    return builder.build();
  }
}
