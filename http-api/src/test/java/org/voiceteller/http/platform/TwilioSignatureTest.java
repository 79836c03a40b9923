package org.voiceteller.http.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The examples that Twilio publishes, with the auth token 12345: on
 * https://www.twilio.com/docs/usage/security and in the tests of github.com/twilio/twilio-java.
 */
class TwilioSignatureTest {

  private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
  private static final String SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
  private static final SortedMap<String, SortedSet<String>> PARAMETERS =
      form(
          Map.of(
              "Digits", "1234",
              "CallSid", "CA1234567890ABCDE",
              "To", "+18005551212",
              "Caller", "+14158675309",
              "From", "+14158675309"));

  private final TwilioSignature twilio = new TwilioSignature("12345");

  @Test
  void isRightForThePublishedExample() {
    assertThat(twilio.isRight(URL, PARAMETERS, SIGNATURE)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://mycompany.com:1234/myapp.php?foo=1&bar=2, RSOYDt4T1cUTdK1PDd93/VVr8B8=",
    "https://mycompany.com/myapp.php?foo=1&bar=2, kvajT1Ptam85bY51eRf/AJRuM3w=",
    "http://mycompany.com/myapp.php?foo=1&bar=2, 0ZXoZLH/DfblKGATFgpif+LLRf4=",
    "http://mycompany.com:1234/myapp.php?foo=1&bar=2, Zmvh+3yNM1Phv2jhDCwEM3q5ebU=",
    "https://mycompany.com/myapp.php, 1xaxFBvyzXYvWplzNOSs28HWO94=",
    "https://mycompany.com/myapp.php?foo=hello%20world&bar=test%2Bvalue,"
        + " er2tvAP1Wx+iuTTE2BPgvEaN1cs="
  })
  void isRightWithAndWithoutThePortThatIsUnderstood(String url, String signature) {
    assertThat(twilio.isRight(url, PARAMETERS, signature)).isTrue();
  }

  @Test
  void isRightForAnAddressAlone() {
    assertThat(twilio.isRight(URL, form(Map.of()), "zYQTYrRWXE7LtzbG4PfP7/bkkGo=")).isTrue();
  }

  @Test
  void isRightForSpecialCharactersAndEmptyValues() {
    assertThat(
            twilio.isRight(
                URL,
                form(
                    Map.of(
                        "Message", "Hello & goodbye! @#$%^*()",
                        "From", "+1 (415) 867-5309",
                        "Special", "unicode: ñáéíóú")),
                "dCPiR4WtQ6QFN6pJh81CtlCcWLQ="))
        .isTrue();
    assertThat(
            twilio.isRight(
                URL,
                form(Map.of("Digits", "", "CallSid", "CA1234567890ABCDE", "EmptyParam", "")),
                "9HHp/OqQMEwdrVebHDdA/+tqjX8="))
        .isTrue();
  }

  @Test
  void isWrongWhenAnythingWasChanged() {
    var changed = new TreeMap<>(PARAMETERS);
    changed.put("From", new TreeSet<>(List.of("+14158675310")));

    assertThat(twilio.isRight(URL, changed, SIGNATURE)).isFalse();
    assertThat(twilio.isRight(URL + "&baz=3", PARAMETERS, SIGNATURE)).isFalse();
    assertThat(twilio.isRight(URL.replace("mycompany", "yourcompany"), PARAMETERS, SIGNATURE))
        .isFalse();
    assertThat(new TwilioSignature("12346").isRight(URL, PARAMETERS, SIGNATURE)).isFalse();
    assertThat(twilio.isRight(URL, PARAMETERS, "")).isFalse();
    assertThat(twilio.isRight(URL, PARAMETERS, "R" + SIGNATURE)).isFalse();
  }

  private static SortedMap<String, SortedSet<String>> form(Map<String, String> fields) {
    var form = new TreeMap<String, SortedSet<String>>();
    fields.forEach((name, value) -> form.put(name, new TreeSet<>(List.of(value))));
    return form;
  }
}
