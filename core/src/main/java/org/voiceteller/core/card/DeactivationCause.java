package org.voiceteller.core.card;

/** Why a card was taken out of use for good. */
public enum DeactivationCause {
  LOST,
  STOLEN,
  /** Somebody else used it, or its number. */
  FRAUD;

  public static DeactivationCause of(LossCause cause) {
    return switch (cause) {
      case LOST -> LOST;
      case STOLEN -> STOLEN;
    };
  }
}
