package org.voiceteller.core.tool;

import org.jspecify.annotations.Nullable;
import org.voiceteller.core.card.LossCause;

/** What the card tools are asked. A card is only ever named by its last four digits. */
public sealed interface CardInput extends ToolInput {

  String CARD_ENDING = "The last four digits of the card, when the caller named them.";

  @Nullable String cardEnding();

  record ReportLostCard(
      @Field(title = "card ending", description = CARD_ENDING, pattern = FOUR_DIGITS)
          @Nullable String cardEnding,
      @Field(
              title = "cause",
              description = "Whether the card was lost or stolen, when the caller said so.")
          @Nullable LossCause cause)
      implements CardInput {}

  record FreezeCard(
      @Field(title = "card ending", description = CARD_ENDING, pattern = FOUR_DIGITS)
          @Nullable String cardEnding)
      implements CardInput {}

  record UnfreezeCard(
      @Field(title = "card ending", description = CARD_ENDING, pattern = FOUR_DIGITS)
          @Nullable String cardEnding)
      implements CardInput {}

  record CheckReplacementStatus(
      @Field(title = "card ending", description = CARD_ENDING, pattern = FOUR_DIGITS)
          @Nullable String cardEnding)
      implements CardInput {}
}
