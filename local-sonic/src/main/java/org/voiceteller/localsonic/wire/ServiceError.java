package org.voiceteller.localsonic.wire;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The errors of Amazon Bedrock's {@code InvokeModelWithBidirectionalStream}. Before the stream an
 * error is an HTTP status with {@code x-amzn-ErrorType}; inside the stream it is an exception frame
 * after which the stream ends.
 */
public enum ServiceError {
  VALIDATION("validationException", 400, true),
  ACCESS_DENIED("accessDeniedException", 403, false),
  RESOURCE_NOT_FOUND("resourceNotFoundException", 404, false),
  MODEL_TIMEOUT("modelTimeoutException", 408, true),
  MODEL_STREAM_ERROR("modelStreamErrorException", 424, true),
  THROTTLING("throttlingException", 429, true),
  INTERNAL_SERVER("internalServerException", 500, true),
  SERVICE_UNAVAILABLE("serviceUnavailableException", 503, true);

  private final String streamName;
  private final int status;
  private final boolean inStream;

  ServiceError(String streamName, int status, boolean inStream) {
    this.streamName = streamName;
    this.status = status;
    this.inStream = inStream;
  }

  /**
   * The value of {@code :exception-type} in an exception frame, such as {@code
   * throttlingException}.
   */
  public String streamName() {
    return streamName;
  }

  /** The value of {@code x-amzn-ErrorType}, such as {@code ThrottlingException}. */
  public String httpName() {
    return Character.toUpperCase(streamName.charAt(0)) + streamName.substring(1);
  }

  /** The HTTP status of the error before the stream. */
  public int status() {
    return status;
  }

  /** Whether the service sends it inside the stream too. */
  public boolean inStream() {
    return inStream;
  }

  /** The error of that {@link #streamName}. */
  public static Optional<ServiceError> named(String streamName) {
    return Arrays.stream(values()).filter(error -> error.streamName.equals(streamName)).findFirst();
  }

  /** All {@link #streamName}s, for messages. */
  public static String names() {
    return Arrays.stream(values()).map(ServiceError::streamName).collect(Collectors.joining(", "));
  }
}
