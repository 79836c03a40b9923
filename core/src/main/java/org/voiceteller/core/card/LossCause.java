package org.voiceteller.core.card;

/** How a card got out of its holder's hands, as the holder tells it. */
public enum LossCause {
  LOST,
  STOLEN
}
