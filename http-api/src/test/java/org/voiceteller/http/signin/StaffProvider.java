package org.voiceteller.http.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import okhttp3.Headers;

/** An OpenID provider on this machine that everybody signs in at, and that can be made to lie. */
public final class StaffProvider implements AutoCloseable {

  private static final String NAME = "staff";

  private final ChangingKey key = new ChangingKey();
  private final Queue<String> answers = new ConcurrentLinkedQueue<>();
  private final MockOAuth2Server server =
      new MockOAuth2Server(
          new OAuth2Config(false, null, null, false, new OAuth2TokenProvider(key)),
          new AnswersThatWait());

  /** The provider's key, which it may change. */
  private static final class ChangingKey extends KeyProvider {
    private volatile RSAKey key = newKey("the-first");

    @Override
    public JWK signingKey(String issuerId) {
      return key;
    }
  }

  /** Stands before the provider's own answers for as long as one waits. */
  private final class AnswersThatWait implements Route {

    @Override
    public boolean match(OAuth2HttpRequest request) {
      return request.getUrl().encodedPath().endsWith("/token") && !answers.isEmpty();
    }

    @Override
    public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
      return new OAuth2HttpResponse(
          Headers.of("Content-Type", "application/json"), 200, answers.remove(), null);
    }
  }

  public static StaffProvider start() throws IOException {
    StaffProvider provider = new StaffProvider();
    provider.server.start(InetAddress.getByName("127.0.0.1"), 0);
    return provider;
  }

  public String issuer() {
    return server.issuerUrl(NAME).toString();
  }

  /** The one that it publishes. */
  RSAKey key() {
    return key.key;
  }

  void changeKey() {
    key.key = newKey("the-next");
  }

  static RSAKey newKey(String name) {
    try {
      return new RSAKeyGenerator(2048).keyID(name).algorithm(JWSAlgorithm.RS256).generate();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What it tells of the next one who signs in, who is Pat. */
  void tells(Map<String, Object> claims) {
    tells("pat", claims);
  }

  /** What it tells of the next one who signs in. */
  public void tells(String subject, Map<String, Object> claims) {
    server.enqueueCallback(
        new DefaultOAuth2TokenCallback(
            NAME, subject, "JWT", List.of("teller-console"), claims, 60));
  }

  /** What an ID token for us says. */
  JWTClaimsSet.Builder claims(String nonce) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .subject("pat")
        .audience("teller-console")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(60)))
        .claim("nonce", nonce)
        .claim("groups", List.of("bank-audit"));
  }

  static String signed(JWTClaimsSet.Builder claims, RSAKey key) throws JOSEException {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            claims.build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  /** Gives this ID token for the next code, whatever it was. */
  void gives(String idToken) {
    answers.add(
        """
        {"access_token":"x","token_type":"Bearer","expires_in":60,"id_token":"%s"}\
        """
            .formatted(idToken));
  }

  /** Takes back what it was to give. */
  void givesNothingMore() {
    answers.clear();
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
