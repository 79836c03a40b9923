package org.voiceteller.loadtests.drill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The SDK's own client takes what the proxy says for what DynamoDB says. */
class ThrottlingProxyTest {

  private final AtomicInteger done = new AtomicInteger();
  private final HttpServer tables;
  private final ThrottlingProxy proxy;
  private final DynamoDbAsyncClient client;

  ThrottlingProxyTest() throws IOException {
    tables = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tables.createContext(
        "/",
        exchange -> {
          try (exchange) {
            done.incrementAndGet();
            byte[] item = "{\"Item\":{\"id\":{\"S\":\"one\"}}}".getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, item.length);
            exchange.getResponseBody().write(item);
          }
        });
    tables.start();
    proxy =
        ThrottlingProxy.open(0, URI.create("http://127.0.0.1:" + tables.getAddress().getPort()));
    client =
        DynamoDbAsyncClient.builder()
            .endpointOverride(proxy.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(NettyNioAsyncHttpClient.builder())
            .overrideConfiguration(over -> over.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
  }

  @AfterEach
  void close() {
    client.close();
    proxy.close();
    tables.stop(0);
  }

  @Test
  void passesOnWhatItDoesNotRefuse() {
    assertThat(get().item()).containsEntry("id", AttributeValue.fromS("one"));
    assertThat(proxy.told()).isEqualTo("1 requests passed on and 0 refused");
  }

  @Test
  void refusesAsOneWhoIsAskedTooMuch() {
    proxy.refuses(1);

    for (int i = 0; i < 20; i++) {
      assertThat(catchThrowable(this::get))
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOfSatisfying(
              DynamoDbException.class,
              refused -> {
                assertThat(refused.isThrottlingException()).isTrue();
                assertThat(refused.awsErrorDetails().errorCode())
                    .isIn("ProvisionedThroughputExceededException", "ThrottlingException");
              });
    }
    assertThat(done).hasValue(0);
  }

  @Test
  void cancelsATransactionSinceOneOfItsItemsWasTooMuch() {
    proxy.refuses(1);
    var item =
        TransactWriteItem.builder()
            .put(
                Put.builder()
                    .tableName("Table")
                    .item(Map.of("id", AttributeValue.fromS("one")))
                    .build())
            .build();

    assertThat(
            catchThrowable(
                () -> client.transactWriteItems(write -> write.transactItems(item, item)).join()))
        .cause()
        .isInstanceOfSatisfying(
            TransactionCanceledException.class,
            cancelled ->
                assertThat(cancelled.cancellationReasons())
                    .extracting(CancellationReason::code)
                    .containsExactly("None", "ThrottlingError"));
    assertThat(done).hasValue(0);
  }

  @Test
  void closesTheLineWhenTheTablesAreGone() {
    tables.stop(0);

    assertThat(catchThrowable(this::get)).cause().isNotInstanceOf(DynamoDbException.class);
  }

  private GetItemResponse get() {
    return client
        .getItem(get -> get.tableName("Table").key(Map.of("id", AttributeValue.fromS("one"))))
        .join();
  }
}
