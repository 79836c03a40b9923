package org.voiceteller.siptrunk.trunk;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * A peer that calls come from.
 *
 * @param login when there, its calls must be authenticated
 * @param identityTrusted whether its word about the caller is believed
 * @param attestationRequired whether a number of which it says nothing is told as unsigned
 * @param transferTo a SIP URI where callers go who want a person
 * @param transferBy how they get there
 * @param jurisdiction of its callers; the bank's own default when not there
 */
public record Trunk(
    String name,
    List<AddressRange> addresses,
    Optional<Login> login,
    boolean identityTrusted,
    boolean attestationRequired,
    Srtp srtp,
    Optional<String> transferTo,
    TransferBy transferBy,
    Optional<String> jurisdiction) {

  public Trunk {
    addresses = List.copyOf(addresses);
  }

  /** What a peer must know. */
  public record Login(String user, String password) {

    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }

  /** Whether sound is encrypted (RFC 4568). */
  public enum Srtp {
    NEVER,
    /** When it is offered. */
    OFFERED,
    REQUIRED
  }

  /** How a caller gets to a person. */
  public enum TransferBy {
    /** The peer is asked to call there; if it does not know how, as {@link #BRIDGE}. */
    REFER,
    /** We call there ourselves, and carry the sound of both. */
    BRIDGE
  }

  public boolean contains(InetAddress address) {
    return addresses.stream().anyMatch(range -> range.contains(address));
  }
}
