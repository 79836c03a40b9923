package org.voiceteller.http.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A person or a program that asks, as far as it was made sure who that is.
 *
 * @param id the same whenever the same one asks, over sessions: what limits and repeated requests
 *     are counted by
 * @param name for people to read, and for the audit log; no longer than {@value #LONGEST_NAME}
 * @param roles empty for an API key, which has scopes only
 */
public record Principal(
    String id, String name, Means means, Set<Role> roles, Set<Permission> permissions) {

  static final int LONGEST_NAME = 100;

  /** How it was made sure. */
  public enum Means {
    /** A one-time link, on a laptop. */
    LINK,
    /** The bank's OpenID provider. */
    OPENID,
    API_KEY
  }

  public Principal {
    name = plain(name);
    roles = ordered(Role.class, roles);
    permissions = ordered(Permission.class, permissions);
  }

  /** Somebody with roles, and no permission beside what they give. */
  public static Principal person(String id, String name, Means means, Collection<Role> roles) {
    return new Principal(id, name, means, ordered(Role.class, roles), Role.permissionsOf(roles));
  }

  /** A program. */
  public static Principal key(String keyId, String name, Collection<Permission> scopes) {
    return new Principal(keyId, name, Means.API_KEY, Set.of(), ordered(Permission.class, scopes));
  }

  /**
   * For the audit log, as {@code Pat Staff (openid:4711)}: names change and are not each one's own,
   * so what stands in the last brackets is who it was.
   */
  public String label() {
    return name + " (" + plain(id) + ")";
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  private static <E extends Enum<E>> Set<E> ordered(Class<E> type, Collection<E> some) {
    EnumSet<E> set = EnumSet.noneOf(type);
    set.addAll(some);
    return Collections.unmodifiableSet(set);
  }

  /** A provider may send anything: what cannot be shown, or hashed, or is too long, goes. */
  private static String plain(String name) {
    String shown =
        new String(name.getBytes(UTF_8), UTF_8).replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
    if (shown.isEmpty()) {
      return "unnamed";
    }
    return shown.codePointCount(0, shown.length()) <= LONGEST_NAME
        ? shown
        : shown.substring(0, shown.offsetByCodePoints(0, LONGEST_NAME));
  }
}
