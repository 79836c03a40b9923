package org.voiceteller.core.authentication;

import java.security.SecureRandom;

/** Security answers with few rounds, for tests that are about anything but their slowness. */
public final class QuickAnswers {

  private static final int FEW_ROUNDS = 1_000;

  private QuickAnswers() {}

  public static SecurityAnswers create(BankKeys keys) {
    return new SecurityAnswers(keys, FEW_ROUNDS, new SecureRandom());
  }
}
