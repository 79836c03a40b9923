package org.voiceteller.core.call;

import com.fasterxml.jackson.databind.JsonNode;

/** A call of a caller whose phone number is known, and who wishes for more than that opens. */
abstract class SteppingUp {

  static final String TRANSFER =
      "{\"amount\":\"500\",\"fromAccountType\":\"checking\",\"toAccountType\":\"savings\"}";
  static final String CHEQUE = "{\"checkNumber\":\"1234\"}";

  final PlayedCall call = PlayedCall.atLevelOne();

  JsonNode wrong() {
    return call.use("verifyOtpTool", "{\"code\":\"999999\"}");
  }

  JsonNode wrongAnswer() {
    return call.use("stepUpAuthenticationTool", "{\"answer\":\"Smith\"}");
  }

  static String say(JsonNode result) {
    return result.path("say").asText();
  }
}
