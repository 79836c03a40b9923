package org.voiceteller.streams.call;

import java.util.function.BooleanSupplier;
import org.voiceteller.streams.nova.EndpointingSensitivity;

/**
 * How soon a pause shall end the caller's turn on the next stream: as this call wishes, and as late
 * as the service can while the caller is to dictate a code, if that is set. The service fixes it
 * when a stream opens.
 */
final class Endpointing {

  private final EndpointingSensitivity usual;
  private final boolean widens;
  private final BooleanSupplier isSecretAwaited;

  /**
   * @param widens whether a stream is renewed for a code
   * @param isSecretAwaited whether the bank waits for a code or an answer
   */
  Endpointing(EndpointingSensitivity usual, boolean widens, BooleanSupplier isSecretAwaited) {
    this.usual = usual;
    this.widens = widens;
    this.isSecretAwaited = isSecretAwaited;
  }

  EndpointingSensitivity now() {
    return widens && isSecretAwaited.getAsBoolean() ? EndpointingSensitivity.LOW : usual;
  }
}
