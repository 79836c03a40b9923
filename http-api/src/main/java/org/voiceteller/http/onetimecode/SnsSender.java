package org.voiceteller.http.onetimecode;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.authentication.OneTimeCodeSender;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.SnsAsyncClientBuilder;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.OptedOutException;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * Sends each code as a transactional SMS through Amazon SNS. Region, credentials and endpoint are
 * the AWS SDK's own ({@code AWS_ENDPOINT_URL_SNS}), unless they are set. There is one attempt: a
 * message that went out although its answer was lost must not go out twice, and a caller who waits
 * asks again.
 */
final class SnsSender implements OneTimeCodeSender, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SnsSender.class);
  private static final int MAX_CONNECTIONS = 16;

  private final SnsAsyncClient sns;
  private final Map<String, MessageAttributeValue> attributes;

  SnsSender(OneTimeCodeSettings.Way.Sns way, Duration timeout) {
    this(builder(way, timeout).build(), way);
  }

  SnsSender(SnsAsyncClient sns, OneTimeCodeSettings.Way.Sns way) {
    this.sns = sns;
    Map<String, MessageAttributeValue> all = new HashMap<>();
    all.put("AWS.SNS.SMS.SMSType", text("Transactional"));
    way.senderId().ifPresent(senderId -> all.put("AWS.SNS.SMS.SenderID", text(senderId)));
    this.attributes = Map.copyOf(all);
  }

  static SnsAsyncClientBuilder builder(OneTimeCodeSettings.Way.Sns way, Duration timeout) {
    SnsAsyncClientBuilder builder =
        SnsAsyncClient.builder()
            .httpClientBuilder(connections(timeout))
            .overrideConfiguration(
                override ->
                    override.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(timeout));
    way.region().map(Region::of).ifPresent(builder::region);
    way.endpoint().ifPresent(builder::endpointOverride);
    return builder;
  }

  static NettyNioAsyncHttpClient.Builder connections(Duration timeout) {
    return NettyNioAsyncHttpClient.builder()
        .maxConcurrency(MAX_CONNECTIONS)
        .connectionTimeout(timeout)
        .connectionAcquisitionTimeout(timeout);
  }

  @Override
  public CompletionStage<Delivery> send(Message message) {
    return sns.publish(
            PublishRequest.builder()
                .phoneNumber(message.to().e164())
                .message(message.text())
                .messageAttributes(attributes)
                .build())
        .<Delivery>thenApply(response -> new Delivery.Sent(response.messageId()))
        .exceptionally(SnsSender::notSent);
  }

  /** Only kinds and codes are logged: AWS's sentences may tell the number. */
  private static Delivery notSent(Throwable thrown) {
    Throwable failure =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return switch (failure) {
      case OptedOutException _ -> new Delivery.Refused(Reason.OPTED_OUT);
      case AwsServiceException refused -> refused(refused);
      case SdkClientException client -> {
        LOG.warn("SNS was not reached: {}", client.getClass().getSimpleName());
        yield String.valueOf(client.getMessage()).contains("credentials")
            ? new Delivery.Misconfigured()
            : new Delivery.TryLater();
      }
      default -> {
        LOG.warn("SNS was not reached: {}", failure.getClass().getSimpleName());
        yield new Delivery.TryLater();
      }
    };
  }

  private static Delivery refused(AwsServiceException refused) {
    String code = refused.awsErrorDetails() == null ? "" : refused.awsErrorDetails().errorCode();
    LOG.warn("SNS refused a message: {} {}", refused.statusCode(), code);
    if (refused.isThrottlingException()
        || code.contains("Throttl")
        || refused.statusCode() >= 500) {
      return new Delivery.TryLater();
    }
    return switch (code) {
      case "InvalidParameter", "InvalidParameterValue", "ParameterValueInvalid" ->
          new Delivery.Refused(Reason.BAD_DESTINATION);
      case "OptedOut" -> new Delivery.Refused(Reason.OPTED_OUT);
      default -> new Delivery.Misconfigured();
    };
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  @Override
  public void close() {
    sns.close();
  }
}
