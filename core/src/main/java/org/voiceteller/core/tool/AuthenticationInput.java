package org.voiceteller.core.tool;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What the tools are asked that find out who the caller is. Codes and answers are secrets. */
public sealed interface AuthenticationInput extends ToolInput {

  record Authenticate(
      @Field(
              title = "phone number",
              description =
                  "The phone number that the bank has on file for the caller, with area code, as"
                      + " spoken, typed or keyed.",
              format = "phone")
          @JsonProperty(required = true)
          String phoneNumber)
      implements AuthenticationInput {}

  record VerifyOtp(
      @Field(
              title = "verification code",
              description =
                  "The six digits of the code that the bank sent, when the caller speaks them."
                      + " Leave out when the telephone system says that it took them.",
              format = "code",
              pattern = "^[0-9]{6}$")
          @Nullable String code)
      implements AuthenticationInput {

    @Override
    public String toString() {
      return "VerifyOtp[code withheld]";
    }
  }

  record StepUpAuthentication(
      @Field(
              title = "security answer",
              description =
                  "The caller's answer to the security question, or the six digits of their"
                      + " authenticator app, when they speak it. Leave out when the telephone"
                      + " system says that it took it.",
              format = "secret")
          @Nullable String answer)
      implements AuthenticationInput {

    @Override
    public String toString() {
      return "StepUpAuthentication[answer withheld]";
    }
  }
}
