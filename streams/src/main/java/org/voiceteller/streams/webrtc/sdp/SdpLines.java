package org.voiceteller.streams.webrtc.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One section of an SDP: the session's, or one {@code m=} line's with what follows it.
 *
 * @param head the value of its {@code m=} line; empty for the session's
 * @param attributes the values of its {@code a=} lines
 */
record SdpLines(String head, List<String> attributes) {

  private static final int MOST_CHARACTERS = 64 * 1024;
  private static final int MOST_SECTIONS = 16;

  SdpLines {
    attributes = List.copyOf(attributes);
  }

  /**
   * @return the session's section first
   */
  static List<SdpLines> read(String sdp) throws SdpException {
    return read(sdp, true);
  }

  /** A fragment (RFC 8840 §4.4) has attributes and perhaps media lines, and nothing before them. */
  static List<SdpLines> readFragment(String fragment) throws SdpException {
    return read(fragment, false);
  }

  private static List<SdpLines> read(String sdp, boolean isWhole) throws SdpException {
    if (sdp.length() > MOST_CHARACTERS) {
      throw SdpException.bad("An SDP may have 64 KiB at most.");
    }
    List<SdpLines> sections = new ArrayList<>();
    String head = "";
    List<String> attributes = new ArrayList<>();
    boolean isFirst = true;
    for (String line : sdp.split("\r?\n", -1)) {
      if (line.isEmpty()) {
        continue;
      }
      if (line.length() < 2 || line.charAt(1) != '=') {
        throw SdpException.bad("Expected each line of the SDP to be one letter, = and a value.");
      }
      if (isWhole && isFirst && !line.equals("v=0")) {
        throw SdpException.bad("Expected the SDP to begin with v=0.");
      }
      isFirst = false;
      String value = line.substring(2).strip();
      switch (line.charAt(0)) {
        case 'm' -> {
          sections.add(new SdpLines(head, attributes));
          head = value;
          attributes = new ArrayList<>();
        }
        case 'a' -> attributes.add(value);
        default -> {
          // names, times, bandwidths: nothing that decides anything here
        }
      }
    }
    if (isFirst) {
      throw SdpException.bad("Expected an SDP, but the body is empty.");
    }
    sections.add(new SdpLines(head, attributes));
    if (sections.size() > MOST_SECTIONS) {
      throw SdpException.bad("Expected an SDP of 15 media lines at most.");
    }
    return sections;
  }

  /** The values of {@code a=name:value} lines. */
  List<String> all(String name) {
    String start = name + ":";
    return attributes.stream()
        .filter(each -> each.startsWith(start))
        .map(each -> each.substring(start.length()))
        .toList();
  }

  Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  boolean has(String flag) {
    return attributes.contains(flag);
  }

  /** The media's kind, as {@code audio}. */
  String kind() {
    return word(0);
  }

  String port() {
    return word(1);
  }

  String protocol() {
    return word(2);
  }

  private String word(int place) {
    String[] words = head.split(" +", -1);
    return place < words.length ? words[place] : "";
  }
}
