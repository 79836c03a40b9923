package org.voiceteller.http.onetimecode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceteller.core.authentication.OneTimeCodeSender.Delivery;
import org.voiceteller.core.authentication.OneTimeCodeSender.Message;
import org.voiceteller.core.authentication.OneTimeCodeSender.Reason;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.customer.PhoneNumber;
import org.voiceteller.http.onetimecode.LocalProvider.Answer;
import org.voiceteller.http.onetimecode.OneTimeCodeSettings.Way;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;

class OneTimeCodeSendersTest {

  private static final Message MESSAGE =
      new Message(
          "CALL-1/CODE-1",
          new PhoneNumber("+15552345678"),
          new Secret("012345"),
          "First National Bank",
          Duration.ofMinutes(5));
  private static final String SECRET = "a secret that only we two know of it";
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration SOON = Duration.ofMillis(300);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_768_478_400));

  /** One for all clients: a client that has its own takes two seconds to close it. */
  private static final SdkEventLoopGroup LOOPS =
      SdkEventLoopGroup.builder().numberOfThreads(1).build();

  @AfterAll
  static void stop() {
    LOOPS.eventLoopGroup().shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @Test
  void printsOneLineOnTheTerminalOfALaptop() throws Exception {
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    Delivery delivery =
        await(new ConsoleSender(new PrintStream(terminal, true, UTF_8)).send(MESSAGE));

    assertThat(delivery).isEqualTo(new Delivery.Sent(null));
    assertThat(terminal.toString(UTF_8).strip())
        .isEqualTo("[SECURITY] OTP sent to +1-555-xxx-5678: 012345");
  }

  @Test
  void signsEachCallOfTheWebhook() throws Exception {
    try (var provider =
            new LocalProvider(new Answer(202, Map.of("Voice-Teller-Receipt", "SMS-7"), "", false));
        var webhook = webhook(provider.url("/codes"), TIMEOUT)) {

      assertThat(await(webhook.send(MESSAGE))).isEqualTo(new Delivery.Sent("SMS-7"));

      var asked = provider.asked.getFirst();
      var body = new ObjectMapper().readTree(asked.body());
      assertThat(asked.path()).isEqualTo("/codes");
      assertThat(body.get("to").asText()).isEqualTo("+15552345678");
      assertThat(body.get("text").asText())
          .startsWith("First National Bank: your verification code is 012345.");
      assertThat(asked.headers().getFirst("Idempotency-Key")).isEqualTo("CALL-1/CODE-1");
      assertThat(asked.headers().getFirst("Voice-Teller-Timestamp")).isEqualTo("1768478400");
      assertThat(asked.headers().getFirst("Voice-Teller-Signature"))
          .isEqualTo("v1=" + hmac("1768478400." + asked.body()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "422, BAD_DESTINATION",
    "410, OPTED_OUT",
    "429, LATER",
    "408, LATER",
    "500, LATER",
    "503, LATER",
    "401, MISCONFIGURED",
    "404, MISCONFIGURED",
    "302, MISCONFIGURED"
  })
  void tellsWhatTheWebhookMeans(int status, String meaning) throws Exception {
    try (var elsewhere = new LocalProvider(Answer.of(204));
        var provider =
            new LocalProvider(
                new Answer(status, Map.of("Location", elsewhere.url("/").toString()), "", false));
        var webhook = webhook(provider.url("/"), TIMEOUT)) {

      assertThat(await(webhook.send(MESSAGE))).isEqualTo(delivery(meaning));

      assertThat(provider.asked).hasSize(1);
      assertThat(elsewhere.asked).as("a code is not carried on").isEmpty();
    }
  }

  @Test
  void doesNotWaitForAWebhookThatNeverEnds() throws Exception {
    try (var provider = new LocalProvider(new Answer(200, Map.of(), "", true));
        var webhook = webhook(provider.url("/"), SOON)) {
      assertThat(await(webhook.send(MESSAGE))).isEqualTo(new Delivery.TryLater());
    }
  }

  @Test
  void triesLaterWhenNobodyListens() throws Exception {
    URI nobody = URI.create("http://127.0.0.1:" + freePort() + "/");
    try (var webhook = webhook(nobody, TIMEOUT);
        var sns = sns(nobody, TIMEOUT)) {
      assertThat(await(webhook.send(MESSAGE))).isEqualTo(new Delivery.TryLater());
      assertThat(await(sns.send(MESSAGE))).isEqualTo(new Delivery.TryLater());
    }
  }

  @Test
  void sendsATransactionalSmsThroughSns() throws Exception {
    try (var provider =
            new LocalProvider(
                new Answer(
                    200,
                    Map.of("Content-Type", "text/xml"),
                    """
                    <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
                    <PublishResult><MessageId>SMS-9</MessageId></PublishResult>
                    </PublishResponse>
                    """,
                    false));
        var sns = sns(provider.url(""), TIMEOUT)) {

      assertThat(await(sns.send(MESSAGE))).isEqualTo(new Delivery.Sent("SMS-9"));

      assertThat(URLDecoder.decode(provider.asked.getFirst().body(), UTF_8))
          .contains(
              "Action=Publish",
              "PhoneNumber=+15552345678",
              "your verification code is 012345",
              "AWS.SNS.SMS.SMSType",
              "Transactional");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, InvalidParameter, BAD_DESTINATION",
    "400, OptedOut, OPTED_OUT",
    "400, Throttled, LATER",
    "429, Throttling, LATER",
    "500, InternalError, LATER",
    "503, ServiceUnavailable, LATER",
    "403, AuthorizationError, MISCONFIGURED",
    "403, InvalidClientTokenId, MISCONFIGURED",
    "404, NotFound, MISCONFIGURED"
  })
  void tellsWhatSnsMeansAndAsksItOnce(int status, String code, String meaning) throws Exception {
    try (var provider =
            new LocalProvider(
                new Answer(
                    status,
                    Map.of("Content-Type", "text/xml"),
                    "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>no</Message></Error></ErrorResponse>"
                        .formatted(code),
                    false));
        var sns = sns(provider.url(""), TIMEOUT)) {

      assertThat(await(sns.send(MESSAGE))).isEqualTo(delivery(meaning));
      assertThat(provider.asked).hasSize(1);
    }
  }

  @Test
  void doesNotWaitForAnSnsThatNeverAnswers() throws Exception {
    try (var provider = new LocalProvider(new Answer(200, Map.of(), "", true));
        var sns = sns(provider.url(""), SOON)) {
      assertThat(await(sns.send(MESSAGE))).isEqualTo(new Delivery.TryLater());
    }
  }

  private static Delivery delivery(String meaning) {
    return switch (meaning) {
      case "BAD_DESTINATION", "OPTED_OUT" -> new Delivery.Refused(Reason.valueOf(meaning));
      case "LATER" -> new Delivery.TryLater();
      case "MISCONFIGURED" -> new Delivery.Misconfigured();
      default -> throw new AssertionError(meaning);
    };
  }

  private static WebhookSender webhook(URI url, Duration timeout) {
    return new WebhookSender(new Way.Webhook(url, SECRET), timeout, CLOCK);
  }

  private static SnsSender sns(URI endpoint, Duration timeout) {
    Way.Sns way = new Way.Sns(Optional.of("us-east-1"), Optional.of(endpoint), Optional.empty());
    return new SnsSender(
        SnsSender.builder(way, timeout)
            .httpClientBuilder(SnsSender.connections(timeout).eventLoopGroup(LOOPS))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build(),
        way);
  }

  private static String hmac(String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
