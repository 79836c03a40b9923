package org.voiceteller.persistence.personal;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.persistence.typed.PersistenceId;

/**
 * Keys for what belongs to calls and does not stand in the journal. Each is random and wrapped by
 * its call's own key, the one that what is personal in the call's events is sealed with: when a
 * customer who was on the call is erased, both are unreadable.
 */
public final class CallKeys {

  private static final String CALL = "call";

  private final SubjectKeys keys;

  private CallKeys(SubjectKeys keys) {
    this.keys = keys;
  }

  public static CallKeys of(ClassicActorSystemProvider system) {
    return new CallKeys(PersonalData.of(system));
  }

  /** Whether there are any: whether personal data is encrypted here. */
  public boolean isOn() {
    return keys.isOn();
  }

  /**
   * A key, and what is kept of it.
   *
   * @param wrapped in Base64
   */
  public record Made(DataKey key, String wrapped) {}

  /**
   * A new key.
   *
   * @param bound what it is for: it can be opened only with the same
   * @return fails when the call was erased, or its key cannot be reached
   */
  public CompletionStage<Made> make(String callId, String bound) {
    return keys.obtain(subject(callId))
        .thenApply(
            wrapping ->
                switch (wrapping) {
                  case SubjectKey.Present(var key) -> {
                    byte[] made = AesGcm.newKey();
                    yield new Made(
                        new DataKey(AesGcm.key(made)),
                        Base64.getEncoder().encodeToString(AesGcm.seal(key, made, bound)));
                  }
                  case SubjectKey.Erased _ ->
                      throw new IllegalStateException(
                          "Expected a key for " + callId + ", but it was erased");
                });
  }

  /**
   * A key that was made before; empty when the call was erased. Waits for the store.
   *
   * @throws GeneralSecurityException when it was not wrapped so
   * @throws IllegalStateException when the store does not answer in time, or the master key is
   *     wrong
   */
  public Optional<DataKey> open(String callId, String bound, String wrapped)
      throws GeneralSecurityException {
    return switch (keys.known(subject(callId))) {
      case SubjectKey.Present(var key) ->
          Optional.of(
              new DataKey(
                  AesGcm.key(AesGcm.open(key, Base64.getDecoder().decode(wrapped), bound))));
      case SubjectKey.Erased _ -> Optional.empty();
    };
  }

  private static String subject(String callId) {
    return PersistenceId.of(CALL, callId).id();
  }
}
