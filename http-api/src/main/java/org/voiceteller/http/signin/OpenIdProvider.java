package org.voiceteller.http.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bank's OpenID provider, spoken to as OpenID Connect Core 1.0 says: discovery, authorization
 * code with PKCE (RFC 7636), and an ID token that is believed only when issuer, audience, nonce,
 * times and signature are right. Keys are fetched anew when a token names one that is not known, so
 * the provider may change them.
 *
 * <p>Waits for the network; call it on a thread that may.
 */
final class OpenIdProvider {

  private static final Logger LOG = LoggerFactory.getLogger(OpenIdProvider.class);
  private static final Duration METADATA_KEPT = Duration.ofHours(1);
  private static final int MOST_BYTES = 256 * 1024;

  /** Signatures with keys that the provider publishes; never "none", never a shared secret. */
  private static final Set<JWSAlgorithm> SIGNATURES =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  /** The provider does not answer, or not as a provider does. */
  static final class AwayException extends Exception {
    private static final long serialVersionUID = 1L;

    AwayException(Throwable cause) {
      super("The OpenID provider cannot be asked: " + cause.getMessage(), cause);
    }
  }

  /** The sign-in is not genuine, or not for us. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String why) {
      super(why);
    }
  }

  private record Known(
      OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, Instant until) {}

  private final OpenIdSettings settings;
  private final InstantSource clock;
  private volatile @Nullable Known known;

  OpenIdProvider(OpenIdSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Where to send the browser. */
  URI signInAddress(SignInState state) throws AwayException {
    return new AuthenticationRequest.Builder(
            ResponseType.CODE,
            new Scope(settings.scopes().toArray(String[]::new)),
            new ClientID(settings.clientId()),
            settings.callback())
        .endpointURI(known().metadata().getAuthorizationEndpointURI())
        .state(new State(state.state()))
        .nonce(new Nonce(state.nonce()))
        .codeChallenge(new CodeVerifier(state.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /**
   * Who has signed in.
   *
   * @param code as it came with the browser
   */
  IDTokenClaimsSet claims(String code, SignInState state) throws AwayException, RefusedException {
    Known provider = known();
    OIDCTokenResponse tokens = exchange(provider.metadata(), code, state);
    try {
      var validator =
          new IDTokenValidator(
              new Issuer(settings.issuer()),
              new ClientID(settings.clientId()),
              new JWSVerificationKeySelector<>(SIGNATURES, provider.keys()),
              null);
      validator.setMaxClockSkew(Math.toIntExact(settings.clockSkew().toSeconds()));
      if (tokens.getOIDCTokens().getIDToken() == null) {
        throw new RefusedException("The provider sent no ID token");
      }
      IDTokenClaimsSet claims =
          validator.validate(tokens.getOIDCTokens().getIDToken(), new Nonce(state.nonce()));
      requireMadeForUs(claims);
      return claims;
    } catch (BadJOSEException untrue) {
      throw new RefusedException("The ID token is refused: " + untrue.getMessage());
    } catch (RemoteKeySourceException away) {
      throw new AwayException(away);
    } catch (JOSEException unreadable) {
      throw new RefusedException("The ID token cannot be checked: " + unreadable.getMessage());
    }
  }

  /** OpenID Connect Core 1.0, 3.1.3.7, numbers 4 and 5. */
  private void requireMadeForUs(IDTokenClaimsSet claims) throws RefusedException {
    AuthorizedParty party = claims.getAuthorizedParty();
    boolean isOurs =
        party == null
            ? claims.getAudience().size() == 1
            : party.getValue().equals(settings.clientId());
    if (!isOurs) {
      throw new RefusedException("The ID token was made for another client");
    }
  }

  private OIDCTokenResponse exchange(OIDCProviderMetadata metadata, String code, SignInState state)
      throws AwayException, RefusedException {
    HTTPRequest request =
        new TokenRequest.Builder(
                metadata.getTokenEndpointURI(),
                authentication(metadata),
                new AuthorizationCodeGrant(
                    new AuthorizationCode(code),
                    settings.callback(),
                    new CodeVerifier(state.verifier())))
            .build()
            .toHTTPRequest();
    bound(request);
    try {
      TokenResponse response = OIDCTokenResponseParser.parse(request.send());
      if (!response.indicatesSuccess()) {
        throw new RefusedException(
            "The provider refused the code: " + response.toErrorResponse().getErrorObject());
      }
      return (OIDCTokenResponse) response.toSuccessResponse();
    } catch (IOException | ParseException away) {
      throw new AwayException(away);
    }
  }

  /** Every provider takes the first way unless it says that it does not (Discovery 1.0, 3). */
  private ClientAuthentication authentication(OIDCProviderMetadata metadata) {
    List<ClientAuthenticationMethod> ways = metadata.getTokenEndpointAuthMethods();
    ClientID id = new ClientID(settings.clientId());
    Secret secret = new Secret(settings.clientSecret());
    return ways == null || ways.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        ? new ClientSecretBasic(id, secret)
        : new ClientSecretPost(id, secret);
  }

  private Known known() throws AwayException {
    Known before = known;
    if (before != null && clock.instant().isBefore(before.until())) {
      return before;
    }
    try {
      OIDCProviderMetadata metadata =
          OIDCProviderMetadata.resolve(new Issuer(settings.issuer()), this::bound);
      requireSafe(metadata);
      Known found =
          new Known(metadata, keys(metadata, before), clock.instant().plus(METADATA_KEPT));
      known = found;
      return found;
    } catch (IOException | GeneralException away) {
      if (before != null) {
        LOG.warn(
            "The OpenID provider's settings are used on, for it does not answer: {}",
            away.toString());
        return before;
      }
      throw new AwayException(away);
    }
  }

  private void requireSafe(OIDCProviderMetadata metadata) throws GeneralException {
    for (URI each :
        List.of(
            metadata.getAuthorizationEndpointURI(),
            metadata.getTokenEndpointURI(),
            metadata.getJWKSetURI())) {
      if (!OpenIdSettings.isSafe(each)) {
        throw new GeneralException("Expected " + each + " to begin with https://");
      }
    }
  }

  private JWKSource<SecurityContext> keys(OIDCProviderMetadata metadata, @Nullable Known before)
      throws IOException {
    if (before != null && before.metadata().getJWKSetURI().equals(metadata.getJWKSetURI())) {
      return before.keys();
    }
    int timeoutMs = Math.toIntExact(settings.timeout().toMillis());
    return JWKSourceBuilder.create(
            metadata.getJWKSetURI().toURL(),
            new DefaultResourceRetriever(timeoutMs, timeoutMs, MOST_BYTES))
        .refreshAheadCache(false)
        .retrying(true)
        .build();
  }

  private void bound(HTTPRequest request) {
    int timeoutMs = Math.toIntExact(settings.timeout().toMillis());
    request.setConnectTimeout(timeoutMs);
    request.setReadTimeout(timeoutMs);
    request.setFollowRedirects(false);
  }
}
