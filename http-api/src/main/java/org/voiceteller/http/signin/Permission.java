package org.voiceteller.http.signin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody at the bank may do. The words are part of the admin API and never change. */
public enum Permission {
  /** Figures without anybody's data. */
  SEE_FIGURES,
  /** Which calls there are and how they went, without what was said. */
  SEE_CALLS,
  /** What was said in a call. */
  SEE_CONVERSATIONS,
  HEAR_RECORDINGS,
  END_CALLS,
  /** Speak with a caller in place of the agent. */
  TAKE_CALLS,
  /** Hear a call while it goes on, and whisper to the colleague who has it. */
  LISTEN_TO_CALLS,
  /** Customers, masked. */
  SEE_CUSTOMERS,
  /** Names and numbers in full. */
  SEE_UNMASKED,
  SEE_CASES,
  DECIDE_CASES,
  SEARCH_AUDIT,
  EXPORT_AUDIT,
  VERIFY_AUDIT,
  ERASE_CUSTOMERS,
  MANAGE_API_KEYS;

  /** As the API writes it: {@code see-figures}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The permission that is written so, to the letter. */
  public static Optional<Permission> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }
}
