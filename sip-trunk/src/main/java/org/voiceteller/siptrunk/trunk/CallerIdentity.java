package org.voiceteller.siptrunk.trunk;

import java.util.ListIterator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.header.Header;
import javax.sip.message.Request;

/**
 * Who calls, as far as the trunk may be believed.
 *
 * @param number E.164; not there when nobody whom we trust has asserted one
 * @param attestation of the number by the caller's carrier, as the trusted peer has verified it
 */
public record CallerIdentity(Optional<String> number, Optional<Attestation> attestation) {

  private static final Pattern NUMBER =
      Pattern.compile("(?:sips?|tel):(\\+[1-9][0-9]{6,14})(?=[@;>?\\s]|$)");
  private static final Pattern VERDICT =
      Pattern.compile(
          "verstat=(TN-Validation-Passed(?:-([ABC]))?|TN-Validation-Failed" + "|No-TN-Validation)");

  /** What STIR/SHAKEN says of the number (RFC 8224, RFC 8588, 3GPP TS 24.229 §7.2A.20). */
  public enum Attestation {
    /** The carrier knows the caller, and that they may use the number. */
    FULL,
    /** It knows the caller, but not about the number. */
    PARTIAL,
    /** It only knows where the call came in. */
    GATEWAY,
    /** Verified, without a word how far. */
    PASSED,
    /** The signature is wrong: the number may be forged. */
    FAILED,
    /** The peer says nothing of it, though it must. */
    MISSING;

    /** As the bank is told. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Nothing is believed of an untrusted trunk; a caller who wishes no identity has none. */
  public static CallerIdentity of(Request request, Trunk trunk) {
    if (!trunk.identityTrusted()) {
      return new CallerIdentity(Optional.empty(), Optional.empty());
    }
    Optional<String> asserted = asserted(request);
    Optional<Attestation> attested = asserted.flatMap(CallerIdentity::attestation);
    return new CallerIdentity(
        asserted.flatMap(CallerIdentity::number),
        trunk.attestationRequired() && attested.isEmpty()
            ? Optional.of(Attestation.MISSING)
            : attested);
  }

  /** All values of the header in one text; RFC 3325 allows a sip and a tel URI. */
  private static Optional<String> asserted(Request request) {
    StringBuilder all = new StringBuilder();
    ListIterator<?> headers = request.getHeaders("P-Asserted-Identity");
    while (headers.hasNext()) {
      all.append(((Header) headers.next()).toString().strip()).append(' ');
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(all.toString());
  }

  private static Optional<String> number(String asserted) {
    Matcher matcher = NUMBER.matcher(asserted.replaceAll("[-.()](?=[0-9()])", ""));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Optional<Attestation> attestation(String asserted) {
    Matcher matcher = VERDICT.matcher(asserted);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String verdict = matcher.group(1);
    if (verdict.startsWith("No-")) {
      return Optional.empty();
    }
    if (verdict.endsWith("Failed")) {
      return Optional.of(Attestation.FAILED);
    }
    String letter = matcher.group(2);
    return Optional.of(
        switch (letter == null ? "" : letter) {
          case "A" -> Attestation.FULL;
          case "B" -> Attestation.PARTIAL;
          case "C" -> Attestation.GATEWAY;
          default -> Attestation.PASSED;
        });
  }
}
