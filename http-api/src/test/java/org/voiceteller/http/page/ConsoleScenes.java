package org.voiceteller.http.page;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Pictures of what does not stand at an address of its own: dialogs, and states that seldom are.
 */
record ConsoleScenes(Chromium chromium, FakeConsole bank, Path folder) {

  void shoot() {
    Page page = work("/console/disputes/FRAUD-20261118-002");
    button(page, "Decide…").click();
    page.getByText("For the customer").click();
    page.getByLabel("Explanation, as the customer reads it")
        .fill("We found that you did not make this charge. The credit is yours to keep.");
    take(page, "decide");
    button(page, "Continue").click();
    take(page, "decide-confirm");

    page = work("/console/settings");
    button(page, "Make a key").click();
    take(page, "make-key");
    page.getByLabel("Name").fill("Reporting");
    page.getByLabel("See figures").check();
    button(page, "Make the key").click();
    page.getByText("vt_k4_8Zq1T7w0uYxR3mNc5bLd9sHf2pKe6gVa").waitFor();
    take(page, "key-secret");

    page = work("/console/customers/CUST-10001");
    button(page, "Show in full").click();
    take(page, "unmask");
    page.keyboard().press("Escape");
    button(page, "Erase…").click();
    take(page, "erase");

    page = work("/console/audit");
    page.locator("button.open").nth(5).click();
    take(page, "entry");

    page = work("/console/authentication");
    button(page, "Table").first().click();
    button(page, "What “Wrong codes” means").click();
    ConsolePictures.settle(page, new ConsolePictures.Place("authentication", ""));
    take(page, "definition");

    page = work("/console");
    page.getByText("call-7f3a1c").waitFor();
    page.keyboard().press("?");
    take(page, "keys");
    states();
  }

  /** What is seen of a line while much happens on it, and when it is no more. */
  void shootLines() throws InterruptedException {
    bank.clear();
    Page page = work("/console/hand-off/call-b3d7f5");
    var line = bank.line().next();
    page.getByLabel("Say to the caller").fill("This is Dana of the bank. I am with you now.");
    page.keyboard().press("Enter");
    String said = line.next("say").path("turnId").asText();
    says(line, said, "staff", "This is Dana of the bank. I am with you now.");
    says(line, "c4", "caller", "Oh good. I only want that check stopped.");
    line.send("whisper", Map.of("from", "Robin Field", "text", "The roofer's check is 1042."));
    line.send("challenge", Map.of("open", true, "kind", "one-time-code"));
    page.getByLabel("Say to the caller").fill("It is check 1042, is that right?");
    page.keyboard().press("Enter");
    line.send(
        "words.refused",
        Map.of("turnId", line.next("say").path("turnId").asText(), "reason", "stale"));
    page.getByText("Not said").first().waitFor();
    take(page, "desk-whisper");
    button(page, "End call").click();
    take(page, "desk-end");
    page.keyboard().press("Escape");
    line.drop();
    page.getByText("The line broke. The caller").waitFor();
    take(page, "desk-broken");

    bank.line().refuses(FakeConsole.problem(409, "Taken", "A colleague has this call."));
    page = work("/console/hand-off/call-58aa90");
    page.getByText("Morgan Lee has the call").waitFor();
    take(page, "desk-refused");
    bank.line().clear();

    bank.line()
        .says(
            """
            [{"type":"line.opened","callId":"call-58aa90","mode":"whisper","level":1,
            "staff":"Morgan Lee","history":[]},
            {"type":"transcript","turnId":"s1","speaker":"staff","text":"How can I help?","final":true}]
            """);
    page = work("/console/hand-off/call-58aa90?mode=whisper");
    page.getByLabel("Whisper to").fill("Offer the refund.");
    page.keyboard().press("Enter");
    page.getByText("You whispered").first().waitFor();
    take(page, "desk-whispering");
    bank.clear();
  }

  private static void says(FakeTeller.Leg line, String turnId, String speaker, String text) {
    line.send(
        "transcript", Map.of("turnId", turnId, "speaker", speaker, "text", text, "final", true));
  }

  private void states() {
    Page page = open("/console/customers/CUST-10001", false);
    page.getByLabel("Reference").waitFor();
    take(page, "reason");

    bank.refuses(
        "GET /v1/admin/calls", 503, "The tables do not answer", "Please try again in a moment.");
    page = work("/console/calls");
    take(page, "error");
    bank.answers("GET /v1/admin/calls", 200, "{\"items\":[]}");
    page = work("/console/calls");
    take(page, "empty");
    bank.answers("GET /v1/admin/calls", _ -> new CompletableFuture<>());
    page = work("/console/calls");
    take(page, "loading");
    bank.answers("GET /v1/admin/figures/tools", _ -> new CompletableFuture<>());
    page = work("/console/tools");
    take(page, "loading-figures");
    bank.refuses("GET /v1/session", 401, "Signed out", "There is no session.");
    bank.refuses("POST /v1/session", 401, "Signed out", "This link was used before.");
    page = open("/console#link=abcdefghijklmnopqrstuvwxyz", false);
    take(page, "sign-in");
  }

  private Page work(String path) {
    return open(path, true);
  }

  private Page open(String path, boolean reason) {
    Page page = chromium.open("about:blank", 1280, 800, ColorScheme.LIGHT, List.of());
    if (reason) {
      page.addInitScript("sessionStorage.setItem('vt-console-reason', 'TICKET-20418')");
    }
    page.navigate(bank.address() + path);
    page.locator("h1:visible").first().waitFor();
    return page;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private void take(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
  }
}
