package org.voiceteller.http.signin;

import static org.voiceteller.http.signin.Permission.DECIDE_CASES;
import static org.voiceteller.http.signin.Permission.END_CALLS;
import static org.voiceteller.http.signin.Permission.ERASE_CUSTOMERS;
import static org.voiceteller.http.signin.Permission.EXPORT_AUDIT;
import static org.voiceteller.http.signin.Permission.HEAR_RECORDINGS;
import static org.voiceteller.http.signin.Permission.LISTEN_TO_CALLS;
import static org.voiceteller.http.signin.Permission.MANAGE_API_KEYS;
import static org.voiceteller.http.signin.Permission.SEARCH_AUDIT;
import static org.voiceteller.http.signin.Permission.SEE_CALLS;
import static org.voiceteller.http.signin.Permission.SEE_CASES;
import static org.voiceteller.http.signin.Permission.SEE_CONVERSATIONS;
import static org.voiceteller.http.signin.Permission.SEE_CUSTOMERS;
import static org.voiceteller.http.signin.Permission.SEE_FIGURES;
import static org.voiceteller.http.signin.Permission.SEE_UNMASKED;
import static org.voiceteller.http.signin.Permission.TAKE_CALLS;
import static org.voiceteller.http.signin.Permission.VERIFY_AUDIT;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody is at the bank, and so may do; a person may be several things. The table stands in
 * {@code docs/console-access.md} too, and a test keeps the two together.
 */
public enum Role {
  VIEWER(SEE_FIGURES, SEE_CALLS),
  AGENT(SEE_FIGURES, SEE_CALLS, SEE_CONVERSATIONS, TAKE_CALLS, SEE_CUSTOMERS, SEE_CASES),
  SUPERVISOR(
      SEE_FIGURES,
      SEE_CALLS,
      SEE_CONVERSATIONS,
      SEE_CUSTOMERS,
      SEE_CASES,
      HEAR_RECORDINGS,
      END_CALLS,
      TAKE_CALLS,
      LISTEN_TO_CALLS,
      SEE_UNMASKED,
      DECIDE_CASES),
  COMPLIANCE(
      SEE_FIGURES,
      SEE_CALLS,
      SEE_CONVERSATIONS,
      HEAR_RECORDINGS,
      SEE_CUSTOMERS,
      SEE_UNMASKED,
      SEE_CASES,
      SEARCH_AUDIT,
      EXPORT_AUDIT,
      VERIFY_AUDIT,
      ERASE_CUSTOMERS),
  /** Who runs the bank's machines sees nobody's data: separation of duties. */
  ADMIN(SEE_FIGURES, SEE_CALLS, VERIFY_AUDIT, MANAGE_API_KEYS);

  private final Set<Permission> permissions;

  Role(Permission... permissions) {
    this.permissions = Set.of(permissions);
  }

  /** As settings and the API write it: {@code supervisor}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Set<Permission> permissions() {
    return permissions;
  }

  /** The role that is written so, to the letter. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** What somebody with all these roles may do, in the order of {@link Permission}. */
  static Set<Permission> permissionsOf(Collection<Role> roles) {
    EnumSet<Permission> all = EnumSet.noneOf(Permission.class);
    roles.forEach(role -> all.addAll(role.permissions));
    return all;
  }
}
