package org.voiceteller.siptrunk.signal;

import static java.nio.charset.StandardCharsets.UTF_8;

import gov.nist.javax.sip.message.Content;
import gov.nist.javax.sip.message.SIPMessage;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sip.InvalidArgumentException;
import javax.sip.PeerUnavailableException;
import javax.sip.SipFactory;
import javax.sip.address.Address;
import javax.sip.address.AddressFactory;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.Header;
import javax.sip.header.HeaderFactory;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.voiceteller.siptrunk.sdp.SdpException;

/** Makes and reads the parts of messages that a call needs. Thread-safe. */
final class Messages {

  static final List<String> METHODS =
      List.of(
          Request.INVITE,
          Request.ACK,
          Request.CANCEL,
          Request.BYE,
          Request.OPTIONS,
          Request.UPDATE,
          Request.PRACK,
          Request.NOTIFY);

  private static final List<String> EXTENSIONS = List.of("100rel", "timer");
  private static final String OUR_NAME = "voice-teller";
  private static final int MAX_FORWARDS = 70;

  private final MessageFactory messages;
  private final HeaderFactory headers;
  private final AddressFactory addresses;
  private final String host;
  private final PortOf ports;

  /** The port that is told for a transport, in lower case. */
  interface PortOf {
    int port(String transport);
  }

  Messages(String host, PortOf ports) {
    try {
      SipFactory factory = SipFactory.getInstance();
      factory.setPathName("gov.nist");
      messages = factory.createMessageFactory();
      headers = factory.createHeaderFactory();
      addresses = factory.createAddressFactory();
    } catch (PeerUnavailableException missing) {
      throw new IllegalStateException("Expected the SIP stack to be on the class path", missing);
    }
    this.host = host.contains(":") ? "[" + host + "]" : host;
    this.ports = ports;
  }

  /** A failure of ours to build a header, or of the stack to take a message. */
  static final class SipTroubleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SipTroubleException(Exception cause) {
      super("The SIP stack did not take a message.", cause);
    }
  }

  Response response(Request request, int status, String ourTag) {
    try {
      Response response = messages.createResponse(status, request);
      if (status != Response.TRYING) {
        tag(response, ourTag);
      }
      return response;
    } catch (ParseException wrong) {
      throw new SipTroubleException(wrong);
    }
  }

  /** Marks a response as ours, unless it is already. */
  void tag(Response response, String ourTag) {
    if (response.getHeader(ToHeader.NAME) instanceof ToHeader to && to.getTag() == null) {
      try {
        to.setTag(ourTag);
      } catch (ParseException wrong) {
        throw new SipTroubleException(wrong);
      }
    }
  }

  Response refusal(Request request, Refusal refusal, String ourTag) {
    Response response = response(request, refusal.status(), ourTag);
    try {
      if (refusal.retryAfterSeconds() > 0) {
        response.setHeader(headers.createRetryAfterHeader(refusal.retryAfterSeconds()));
      }
      if (refusal.warningText().isPresent()) {
        response.setHeader(
            headers.createWarningHeader(host, 305, refusal.warningText().orElse("")));
      }
      switch (refusal.status()) {
        case Response.METHOD_NOT_ALLOWED -> capabilities(response);
        case Response.UNSUPPORTED_MEDIA_TYPE ->
            response.setHeader(headers.createHeader("Accept", "application/sdp"));
        default -> {}
      }
      return response;
    } catch (InvalidArgumentException | ParseException wrong) {
      throw new SipTroubleException(wrong);
    }
  }

  /** What we can do: {@code Allow}, {@code Supported} and {@code Accept}. */
  void capabilities(Message message) {
    each(message, "Allow", METHODS);
    each(message, "Supported", EXTENSIONS);
    header(message, "Accept", "application/sdp");
  }

  /** The stack wants a header for each value, and sends them in one line. */
  void each(Message message, String name, List<String> values) {
    message.removeHeader(name);
    try {
      for (String value : values) {
        message.addHeader(headers.createHeader(name, value));
      }
    } catch (ParseException wrong) {
      throw new SipTroubleException(wrong);
    }
  }

  void header(Message message, String name, String value) {
    try {
      message.setHeader(headers.createHeader(name, value));
    } catch (ParseException wrong) {
      throw new SipTroubleException(wrong);
    }
  }

  void description(Message message, String description) {
    try {
      message.setContent(
          description.getBytes(UTF_8), headers.createContentTypeHeader("application", "sdp"));
    } catch (ParseException wrong) {
      throw new SipTroubleException(wrong);
    }
  }

  /** Where requests of this call are to be sent: over the transport that it came by. */
  void contact(Message message, Request invite) {
    try {
      message.setHeader(headers.createContactHeader(ourAddress(transport(invite))));
    } catch (ParseException wrong) {
      throw new SipTroubleException(wrong);
    }
  }

  private Address ourAddress(String transport) throws ParseException {
    SipURI uri = addresses.createSipURI(OUR_NAME, host);
    uri.setPort(ports.port(transport));
    if (!transport.equals("udp")) {
      uri.setTransportParam(transport);
    }
    return addresses.createAddress(uri);
  }

  /**
   * An INVITE of our own, without a description.
   *
   * @param target a SIP URI; its {@code transport} is used, UDP without one
   */
  Request invite(String target, CallIdHeader callId, String ourTag) {
    try {
      URI uri = addresses.createURI(target);
      String transport = transport(uri);
      Address us = ourAddress(transport);
      Request invite =
          messages.createRequest(
              uri,
              Request.INVITE,
              callId,
              headers.createCSeqHeader(1L, Request.INVITE),
              headers.createFromHeader(us, ourTag),
              headers.createToHeader(addresses.createAddress(uri), null),
              List.of(headers.createViaHeader(host, ports.port(transport), transport, null)),
              headers.createMaxForwardsHeader(MAX_FORWARDS));
      invite.setHeader(headers.createContactHeader(us));
      capabilities(invite);
      return invite;
    } catch (ParseException | InvalidArgumentException wrong) {
      throw new SipTroubleException(wrong);
    }
  }

  private static String transport(URI uri) {
    if (!(uri instanceof SipURI sip)) {
      return "udp";
    }
    String named = sip.getTransportParam();
    return sip.isSecure() ? "tls" : named == null ? "udp" : named.toLowerCase(Locale.ROOT);
  }

  private static String transport(Request request) {
    return request.getHeader(ViaHeader.NAME) instanceof ViaHeader via
        ? via.getTransport().toLowerCase(Locale.ROOT)
        : "udp";
  }

  /**
   * The session description in a message, by itself or as a part of several.
   *
   * @return empty when it has no body
   * @throws SdpException when it has one, and none in it is a session description
   */
  static Optional<String> description(Message message) throws SdpException {
    byte[] body = message.getRawContent();
    if (body == null || body.length == 0) {
      return Optional.empty();
    }
    if (!(message.getHeader(ContentTypeHeader.NAME) instanceof ContentTypeHeader type)) {
      throw new SdpException("Expected Content-Type to say what the body is.");
    }
    if (isSdp(type)) {
      return Optional.of(new String(body, UTF_8));
    }
    if (type.getContentType().equalsIgnoreCase("multipart")) {
      return Optional.of(part(message));
    }
    throw new SdpException("Expected the body to be application/sdp.");
  }

  private static boolean isSdp(ContentTypeHeader type) {
    return type.getContentType().equalsIgnoreCase("application")
        && type.getContentSubType().equalsIgnoreCase("sdp");
  }

  private static String part(Message message) throws SdpException {
    try {
      Iterator<Content> parts = ((SIPMessage) message).getMultipartMimeContent().getContents();
      while (parts.hasNext()) {
        Content part = parts.next();
        if (isSdp(part.getContentTypeHeader())) {
          return String.valueOf(part.getContent());
        }
      }
    } catch (ParseException | RuntimeException notMultipart) {
      throw new SdpException("Expected a multipart body that can be read.");
    }
    throw new SdpException("Expected one part of the body to be application/sdp.");
  }

  /** The options in {@code Require} that we do not know. */
  static List<String> unsupported(Request request) {
    return values(request, "Require").stream()
        .filter(option -> !EXTENSIONS.contains(option.toLowerCase(Locale.ROOT)))
        .toList();
  }

  /** Whether the answer to a call may be a session description (RFC 3261 §20.1). */
  static boolean takesDescription(Request invite) {
    List<String> accepted = values(invite, "Accept");
    return accepted.isEmpty()
        || accepted.stream().anyMatch(each -> each.matches("(?i)(application|\\*)/(sdp|\\*).*"));
  }

  /** What stands in all headers of this name, by commas. */
  private static List<String> values(Request request, String name) {
    List<String> values = new ArrayList<>();
    Iterator<?> all = request.getHeaders(name);
    while (all.hasNext()) {
      String text = ((Header) all.next()).toString().replaceFirst("^[^:]*:", "");
      Arrays.stream(text.split(",", -1))
          .map(String::strip)
          .filter(value -> !value.isEmpty())
          .forEach(values::add);
    }
    return values;
  }
}
