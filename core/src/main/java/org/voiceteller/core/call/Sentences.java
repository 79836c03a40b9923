package org.voiceteller.core.call;

/** What the bank says about the call itself, word for word. */
final class Sentences {

  static final String ASK_FOR_NUMBER =
      "For your security, may I have your phone number to verify your identity?";

  static final String NUMBER_INCOMPLETE =
      "I'm sorry, I didn't get a complete phone number. Please say it again with the area code, or"
          + " key it in and press the pound key.";

  /** The same for unknown, ambiguous and blocked numbers: it must not tell who is a customer. */
  static final String NOT_VERIFIED =
      "I'm sorry, I couldn't verify you with that phone number. Please tell me the phone number we"
          + " have on file for you, with the area code.";

  static final String NO_MORE_ATTEMPTS =
      "I'm sorry, I couldn't verify your identity on this call. For your security, I can't try"
          + " another number now. Please call again later or visit one of our branches.";

  static final String CANNOT_VERIFY_NOW =
      "I'm sorry, I can't verify phone numbers at the moment. Please give me your number again in a"
          + " little while.";

  static final String VERIFIED = "Thank you, you're verified. How may I help you today?";

  static final String INTERRUPTED =
      "I'm sorry, something interrupted me before I could finish that. Please ask me again.";

  static final String NO_MORE_TOOLS =
      "I'm sorry, I can't do anything more on this call. Please call again.";

  static final String CANNOT_TAKE_MORE =
      "I'm sorry, I can only keep a few things in mind at once. Please ask me for that again after"
          + " this.";

  private Sentences() {}
}
