package org.voiceteller.siptrunk.trunk;

import com.typesafe.config.Config;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.voiceteller.streams.settings.SettingsReader;

/**
 * All trunks, and what everybody else is told; {@code voice-teller.sip.trunks} and its neighbours.
 *
 * @param forbiddenPerSecond how many strangers a second are told 403, where they are told anything
 */
public record Trunks(List<Trunk> all, Unknown unknown, int forbiddenPerSecond) {

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9.-]{0,63}";
  private static final String SIP_URI = "sips?:[^\\s<>\"?]{1,255}";
  private static final String JURISDICTION = "[A-Z]{2}(-[A-Z0-9]{1,3})?";

  /** What an address in no trunk is told. */
  public enum Unknown {
    IGNORE,
    FORBID
  }

  public Trunks {
    all = List.copyOf(all);
  }

  /**
   * @throws org.voiceteller.streams.settings.WrongSettingsException with a sentence for each value
   *     that cannot be used
   */
  public static Trunks from(Config root) {
    SettingsReader reader = SettingsReader.at(root, "voice-teller.sip");
    List<Trunk> all = reader.each("trunks").stream().map(Trunks::trunk).toList();
    if (all.isEmpty()) {
      reader.wrong("Expected voice-teller.sip.trunks to name at least one trunk: nobody may call.");
    }
    Set<String> names = new HashSet<>();
    all.stream()
        .filter(trunk -> !names.add(trunk.name()))
        .forEach(
            twice ->
                reader.wrong(
                    "Expected the names of voice-teller.sip.trunks to differ, but two are "
                        + twice.name()
                        + "."));
    Trunks trunks =
        new Trunks(
            all,
            reader.oneOf("unknown-address", Unknown.class),
            reader.number("forbidden-per-second", 0, 10_000));
    reader.finish();
    return trunks;
  }

  private static Trunk trunk(SettingsReader reader) {
    String name = reader.text("name", NAME, "a name of letters, digits, . and -");
    List<AddressRange> addresses =
        reader
            .parsed(
                "addresses",
                "addresses with commas between them, as \"192.0.2.10, 198.51.100.0/24\"",
                Trunks::ranges)
            .orElse(List.of());
    if (addresses.isEmpty()) {
      reader.wrong("Expected trunk \"" + name + "\" to have addresses that it calls from.");
    }
    Optional<String> user = reader.optionalText("user");
    Optional<String> password = reader.optionalText("password");
    if (user.isPresent() != password.isPresent()) {
      reader.wrong("Expected trunk \"" + name + "\" to have both user and password, or neither.");
    }
    boolean trusted = reader.optionalText("trust-identity").map("true"::equals).orElse(false);
    boolean signed = reader.optionalText("attestation-required").map("true"::equals).orElse(false);
    if (signed && !trusted) {
      reader.wrong(
          "Expected trunk \""
              + name
              + "\" to have trust-identity = true, as attestation-required has no meaning without.");
    }
    return new Trunk(
        name,
        addresses,
        user.flatMap(u -> password.map(p -> new Trunk.Login(u, p))),
        trusted,
        signed,
        reader
            .parsed("srtp", "one of never, offered, required", Trunks::srtp)
            .orElse(Trunk.Srtp.NEVER),
        reader.parsed("transfer-to", "a URI like sip:agents@contact.example", Trunks::uri),
        reader
            .parsed("transfer-by", "one of refer, bridge", Trunks::transferBy)
            .orElse(Trunk.TransferBy.REFER),
        reader.parsed("jurisdiction", "an ISO 3166-2 code like US-CO", Trunks::jurisdiction));
  }

  private static List<AddressRange> ranges(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .map(AddressRange::parse)
        .toList();
  }

  private static Trunk.Srtp srtp(String text) {
    return Trunk.Srtp.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static Trunk.TransferBy transferBy(String text) {
    return Trunk.TransferBy.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static String uri(String text) {
    return matching(text, SIP_URI);
  }

  private static String jurisdiction(String text) {
    return matching(text, JURISDICTION);
  }

  private static String matching(String text, String pattern) {
    if (!text.matches(pattern)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  /** The trunks that an address may be of, in order; none for a stranger. */
  public List<Trunk> of(InetAddress address) {
    return all.stream().filter(trunk -> trunk.contains(address)).toList();
  }

  public boolean knows(InetAddress address) {
    for (Trunk trunk : all) {
      if (trunk.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
