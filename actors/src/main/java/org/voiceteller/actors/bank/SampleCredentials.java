package org.voiceteller.actors.bank;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.actors.authentication.CredentialsEntity.Command;
import org.voiceteller.actors.authentication.CredentialsReply;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.authentication.Totp;

/**
 * The sample customers' security questions and authenticator apps. They enter as commands, like
 * real ones, and stand in the journal hashed and sealed; their answers are known to everybody who
 * reads the resource, and are good for samples only.
 */
final class SampleCredentials {

  private static final String RESOURCE = "sample_credentials.json";

  /**
   * @param authenticatorSecret in Base32, for an app with SHA-1, 6 digits and 30 seconds
   */
  private record Sample(
      String customerId,
      String questionId,
      String question,
      String answer,
      String appId,
      String authenticatorSecret) {}

  private final Entities entities;
  private final List<Sample> samples;

  private SampleCredentials(Entities entities, List<Sample> samples) {
    this.entities = entities;
    this.samples = List.copyOf(samples);
  }

  static SampleCredentials load(Entities entities) {
    try (InputStream json =
        Objects.requireNonNull(
            SampleCredentials.class.getResourceAsStream(RESOURCE), "no resource " + RESOURCE)) {
      return new SampleCredentials(
          entities,
          JsonMapper.builder()
              .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
              .build()
              .readValue(json, new TypeReference<List<Sample>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + RESOURCE, e);
    }
  }

  /** Whether the last of them, which is entered after all others, is there. */
  CompletionStage<Boolean> areComplete() {
    return entities
        .<CredentialsReply.SecondSteps>credentials(
            samples.getLast().customerId(), Command.GetSecondSteps::new)
        .thenApply(steps -> steps.hasAuthenticator() && !steps.questions().isEmpty());
  }

  /** One after the other: a slow hash for each would crowd out all else on a small machine. */
  CompletionStage<Void> enter() {
    CompletionStage<Void> entered = CompletableFuture.completedFuture(null);
    for (Sample sample : samples) {
      entered = entered.thenCompose(_ -> question(sample)).thenCompose(_ -> authenticator(sample));
    }
    return entered;
  }

  private CompletionStage<Void> question(Sample sample) {
    return entities
        .<CredentialsReply.Enrolment>credentials(
            sample.customerId(),
            replyTo ->
                new Command.SetQuestion(
                    sample.questionId(), sample.question(), new Secret(sample.answer()), replyTo))
        .thenAccept(SampleCredentials::kept);
  }

  private CompletionStage<Void> authenticator(Sample sample) {
    return entities
        .<CredentialsReply.Enrolment>credentials(
            sample.customerId(),
            replyTo ->
                new Command.SetAuthenticator(
                    sample.appId(),
                    Totp.Algorithm.SHA1,
                    Totp.FEWEST_DIGITS,
                    new Secret(sample.authenticatorSecret()),
                    replyTo))
        .thenAccept(SampleCredentials::kept);
  }

  private static void kept(CredentialsReply.Enrolment reply) {
    switch (reply) {
      case CredentialsReply.Kept _ -> {}
      case CredentialsReply.Unusable _, CredentialsReply.Busy _ ->
          throw new IllegalStateException(
              "Expected a sample customer's credentials to be taken, but got " + reply);
    }
  }
}
