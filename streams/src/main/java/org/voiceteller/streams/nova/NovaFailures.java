package org.voiceteller.streams.nova;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.voiceteller.streams.nova.NovaFailure.Category;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Sorts what can go wrong with the service and its SDK into what can be done about it. */
final class NovaFailures {

  private static final Set<String> OUR_MISTAKES =
      Set.of("ValidationException", "ResourceNotFoundException", "ConflictException");
  private static final Set<String> NEED_A_PERSON =
      Set.of(
          "AccessDeniedException",
          "UnrecognizedClientException",
          "ExpiredTokenException",
          "InvalidSignatureException",
          "MissingAuthenticationTokenException",
          "IncompleteSignatureException");

  private static final String STALLED = "Stalled";

  private NovaFailures() {}

  static NovaFailure of(Throwable thrown) {
    Throwable cause = unwrap(thrown);
    return switch (cause) {
      case NovaException known -> known.failure();
      case AwsServiceException service -> ofService(service);
      case MalformedNovaEventException malformed ->
          new NovaFailure(Category.RETRY, "MalformedEvent", words(malformed));
      case SdkClientException client -> ofClient(client);
      case IOException network ->
          new NovaFailure(Category.RETRY, network.getClass().getSimpleName(), words(network));
      case TimeoutException late -> new NovaFailure(Category.RETRY, "Timeout", words(late));
      default -> new NovaFailure(Category.RETRY, cause.getClass().getSimpleName(), words(cause));
    };
  }

  static NovaFailure unexpectedEnd() {
    return new NovaFailure(
        Category.RETRY, "UnexpectedEnd", "The service ended the stream before the session's end.");
  }

  static NovaFailure leftAlone(String target) {
    return new NovaFailure(
        Category.LATER, "CircuitOpen", target + " failed too often and is left alone for a while.");
  }

  static NovaFailure stalled() {
    return new NovaFailure(
        Category.RETRY, STALLED, "The service took nothing any more, though sound waited.");
  }

  /** Whether the service took nothing any more. */
  static boolean isStall(NovaFailure failure) {
    return failure.type().equals(STALLED);
  }

  static NovaFailure missingCompletionEnd() {
    return new NovaFailure(
        Category.RETRY,
        "MissingCompletionEnd",
        "The service ended the stream in the middle of a completion.");
  }

  private static NovaFailure ofService(AwsServiceException service) {
    String type = type(service);
    String message = words(service);
    return new NovaFailure(category(type, message, service.statusCode()), type, message);
  }

  private static Category category(String type, String message, int status) {
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("system instability") || saysTimeIsUp(lower)) {
      return Category.RETRY;
    }
    if (NEED_A_PERSON.contains(type) || status == 401 || status == 403) {
      return Category.ASK_A_PERSON;
    }
    if ("ServiceQuotaExceededException".equals(type)) {
      return Category.ASK_A_PERSON;
    }
    if (OUR_MISTAKES.contains(type) || status == 400 || status == 404 || status == 409) {
      return Category.GIVE_UP;
    }
    return Category.RETRY;
  }

  /** The limits of a stream's life and idleness are told as a validation's failure. */
  private static boolean saysTimeIsUp(String lower) {
    return lower.contains("timed out")
        || lower.contains("time limit")
        || lower.contains("maximum duration")
        || lower.contains("session duration");
  }

  private static String type(AwsServiceException service) {
    if (service.awsErrorDetails() != null && service.awsErrorDetails().errorCode() != null) {
      String code = service.awsErrorDetails().errorCode();
      return Character.toUpperCase(code.charAt(0)) + code.substring(1);
    }
    return service.getClass().getSimpleName();
  }

  private static NovaFailure ofClient(SdkClientException client) {
    String message = words(client);
    if (message.contains("credentials")) {
      return new NovaFailure(Category.ASK_A_PERSON, "NoCredentials", message);
    }
    if (message.contains("region")) {
      return new NovaFailure(Category.ASK_A_PERSON, "NoRegion", message);
    }
    Throwable root = client;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String type = root.getClass().getSimpleName();
    return new NovaFailure(Category.RETRY, type.isEmpty() ? "SdkClientException" : type, message);
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String words(Throwable thrown) {
    return thrown.getMessage() == null ? "" : thrown.getMessage();
  }
}
