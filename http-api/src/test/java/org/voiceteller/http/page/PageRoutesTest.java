package org.voiceteller.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser, a cache and a stranger get from the pages' addresses. */
class PageRoutesTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static FakeTeller teller;

  @BeforeAll
  static void start() {
    teller = new FakeTeller(PageSettings.forBank("Müller & <Söhne>", false));
  }

  @AfterAll
  static void stop() {
    teller.close();
    CLIENT.close();
  }

  @Test
  void allowsNoInlineScriptButTheImportMapItServes() throws Exception {
    var answer = get("/");

    String policy = header(answer, "Content-Security-Policy");
    var importMap =
        Pattern.compile("<script type=\"importmap\">(.*?)</script>").matcher(answer.body());
    assertThat(importMap.find()).isTrue();
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(importMap.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(policy)
        .contains("script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'")
        .contains("default-src 'self'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Permissions-Policy")).contains("microphone=(self)");
    assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
  }

  @Test
  void writesTheBanksNameAsWordsAndNeverAsMarkup() throws Exception {
    assertThat(get("/").body())
        .contains("<title>Call Müller &amp; &lt;Söhne&gt;</title>")
        .doesNotContain("<Söhne>")
        .doesNotContain("{{");
  }

  @Test
  void tellsThePageWhatTheBankSaysOfItself() throws Exception {
    var answer = get("/page.json");

    assertThat(header(answer, "Content-Type")).startsWith("application/json");
    assertThat(FakeTeller.JSON.readValue(answer.body(), PageSettings.class))
        .isEqualTo(PageSettings.forBank("Müller & <Söhne>", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console",
        "/console/",
        "/console/calls/call-1",
        "/console/calls/..%2f..%2freference.conf",
        "/console/x.conf"
      })
  void answersEachAddressOfTheConsoleWithItsOnePage(String path) throws Exception {
    var answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("<title>Console · Müller &amp; &lt;Söhne&gt;</title>")
        .contains("<vt-console>")
        .doesNotContain("{{");
    assertThat(header(answer, "Content-Security-Policy"))
        .contains("default-src 'self'")
        .doesNotContain("unsafe");
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void tellsTheConsoleWhetherThereIsAProvider() throws Exception {
    assertThat(FakeTeller.JSON.readTree(get("/console.json").body()))
        .isEqualTo(
            FakeTeller.JSON.readTree("{\"bankName\":\"Müller & <Söhne>\",\"openId\":false}"));
  }

  @Test
  void describesTheApiAsAPageAndAsJson() throws Exception {
    var description = FakeTeller.JSON.readTree(get("/openapi.json").body());

    assertThat(get("/docs").body()).contains("<vt-api-page>");
    assertThat(description.path("openapi").asText()).startsWith("3.1");
    assertThat(description.path("paths").has("/v1/admin/audit/export")).isTrue();
  }

  @Test
  void servesTheChartsLibraryAsAModule() throws Exception {
    var module = get("/webjars/echarts/6.0.0/dist/echarts.esm.min.mjs");

    assertThat(header(module, "Content-Type")).startsWith("application/javascript");
    assertThat(header(module, "Cache-Control")).contains("immutable");
    assertThat(get("/console").body())
        .contains("\"echarts\":\"/webjars/echarts/6.0.0/dist/echarts.esm.min.mjs\"");
  }

  @Test
  void answersAnUnchangedPageWithoutItsContent() throws Exception {
    String tag = header(get("/"), "ETag");

    var again = send(request("/").header("If-None-Match", tag));

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void answersHeadAsGetButWithoutContent() throws Exception {
    var answer = send(request("/").method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(header(answer, "ETag")).isEqualTo(header(get("/"), "ETag"));
    assertThat(Integer.parseInt(header(answer, "Content-Length"))).isPositive();
  }

  @Test
  void letsVersionedFilesBeKeptForAYearAndOthersNotAtAll() throws Exception {
    var script = Pattern.compile("src=\"(/assets/[^\"]*/main.js)\"").matcher(get("/").body());
    assertThat(script.find()).isTrue();

    assertThat(header(get(script.group(1)), "Cache-Control")).contains("immutable");
    var older = get("/assets/000000000000/caller/main.js");
    assertThat(older.statusCode()).isEqualTo(200);
    assertThat(header(older, "Cache-Control")).isEqualTo("no-store");
    var library = get("/webjars/lit/3.3.2/index.js");
    assertThat(header(library, "Cache-Control")).contains("immutable");
    assertThat(header(library, "Content-Type")).startsWith("application/javascript");
  }

  @Test
  void sendsScriptsCompressedToWhoeverAsks() throws Exception {
    var answer = send(request("/").header("Accept-Encoding", "gzip"));

    assertThat(header(answer, "Content-Encoding")).isEqualTo("gzip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/assets/x/../../../etc/passwd",
        "/assets/x/..%2f..%2fapplication.conf",
        "/assets/x/%2e%2e/logback.xml",
        "/webjars/lit/3.3.2/../../../../application.conf",
        "/webjars/lit/3.3.2/..%2f..%2f..%2freference.conf",
        "/webjars/lit/3.3.2/%5c..%5creference.conf",
        "/webjars/lit/3.3.2//index.js",
        "/webjars/lit/9.9.9/index.js",
        "/webjars/lit/3.3.2/package.json",
        "/webjars/lit/3.3.2/",
        "/webjars/",
        "/assets/"
      })
  void answersAnyOtherAddressWithASmallPage(String path) throws Exception {
    var answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("There is nothing at this address");
    assertThat(header(answer, "Content-Security-Policy")).contains("default-src 'self'");
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(teller.address() + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
