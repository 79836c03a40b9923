package org.voiceteller.core.call;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.call.Challenge.Question;
import org.voiceteller.core.tool.Tool;

/** What the bank says to be surer of the caller, word for word. The keypad is always offered. */
final class StepUpSentences {

  static final String CODE_VERIFIED = "Code verified!";

  static final String THANKS = "Thank you.";

  static final String VERIFIED_WITHOUT_WISH = "How may I help you today?";

  static final String ALREADY_VERIFIED = "You're already verified. How may I help you?";

  static final String AS_WELL = "I'll do that as well, as soon as you're verified.";

  static final String CODE_MISSING =
      "I didn't get the code. Please say the 6 digits again, or key them in and press the pound"
          + " key. If no message has reached you, ask me for a new code.";

  static final String CODE_WRONG =
      "I'm sorry, that code isn't right. Please say it again, or key it in.";

  static final String CODE_VOID =
      "I'm sorry, that code isn't valid any more. Please use the newest one that I sent you.";

  static final String CANNOT_CHECK =
      "I'm sorry, I can't check that at the moment. Please give it to me again in a little while.";

  static final String CANNOT_SEND_NOW =
      "I'm sorry, I can't send a verification code right now, so I couldn't do that. Please ask me"
          + " again in a little while.";

  static final String CANNOT_SEND_THERE =
      "I'm sorry, I can't send a verification code to the phone number we have on file, so I can't"
          + " do that on this call. Please visit one of our branches to change how you get your"
          + " codes.";

  static final String NO_MORE_CODES =
      "I'm sorry, I can't send another verification code on this call, so I can't do that now."
          + " Please call again later or visit one of our branches.";

  static final String LOCKED =
      "I'm sorry. For your security I can't verify you any further by phone, so I can't do that."
          + " Please visit one of our branches with an identification.";

  static final String NO_MORE_ANSWERS =
      "I'm sorry, I couldn't verify your answer. For your security, I can't do that on this call."
          + " Please visit one of our branches.";

  static final String NO_SECOND_STEP =
      "I'm sorry, we have no security question on file for you, so I can't do that by phone. Please"
          + " visit one of our branches.";

  private static final String KEYPAD = " You can also key it in.";

  private StepUpSentences() {}

  /**
   * @param destination masked; its last four characters are spoken
   * @param wish what the code is needed for; null when for nothing in particular
   */
  static String codeSent(Challenge.Cause cause, String destination, @Nullable Tool wish) {
    String phone = "your phone ending in " + destination.substring(destination.length() - 4);
    return switch (cause) {
      case WISH -> codeFor(wish, phone);
      case WRONG_TOO_OFTEN ->
          "I'm sorry, that code isn't right either. For your security, I'm sending a new"
              + " verification code to "
              + phone
              + ". Please provide the 6-digit code when ready."
              + KEYPAD;
      case EXPIRED ->
          "That code has expired. I'm sending a new verification code to "
              + phone
              + ". Please provide the 6-digit code when ready."
              + KEYPAD;
      case ASKED_FOR ->
          "I'm sending a new verification code to "
              + phone
              + ". Please provide the 6-digit code when ready."
              + KEYPAD;
    };
  }

  private static String codeFor(@Nullable Tool wish, String phone) {
    return switch (wish) {
      case STOP_PAYMENT ->
          "Stop payments require enhanced verification for your security. I'm sending you a"
              + " verification code now. Please provide the 6-digit code when ready."
              + KEYPAD;
      case REPORT_FRAUD ->
          "I understand your concern. I'm sending you a verification code right now to secure your"
              + " account. Please provide the 6-digit code when ready."
              + KEYPAD;
      case DISPUTE_CHARGE ->
          "I can help with that. For your security, I'm sending a verification code to your phone."
              + " Please provide the 6-digit code when ready."
              + KEYPAD;
      case null, default ->
          "For your security, I'm sending a verification code to "
              + phone
              + ". Please provide the 6-digit code when ready."
              + KEYPAD;
    };
  }

  /** A code that was sent is still awaited. */
  static String codeAwaited(String destination) {
    return "I've sent a verification code to your phone ending in "
        + destination.substring(destination.length() - 4)
        + ". Please provide the 6-digit code when ready."
        + KEYPAD;
  }

  /**
   * @param afterCode whether the code was verified in the same breath
   */
  static String asked(Question question, boolean afterCode) {
    return switch (question.kind()) {
      case AUTHENTICATOR_CODE ->
          (afterCode ? "Code verified. Now I need" : "For your security, I need")
              + " the code of your authenticator app. Please say its 6 digits, or key them in.";
      case SECURITY_QUESTION, ONE_TIME_CODE ->
          (afterCode ? "Code verified. Now I need" : "For your security, I need")
              + " to ask you a security question. "
              + question.text();
    };
  }

  static String askedAgain(Question question) {
    return switch (question.kind()) {
      case AUTHENTICATOR_CODE ->
          "I didn't get the code. Please say the 6 digits of your authenticator app, or key them"
              + " in.";
      case SECURITY_QUESTION, ONE_TIME_CODE -> "I didn't get your answer. " + question.text();
    };
  }

  static String answerWrong(Question question) {
    return switch (question.kind()) {
      case AUTHENTICATOR_CODE ->
          "I'm sorry, that code isn't right. Please say the 6 digits that your authenticator app"
              + " shows now, or key them in.";
      case SECURITY_QUESTION, ONE_TIME_CODE ->
          "I'm sorry, that isn't the answer we have on file. Please try again. " + question.text();
    };
  }

  static String tooSoon(Instant until, Instant now) {
    long minutes = Math.max(1, Duration.between(now, until).plusSeconds(59).toMinutes());
    return "For your security, I can't check that yet. Please wait "
        + (minutes == 1 ? "a minute" : minutes + " minutes")
        + ", then give it to me again.";
  }
}
