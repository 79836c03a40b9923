package org.voiceteller.siptrunk.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session description as far as it matters here (RFC 8866). What is not known is skipped, as it
 * asks; line ends may be any.
 *
 * @param address of the session's {@code c=} line
 */
public record SessionDescription(
    Optional<String> address, List<String> attributes, List<Media> media) {

  /** An offer longer than this has no honest reason. */
  private static final int MAX_MEDIA = 16;

  private static final int MAX_LINES = 1_000;

  public SessionDescription {
    attributes = List.copyOf(attributes);
    media = List.copyOf(media);
  }

  /**
   * One {@code m=} line with what follows it.
   *
   * @param address of its own {@code c=} line
   * @param formats as they stand; numbers for RTP
   */
  public record Media(
      String kind,
      int port,
      String protocol,
      List<String> formats,
      Optional<String> address,
      List<String> attributes) {

    public Media {
      formats = List.copyOf(formats);
      attributes = List.copyOf(attributes);
    }

    /** The value of the first attribute of this name. */
    public Optional<String> attribute(String name) {
      return values(attributes, name).stream().findFirst();
    }

    /** The values of all attributes of this name. */
    public List<String> values(String name) {
      return values(attributes, name);
    }

    private static List<String> values(List<String> attributes, String name) {
      return attributes.stream()
          .filter(each -> each.startsWith(name + ":"))
          .map(each -> each.substring(name.length() + 1).strip())
          .toList();
    }
  }

  /**
   * @throws SdpException when it is none
   */
  public static SessionDescription parse(String text) throws SdpException {
    List<String> lines = text.lines().limit(MAX_LINES + 1L).toList();
    if (lines.size() > MAX_LINES || lines.isEmpty() || !lines.getFirst().strip().equals("v=0")) {
      throw new SdpException("Expected a session description to begin with v=0.");
    }
    String address = null;
    List<String> attributes = new ArrayList<>();
    List<Media> media = new ArrayList<>();
    Begun begun = null;
    for (String line : lines) {
      if (line.isBlank()) {
        continue;
      }
      if (line.length() < 2 || line.charAt(1) != '=') {
        throw new SdpException("Expected each line of a session description to be like x=….");
      }
      String value = line.substring(2).strip();
      switch (line.charAt(0)) {
        case 'm' -> {
          if (begun != null) {
            media.add(begun.finished());
          }
          if (media.size() >= MAX_MEDIA) {
            throw new SdpException("Expected at most " + MAX_MEDIA + " kinds of media.");
          }
          begun = Begun.parse(value);
        }
        case 'c' -> {
          if (begun == null) {
            address = connection(value);
          } else {
            begun.address = connection(value);
          }
        }
        case 'a' -> (begun == null ? attributes : begun.attributes).add(value);
        default -> {
          // nothing that a telephone call needs
        }
      }
    }
    if (begun != null) {
      media.add(begun.finished());
    }
    return new SessionDescription(Optional.ofNullable(address), attributes, media);
  }

  private static String connection(String value) throws SdpException {
    String[] parts = value.split("\\s+");
    if (parts.length != 3 || !parts[0].equals("IN") || !parts[1].matches("IP[46]")) {
      throw new SdpException("Expected c= to be like IN IP4 192.0.2.1.");
    }
    int slash = parts[2].indexOf('/');
    return slash < 0 ? parts[2] : parts[2].substring(0, slash);
  }

  /** A medium that is being read. */
  private static final class Begun {

    private final String kind;
    private final int port;
    private final String protocol;
    private final List<String> formats;
    private final List<String> attributes = new ArrayList<>();
    private @Nullable String address;

    private Begun(String kind, int port, String protocol, List<String> formats) {
      this.kind = kind;
      this.port = port;
      this.protocol = protocol;
      this.formats = formats;
    }

    private static Begun parse(String value) throws SdpException {
      String[] parts = value.split("\\s+");
      if (parts.length < 4 || !parts[1].matches("[0-9]{1,5}(/[0-9]{1,3})?")) {
        throw new SdpException("Expected m= to be like audio 49170 RTP/AVP 0.");
      }
      int port = Integer.parseInt(parts[1].replaceAll("/.*", ""));
      if (port > 65_535) {
        throw new SdpException("Expected m= to name a port.");
      }
      return new Begun(parts[0], port, parts[2], List.of(parts).subList(3, parts.length));
    }

    private Media finished() {
      return new Media(kind, port, protocol, formats, Optional.ofNullable(address), attributes);
    }
  }
}
