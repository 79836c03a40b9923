package org.voiceteller.http.page;

import static org.apache.pekko.http.javadsl.server.PathMatchers.remaining;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.EntityTag;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.util.ByteString;

/**
 * The caller's page, the bank's console, the API's description to read, and all they are made of.
 *
 * <table>
 *   <caption>Addresses, for GET and HEAD</caption>
 *   <tr><td>{@code /}</td><td>the caller's page; asked for anew each time, 304 when unchanged</td></tr>
 *   <tr><td>{@code /page.json}</td><td>{@link PageSettings}</td></tr>
 *   <tr><td>{@code /console}, {@code /console/…}</td><td>the console: one page for all its
 *       addresses, which it tells apart itself</td></tr>
 *   <tr><td>{@code /console.json}</td><td>{@link ConsolePage}</td></tr>
 *   <tr><td>{@code /docs}</td><td>the API's description, to read</td></tr>
 *   <tr><td>{@code /openapi.json}</td><td>the same for programs; {@code /openapi.yaml} is its source
 *       and is not answered here</td></tr>
 *   <tr><td>{@code /assets/<version>/…}</td><td>our own modules and styles</td></tr>
 *   <tr><td>{@code /webjars/<library>/<version>/…}</td><td>the libraries</td></tr>
 * </table>
 *
 * <p>{@link #routes} answers these addresses and rejects all others, so that it can stand among
 * other routes; {@link #notFound} answers everything and stands last.
 */
public final class PageRoutes extends AllDirectives {

  private static final HttpHeader FOR_A_YEAR =
      RawHeader.create("Cache-Control", "public, max-age=31536000, immutable");
  private static final HttpHeader ASK_AGAIN = RawHeader.create("Cache-Control", "no-cache");
  private static final HttpHeader NEVER = RawHeader.create("Cache-Control", "no-store");

  private final OwnAssets own;
  private final WebModules modules;
  private final List<HttpHeader> headers;
  private final Asset callerPage;
  private final Asset missingPage;
  private final Asset pageJson;
  private final Asset consolePage;
  private final Asset consoleJson;
  private final Asset docsPage;
  private final Asset description;

  private PageRoutes(
      PageSettings settings,
      ConsolePage console,
      OwnAssets own,
      WebModules modules,
      Asset description) {
    this.own = own;
    this.modules = modules;
    String importMap = modules.importMap();
    this.headers = SecurityHeaders.forInlineScript(importMap);
    this.callerPage = page("caller/index.html", settings.bankName(), importMap);
    this.missingPage = page("not-found.html", settings.bankName(), importMap);
    this.pageJson = json(settings);
    this.consolePage = page("console/index.html", console.bankName(), importMap);
    this.consoleJson = json(console);
    this.docsPage = page("docs/index.html", console.bankName(), importMap);
    this.description = description;
  }

  /**
   * Reads the pages from the class path.
   *
   * @throws IllegalStateException when a page or a library is missing there
   */
  public static PageRoutes create(PageSettings settings, ConsolePage console) {
    ClassLoader loader = PageRoutes.class.getClassLoader();
    return new PageRoutes(
        settings,
        console,
        OwnAssets.load(loader),
        WebModules.load(loader),
        ApiDescription.load(loader));
  }

  /** The same where the bank has no OpenID provider. */
  public static PageRoutes create(PageSettings settings) {
    return create(settings, new ConsolePage(settings.bankName(), false));
  }

  /** The pages' addresses; a request for any other is rejected and left to other routes. */
  public Route routes() {
    return reading(
        () ->
            concat(
                pathSingleSlash(() -> send(callerPage, ASK_AGAIN)),
                path("page.json", () -> send(pageJson, ASK_AGAIN)),
                path("console", () -> send(consolePage, ASK_AGAIN)),
                path(segment("console").slash(remaining()), _ -> send(consolePage, ASK_AGAIN)),
                path("console.json", () -> send(consoleJson, ASK_AGAIN)),
                path("docs", () -> send(docsPage, ASK_AGAIN)),
                path("openapi.json", () -> send(description, ASK_AGAIN)),
                path(segment("assets").slash(segment()).slash(remaining()), this::ownAsset),
                path(segment("webjars").slash(remaining()), this::libraryAsset)));
  }

  /** A small page that says that there is nothing here, with status 404, for every request. */
  public Route notFound() {
    return respondWithHeaders(headers, () -> missing());
  }

  private Route reading(Supplier<Route> inner) {
    return concat(
        get(() -> respondWithHeaders(headers, () -> encodeResponse(inner))),
        head(() -> respondWithHeaders(headers, inner)));
  }

  /**
   * A version other than ours comes from a page that another node of a rolling upgrade served: it
   * gets what we have, and does not keep it.
   */
  private Route ownAsset(String version, String path) {
    HttpHeader caching = version.equals(own.version()) ? FOR_A_YEAR : NEVER;
    return own.find(path).map(it -> send(it, caching)).orElseGet(this::missing);
  }

  private Route libraryAsset(String path) {
    var lookup =
        CompletableFuture.supplyAsync(() -> modules.find(path), Thread::startVirtualThread);
    return onSuccess(
        lookup, found -> found.map(it -> send(it, FOR_A_YEAR)).orElseGet(this::missing));
  }

  /** The tag is weak: the same file may travel compressed. */
  private Route send(Asset asset, HttpHeader caching) {
    return respondWithHeader(
        caching,
        () ->
            conditional(
                EntityTag.create(asset.tag(), true),
                () -> complete(response(StatusCodes.OK.intValue(), asset))));
  }

  private Route missing() {
    return complete(response(404, missingPage).addHeader(NEVER));
  }

  private static HttpResponse response(int status, Asset asset) {
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(HttpEntities.create(asset.contentType(), asset.content()));
  }

  private Asset page(String file, String bankName, String importMap) {
    String html =
        own.text(file)
            .replace("{{assets}}", "/assets/" + own.version())
            .replace("{{light-theme}}", modules.shoelace("themes/light.css"))
            .replace("{{dark-theme}}", modules.shoelace("themes/dark.css"))
            .replace("{{import-map}}", importMap)
            .replace("{{bank-name}}", escaped(bankName));
    return Asset.create(
        ByteString.fromString(html, StandardCharsets.UTF_8), ContentTypes.TEXT_HTML_UTF8);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static Asset json(Record settings) {
    try {
      byte[] json = new ObjectMapper().writeValueAsBytes(settings);
      return Asset.create(ByteString.fromArray(json), ContentTypes.APPLICATION_JSON);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A record of plain values is always JSON", e);
    }
  }
}
