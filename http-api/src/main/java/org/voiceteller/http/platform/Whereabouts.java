package org.voiceteller.http.platform;

import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jspecify.annotations.Nullable;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemException;

/**
 * What the bank says of a number's callers in the address that it has given to the platform: {@code
 * ?jurisdiction=US-CO&locale=en-US}, both optional.
 */
record Whereabouts(@Nullable String jurisdiction, @Nullable String locale) {

  private static final String JURISDICTION = "[A-Z]{2}(-[A-Z0-9]{1,3})?";
  private static final String LOCALE = "[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}";

  /**
   * @throws ProblemException of a {@link Problem.BadRequest} for what is neither
   */
  static Whereabouts of(HttpRequest request) {
    return new Whereabouts(
        value(request, "jurisdiction", JURISDICTION), value(request, "locale", LOCALE));
  }

  private static @Nullable String value(HttpRequest request, String name, String pattern) {
    Optional<String> value = request.getUri().query().get(name);
    if (value.isPresent() && !value.get().matches(pattern)) {
      throw new ProblemException(
          new Problem.BadRequest("The address's " + name + " cannot be one."));
    }
    return value.orElse(null);
  }
}
