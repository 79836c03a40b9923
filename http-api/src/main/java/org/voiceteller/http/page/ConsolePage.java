package org.voiceteller.http.page;

/**
 * What the console's page knows before anyone has signed in, as {@code GET /console.json} gives it.
 *
 * @param bankName the bank's name as it stands in the page's head, e.g. {@code First National Bank}
 * @param openId whether the bank has an OpenID provider to sign in at
 */
public record ConsolePage(String bankName, boolean openId) {

  public ConsolePage {
    if (bankName.isBlank()) {
      throw new IllegalArgumentException("Expected the bank's name for the pages, but it is blank");
    }
  }
}
