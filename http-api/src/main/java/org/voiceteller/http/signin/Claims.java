package org.voiceteller.http.signin;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads who somebody is out of the claims of an ID token. */
final class Claims {

  private final OpenIdSettings settings;

  Claims(OpenIdSettings settings) {
    this.settings = settings;
  }

  /** The roles of all groups in the token; groups that no setting names give nothing. */
  Set<Role> roles(Map<String, ?> claims) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    texts(find(claims, settings.rolesClaim()))
        .forEach(group -> roles.addAll(settings.roles().getOrDefault(group, Set.of())));
    return roles;
  }

  /** As the settings say, or the first that the token has of the usual ones. */
  String name(Map<String, ?> claims) {
    return Stream.of(settings.nameClaim(), "preferred_username", "email", "sub")
        .flatMap(claim -> texts(find(claims, claim)))
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse("unnamed");
  }

  /** A claim of this name, or, with dots in it, one within others: {@code realm_access.roles}. */
  private static @Nullable Object find(Map<String, ?> claims, String path) {
    if (claims.containsKey(path)) {
      return claims.get(path);
    }
    Object found = claims;
    for (String part : List.of(path.split("\\.", -1))) {
      found = found instanceof Map<?, ?> map ? map.get(part) : null;
    }
    return found;
  }

  private static Stream<String> texts(@Nullable Object value) {
    return switch (value) {
      case String text -> Stream.of(text);
      case Collection<?> some ->
          some.stream().filter(String.class::isInstance).map(String.class::cast);
      case null, default -> Stream.empty();
    };
  }
}
