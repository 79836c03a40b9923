package org.voiceteller.core.authentication;

/**
 * A code, an answer or a key's text on its way to where it is compared. It may cross from node to
 * node; it never reaches an event, a log or a table, and does not tell itself by accident.
 */
public record Secret(String value) {

  @Override
  public String toString() {
    return "Secret[withheld]";
  }
}
