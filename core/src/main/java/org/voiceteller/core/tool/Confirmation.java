package org.voiceteller.core.tool;

/** What the caller said to a read-back. */
public enum Confirmation {
  YES,
  NO
}
