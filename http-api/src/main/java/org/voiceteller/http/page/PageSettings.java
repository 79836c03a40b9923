package org.voiceteller.http.page;

import java.util.List;

/**
 * What the caller's page says about the bank, as {@code GET /page.json} gives it.
 *
 * @param bankName the bank's name as it stands in the page's head, e.g. {@code First National Bank}
 * @param whatHappens what a call is like, one plain sentence each, shown before the call
 * @param recordingNotice the disclosure that stands beside the Call button before a call begins
 * @param webRtc whether calls are taken by WebRTC too
 * @param speech whether the bank can listen and speak now; without it the page offers typing only
 */
public record PageSettings(
    String bankName,
    List<String> whatHappens,
    String recordingNotice,
    boolean speech,
    boolean webRtc) {

  public PageSettings {
    if (bankName.isBlank()) {
      throw new IllegalArgumentException("Expected the bank's name for the pages, but it is blank");
    }
    whatHappens = List.copyOf(whatHappens);
  }

  /** The wording for a bank that has not written its own. */
  public static PageSettings forBank(String bankName, boolean speech) {
    return new PageSettings(
        bankName,
        List.of(
            "You speak with the bank's automated assistant. Interrupt it whenever you like.",
            "It asks for your phone number, and for a code when money or cards are concerned.",
            "It never asks for a PIN, a full card number or a full social security number."),
        "Calls may be recorded and are kept for your protection and ours.",
        speech,
        false);
  }

  /** The same, with calls by WebRTC or without. */
  public PageSettings withWebRtc(boolean isTaken) {
    return new PageSettings(bankName, whatHappens, recordingNotice, speech, isTaken);
  }
}
