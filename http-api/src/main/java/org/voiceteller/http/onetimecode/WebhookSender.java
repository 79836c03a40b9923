package org.voiceteller.http.onetimecode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.authentication.OneTimeCodeSender;

/**
 * Hands each code to a receiver of the bank's, for any provider of messages: one HTTPS POST of
 *
 * <pre>{"messageId":"…","to":"+15552345678","text":"…","validForSeconds":300}</pre>
 *
 * <p>{@code Voice-Teller-Timestamp} holds the seconds since 1970, and {@code
 * Voice-Teller-Signature} {@code v1=} and the HMAC-SHA-256, in hexadecimal, of the timestamp, a
 * full stop and the body, with the shared secret. A receiver must refuse what it cannot verify, and
 * what is older than {@value #REPLAY_WINDOW_SECONDS} seconds; within them, {@code Idempotency-Key}
 * (the message's id) tells a repetition.
 *
 * <p>Answers: any 2xx, it was taken over ({@code Voice-Teller-Receipt} may name it); 422, no such
 * destination; 410, the customer has opted out; 408, 425, 429 and 5xx, later; all others, the
 * bank's set-up is wrong. Redirects are not followed: they would carry the code elsewhere.
 */
final class WebhookSender implements OneTimeCodeSender, AutoCloseable {

  static final int REPLAY_WINDOW_SECONDS = 300;

  private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI url;
  private final SecretKeySpec secret;
  private final Duration timeout;
  private final InstantSource clock;
  private final HttpClient client;

  WebhookSender(OneTimeCodeSettings.Way.Webhook way, Duration timeout, InstantSource clock) {
    this.url = way.url();
    this.secret = new SecretKeySpec(way.secret().getBytes(UTF_8), "HmacSHA256");
    this.timeout = timeout;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public CompletionStage<Delivery> send(Message message) {
    String body = body(message);
    String timestamp = String.valueOf(clock.instant().getEpochSecond());
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", message.messageId())
            .header("Voice-Teller-Timestamp", timestamp)
            .header("Voice-Teller-Signature", "v1=" + signature(timestamp, body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    CompletableFuture<HttpResponse<Void>> call =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    return call.thenApply(WebhookSender::delivery)
        .exceptionally(WebhookSender::unreached)
        // The client's own timeout ends with the headers; the body may still not come.
        .completeOnTimeout(new Delivery.TryLater(), timeout.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((_, _) -> call.cancel(true));
  }

  private static Delivery delivery(HttpResponse<Void> response) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return new Delivery.Sent(response.headers().firstValue("Voice-Teller-Receipt").orElse(null));
    }
    LOG.warn("The webhook for one-time codes answered {}", status);
    return switch (status) {
      case 422 -> new Delivery.Refused(Reason.BAD_DESTINATION);
      case 410 -> new Delivery.Refused(Reason.OPTED_OUT);
      case 408, 425, 429 -> new Delivery.TryLater();
      default -> status >= 500 ? new Delivery.TryLater() : new Delivery.Misconfigured();
    };
  }

  private static Delivery unreached(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    LOG.warn(
        "The webhook for one-time codes was not reached: {}", cause.getClass().getSimpleName());
    return cause instanceof SSLException ? new Delivery.Misconfigured() : new Delivery.TryLater();
  }

  private static String body(Message message) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("messageId", message.messageId());
    fields.put("to", message.to().e164());
    fields.put("text", message.text());
    fields.put("validForSeconds", message.validFor().toSeconds());
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Expected texts and numbers to be JSON", e);
    }
  }

  private String signature(String timestamp, String body) {
    try {
      Mac mac = Mac.getInstance(secret.getAlgorithm());
      mac.init(secret);
      return HexFormat.of().formatHex(mac.doFinal((timestamp + "." + body).getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected every Java runtime to have HMAC-SHA-256", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
