package org.voiceteller.siptrunk.signal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.MessageParserFactory;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.text.ParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * The stack's parser, which keeps the first of two headers where there may be one only, takes every
 * version for one, and discards a request without an answer when it has no From, To or Call-ID or
 * no CSeq that it can count with. Such a request is read with what it lacks put in, and carries its
 * {@link Fault} as application data, for the gate to answer (RFC 4475 §3.1.2.4, §3.1.2.16, §3.3.1,
 * §3.3.8 and §3.3.9).
 */
final class StrictParser extends StringMsgParser {

  /** Why a request cannot be taken, though it could be read. */
  enum Fault {
    /** Two values where there may be one. */
    AMBIGUOUS(Response.BAD_REQUEST),
    /** No From, To or Call-ID, or a CSeq beyond 31 bits (RFC 3261 §8.1.1). */
    UNUSABLE(Response.BAD_REQUEST),
    OTHER_VERSION(Response.VERSION_NOT_SUPPORTED);

    private final int status;

    Fault(int status) {
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /** The stack makes it by its name. */
  public static final class Factory implements MessageParserFactory {

    public Factory() {}

    @Override
    public MessageParser createMessageParser(SIPTransactionStack stack) {
      return new StrictParser();
    }
  }

  private static final Pattern REQUEST_LINE =
      Pattern.compile("\\A\\s*[^\\s/]+\\s+[^\\r\\n]*?\\sSIP/([0-9]+\\.[0-9]+)[ \\t]*\\r?\\n");

  /** Each may be there once, by its long or its short name (RFC 3261 §7.3.3). */
  private static final Pattern SINGLE =
      Pattern.compile(
          "(?im)^(call-id|i|cseq|from|f|to|t|max-forwards|content-length|l)[ \\t]*:[ \\t]*(.*?)[ \\t]*$");

  private static final Map<String, String> LONG_NAMES =
      Map.of("i", "call-id", "f", "from", "t", "to", "l", "content-length");

  private static final Pattern COUNT = Pattern.compile("(?im)^(cseq[ \\t]*:[ \\t]*)([0-9]{10,})");
  private static final long LARGEST_COUNT = Integer.MAX_VALUE;
  private static final int LONGEST_COUNT = 10;

  /** What stands in for what is missing, so that it can be answered. */
  private static final Map<String, String> STAND_INS =
      Map.of(
          "from", "From: <sip:missing@invalid>;tag=missing\r\n",
          "to", "To: <sip:missing@invalid>\r\n",
          "call-id", "Call-ID: missing\r\n");

  @Override
  public @Nullable SIPMessage parseSIPMessage(
      byte[] message, boolean readBody, boolean strict, @Nullable ParseExceptionListener listener)
      throws ParseException {
    String text = new String(message, ISO_8859_1);
    Optional<Fault> fault = Optional.empty();
    byte[] readable = message;
    Matcher line = REQUEST_LINE.matcher(text);
    if (line.find()) {
      if (line.group(1).equals("2.0")) {
        String mended = mended(text, line.end());
        if (!mended.equals(text)) {
          fault = Optional.of(Fault.UNUSABLE);
          readable = mended.getBytes(ISO_8859_1);
        } else if (isAmbiguous(head(text))) {
          fault = Optional.of(Fault.AMBIGUOUS);
        }
      } else {
        fault = Optional.of(Fault.OTHER_VERSION);
        readable =
            (text.substring(0, line.start(1)) + "2.0" + text.substring(line.end(1)))
                .getBytes(ISO_8859_1);
      }
    }
    // what else is wrong with it does not matter any more: nobody needs to hear
    boolean isUnusable = fault.filter(Fault.UNUSABLE::equals).isPresent();
    SIPMessage parsed =
        super.parseSIPMessage(readable, readBody, strict, isUnusable ? null : listener);
    if (parsed instanceof SIPRequest request) {
      fault.ifPresent(request::setApplicationData);
    }
    return parsed;
  }

  private static String head(String text) {
    int end = text.indexOf("\r\n\r\n");
    return end < 0 ? text : text.substring(0, end);
  }

  /** The same text when there is nothing to mend. */
  private static String mended(String text, int afterRequestLine) {
    String head = head(text);
    Set<String> there = new HashSet<>();
    Matcher header = SINGLE.matcher(head);
    while (header.find()) {
      there.add(longName(header));
    }
    StringBuilder lacking = new StringBuilder();
    STAND_INS.forEach((name, standIn) -> lacking.append(there.contains(name) ? "" : standIn));
    String mended =
        text.substring(0, afterRequestLine) + lacking + text.substring(afterRequestLine);
    Matcher count = COUNT.matcher(mended);
    return count.find() && count.start() < head.length() + lacking.length() && isTooLarge(count)
        ? mended.substring(0, count.start(2)) + LARGEST_COUNT + mended.substring(count.end(2))
        : mended;
  }

  private static boolean isTooLarge(Matcher count) {
    String digits = count.group(2).replaceFirst("^0+(?=[0-9])", "");
    return digits.length() > LONGEST_COUNT || Long.parseLong(digits) > LARGEST_COUNT;
  }

  private static String longName(Matcher header) {
    String name = header.group(1).toLowerCase(Locale.ROOT);
    return LONG_NAMES.getOrDefault(name, name);
  }

  private static boolean isAmbiguous(String head) {
    Map<String, String> values = new HashMap<>();
    Matcher header = SINGLE.matcher(head);
    while (header.find()) {
      String before = values.put(longName(header), header.group(2));
      if (before != null && !before.equals(header.group(2))) {
        return true;
      }
    }
    return false;
  }
}
