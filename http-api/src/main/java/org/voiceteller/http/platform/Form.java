package org.voiceteller.http.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.pekko.util.ByteString;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemException;

/**
 * A form as a browser sends it ({@code application/x-www-form-urlencoded}), in the order in which
 * Twilio signs it.
 */
record Form(SortedMap<String, SortedSet<String>> fields) {

  Form {
    fields = Collections.unmodifiableSortedMap(fields);
  }

  /**
   * @throws ProblemException of a {@link Problem.BadRequest} for what cannot be decoded
   */
  static Form read(ByteString body) {
    var fields = new TreeMap<String, SortedSet<String>>();
    for (String pair : body.utf8String().split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields
            .computeIfAbsent(decoded(pair.substring(0, equals)), _ -> new TreeSet<>())
            .add(decoded(pair.substring(equals + 1)));
      }
    }
    return new Form(fields);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException undecodable) {
      throw new ProblemException(new Problem.BadRequest("The form cannot be decoded."));
    }
  }

  /** Empty when it is missing, or is there with two values. */
  String one(String name) {
    SortedSet<String> values = fields.get(name);
    return values == null || values.size() != 1 ? "" : values.first();
  }
}
