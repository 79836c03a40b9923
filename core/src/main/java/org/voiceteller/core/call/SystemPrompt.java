package org.voiceteller.core.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** What the model is told before anything else: who it is, and what it may never do. */
public final class SystemPrompt {

  private static final String RESOURCE = "system_prompt.txt";

  private final String template;
  private final String bankName;
  private final CallPolicy policy;

  private SystemPrompt(String template, String bankName, CallPolicy policy) {
    this.template = template;
    this.bankName = bankName;
    this.policy = policy;
  }

  /**
   * @param bankName as it is spoken, as {@code First National Bank}
   */
  public static SystemPrompt load(String bankName, CallPolicy policy) {
    try (InputStream text =
        Objects.requireNonNull(
            SystemPrompt.class.getResourceAsStream(RESOURCE), "no resource " + RESOURCE)) {
      return new SystemPrompt(new String(text.readAllBytes(), UTF_8), bankName, policy);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + RESOURCE, e);
    }
  }

  /** The whole prompt for a call from this jurisdiction. */
  public String text(String jurisdiction) {
    return template.replace("{bank}", bankName).replace("{greeting}", greeting(jurisdiction));
  }

  /**
   * The first words to a caller. Where all parties must agree to a recording, the disclosure is
   * among them, before the caller has said anything.
   */
  public String greeting(String jurisdiction) {
    String disclosure =
        switch (policy.consentLaws().ruleIn(jurisdiction)) {
          case ONE_PARTY -> "";
          case ALL_PARTY -> policy.disclosure().text() + " ";
        };
    return "Welcome to " + bankName + "! " + disclosure + "How may I help you today?";
  }
}
