package org.voiceteller.http.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;

/**
 * What a person reads whom the provider has sent back and who does not get in: a small page for a
 * browser, and the problem itself for whatever else asks. The page has no script, and nothing in it
 * comes from the request.
 */
final class SignInPages {

  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem;"
          + "color-scheme:light dark}";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>%1$s</title><style>%3$s</style></head>
      <body><main><h1>%1$s</h1><p>%2$s</p><p><a href="/console">Back to the console</a></p></main></body>
      </html>
      """;

  private static final HttpHeader POLICY =
      RawHeader.create(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'sha256-"
              + hash(STYLE)
              + "'; frame-ancestors 'none';"
              + " base-uri 'none'; form-action 'none'");

  private SignInPages() {}

  static HttpResponse of(HttpRequest request, Problem problem) {
    HttpResponse plain = ProblemAnswers.answer(problem);
    boolean isBrowser =
        request.getHeader("Accept").map(HttpHeader::value).orElse("").contains("text/html");
    return isBrowser ? page(plain, problem) : plain;
  }

  private static HttpResponse page(HttpResponse plain, Problem problem) {
    String title = "You are not signed in";
    String text =
        switch (problem) {
          case Problem.NoRole _ ->
              "Your bank's sign-in knows you, but none of your groups has a role in this console."
                  + " Ask whoever administers the bank's groups for one.";
          case Problem.Unavailable _ ->
              "The bank's sign-in does not answer now. Please try again in a moment.";
          case Problem.TooManySessions _ ->
              "As many people are signed in as this console takes. Please try again later.";
          default -> "The sign-in did not come to its end. Please begin it again.";
        };
    return plain
        .withEntity(
            HttpEntities.create(ContentTypes.TEXT_HTML_UTF8, PAGE.formatted(title, text, STYLE)))
        .addHeader(POLICY);
  }

  private static String hash(String style) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
