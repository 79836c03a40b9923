package org.voiceteller.http.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Debian's Chromium with a sound file for a microphone. */
public final class Chromium implements AutoCloseable {

  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  /** What is to be seen may come late on a busy machine. */
  private static final double PATIENCE_MS = 20_000;

  private final Path microphone;
  private final Playwright playwright;
  private final Browser browser;
  private final List<BrowserContext> contexts = new ArrayList<>();

  /** What the page complained about: console errors, uncaught exceptions, policy violations. */
  public final List<String> complaints = new CopyOnWriteArrayList<>();

  /** With a tone that never ends. */
  public Chromium() throws IOException {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    microphone = Files.write(Files.createTempFile("microphone", ".wav"), Sounds.wav());
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setChromiumSandbox(false)
                    .setArgs(
                        List.of(
                            "--allow-loopback-in-peer-connection",
                            "--use-fake-device-for-media-stream",
                            "--use-file-for-fake-audio-capture=" + microphone,
                            "--autoplay-policy=no-user-gesture-required",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--no-first-run",
                            "--disable-quic")));
  }

  /** Opens a page in a context of its own at desktop size, with the microphone allowed. */
  public Page open(String address) {
    return open(address, 1280, 800, ColorScheme.LIGHT, List.of("microphone"));
  }

  public Page open(
      String address, int width, int height, ColorScheme scheme, List<String> permissions) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setPermissions(permissions));
    contexts.add(context);
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.addInitScript(
        "document.addEventListener('securitypolicyviolation',"
            + " it => console.error('policy', it.violatedDirective, it.blockedURI))");
    page.navigate(address);
    return page;
  }

  public static void shoot(Page page, String name) {
    page.mouse().move(1, 1);
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  /**
   * How many elements there are, in all components, that no page of ours would have made; a
   * thousand more when one of them could run {@code window.ran=1}.
   */
  public static int impostors(Page page) {
    return (int) page.evaluate(IMPOSTORS);
  }

  private static final String IMPOSTORS =
      """
      () => {
        const within = (root) => [...root.querySelectorAll('*')].reduce((count, it) =>
          count + (it.matches('img, [onerror], script:not([type=importmap]):not([src])') ? 1 : 0)
            + (it.shadowRoot ? within(it.shadowRoot) : 0), 0);
        return within(document) + (window.ran ? 1000 : 0);
      }
      """;

  /** Ends what the last test opened. */
  void clear() {
    contexts.forEach(BrowserContext::close);
    contexts.clear();
    complaints.clear();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
    try {
      Files.delete(microphone);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to delete the microphone's sound", e);
    }
  }
}
