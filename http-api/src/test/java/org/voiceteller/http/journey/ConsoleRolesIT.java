package org.voiceteller.http.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.http.signin.Permission.DECIDE_CASES;
import static org.voiceteller.http.signin.Permission.END_CALLS;
import static org.voiceteller.http.signin.Permission.ERASE_CUSTOMERS;
import static org.voiceteller.http.signin.Permission.EXPORT_AUDIT;
import static org.voiceteller.http.signin.Permission.HEAR_RECORDINGS;
import static org.voiceteller.http.signin.Permission.LISTEN_TO_CALLS;
import static org.voiceteller.http.signin.Permission.MANAGE_API_KEYS;
import static org.voiceteller.http.signin.Permission.SEARCH_AUDIT;
import static org.voiceteller.http.signin.Permission.SEE_CALLS;
import static org.voiceteller.http.signin.Permission.SEE_CASES;
import static org.voiceteller.http.signin.Permission.SEE_CONVERSATIONS;
import static org.voiceteller.http.signin.Permission.SEE_CUSTOMERS;
import static org.voiceteller.http.signin.Permission.SEE_FIGURES;
import static org.voiceteller.http.signin.Permission.SEE_UNMASKED;
import static org.voiceteller.http.signin.Permission.TAKE_CALLS;
import static org.voiceteller.http.signin.Permission.VERIFY_AUDIT;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceteller.http.page.Chromium;
import org.voiceteller.http.signin.Permission;
import org.voiceteller.http.signin.Role;

/**
 * What each role finds in the console of a real bank: all that it may, and nothing else. What it
 * may is {@link Role}'s table; what each page takes stands here.
 */
@Order(Integer.MAX_VALUE)
@ExtendWith(SharedTeller.ThatReads.class)
class ConsoleRolesIT {

  private static final String REFUSED = "Your role does not include this page";

  private static RunningTeller bank;
  private static StaffAccounts accounts;
  private static Chromium chromium;

  /** Waits for a person, and has opened a case before. */
  private static Customer caller;

  private static String callId;
  private static String caseId;

  /**
   * A page of the console.
   *
   * @param sign words that it shows when all of it is there
   * @param offers what can be pressed or read there, and what that takes
   */
  private record Place(
      String path, Permission needs, String sign, Map<String, Permission> offers) {}

  /** The entries of the rail. */
  private static final List<Map.Entry<String, Permission>> RAIL =
      List.of(
          Map.entry("Now", SEE_CALLS),
          Map.entry("Calls", SEE_CALLS),
          Map.entry("Hand-off", SEE_CALLS),
          Map.entry("Customers", SEE_CUSTOMERS),
          Map.entry("Disputes", SEE_CASES),
          Map.entry("Authentication", SEE_FIGURES),
          Map.entry("Tools", SEE_FIGURES),
          Map.entry("Accounts and cards", SEE_FIGURES),
          Map.entry("Compliance", VERIFY_AUDIT),
          Map.entry("Settings", MANAGE_API_KEYS));

  private static List<Place> places() {
    var ofCall = Map.of("Take over", TAKE_CALLS, "Listen", LISTEN_TO_CALLS);
    var ofThis =
        Map.of(
            "Take over", TAKE_CALLS,
            "Listen", LISTEN_TO_CALLS,
            "End call", END_CALLS,
            "Recording", HEAR_RECORDINGS);
    return List.of(
        new Place("/console", SEE_CALLS, callId, ofCall),
        new Place("/console/calls", SEE_CALLS, callId, Map.of(callId, SEE_CONVERSATIONS)),
        new Place("/console/calls/" + callId, SEE_CONVERSATIONS, "Level 1 is reached.", ofThis),
        new Place("/console/hand-off", SEE_CALLS, callId, ofCall),
        new Place(
            "/console/hand-off/" + callId + "?mode=listen",
            LISTEN_TO_CALLS,
            "You listen",
            Map.of("Whisper", LISTEN_TO_CALLS)),
        new Place("/console/customers", SEE_CUSTOMERS, "Search", Map.of()),
        new Place(
            "/console/customers/CUST-10010",
            SEE_CUSTOMERS,
            "Customer since",
            Map.of("Show in full", SEE_UNMASKED, "Erase…", ERASE_CUSTOMERS, caseId, SEE_CASES)),
        new Place("/console/disputes", SEE_CASES, caseId, Map.of()),
        new Place(
            "/console/disputes/" + caseId,
            SEE_CASES,
            "Postings",
            Map.of("Decide…", DECIDE_CASES, "CUST-10010", SEE_CUSTOMERS)),
        new Place("/console/authentication", SEE_FIGURES, "Authentication", Map.of()),
        new Place("/console/tools", SEE_FIGURES, "Tools", Map.of()),
        new Place("/console/accounts", SEE_FIGURES, "Accounts and cards", Map.of()),
        new Place(
            "/console/compliance",
            VERIFY_AUDIT,
            "The audit log's chain",
            Map.of(
                "Check it now", VERIFY_AUDIT,
                "Export", EXPORT_AUDIT,
                "Search the audit log", SEARCH_AUDIT)),
        new Place("/console/audit", SEARCH_AUDIT, "Audit log", Map.of()),
        new Place("/console/consents", SEARCH_AUDIT, "Consents", Map.of()),
        new Place(
            "/console/settings",
            MANAGE_API_KEYS,
            "API key",
            Map.of("Make a key", MANAGE_API_KEYS)));
  }

  @BeforeAll
  static void waitForAPerson(RunningTeller teller, StaffAccounts people) throws Exception {
    bank = teller;
    accounts = people;
    chromium = new Chromium();
    caller = new Customer(teller, Customer.JAMIE_GARCIA);
    callId = caller.callId();
    caseId = caller.disputes("$387.40 at United Airlines");
    caller.says("I want to speak to a person, please.");
    caller.hears("You are in the queue");
    StaffMember staff = StaffMember.of(teller);
    Health.await(
        "the case in the tables",
        () -> staff.get("/v1/admin/disputes/" + caseId).status(),
        status -> status == 200);
    Health.await(
        "the call in the tables",
        () -> staff.get("/v1/admin/calls").text(),
        calls -> calls.contains(callId));
  }

  @AfterAll
  static void hangUp() {
    caller.close();
    chromium.close();
  }

  @Test
  void everyPermissionOpensSomething() {
    assertThat(
            places().stream()
                .flatMap(
                    place -> Stream.concat(Stream.of(place.needs), place.offers.values().stream())))
        .contains(Permission.values());
  }

  @ParameterizedTest
  @EnumSource
  void seesWhatItMayAndNothingElse(Role role) {
    var staff = StaffsPage.open(chromium, bank, accounts, "Robin " + role.word(), role);
    var refusals = new ArrayList<String>();
    staff
        .page()
        .onResponse(
            answer -> {
              if (answer.status() >= 400) {
                refusals.add(answer.status() + " " + answer.url());
              }
            });
    staff.visit("/console");

    assertThat(staff.page().locator("vt-side-rail nav").first().locator("a"))
        .hasText(
            RAIL.stream()
                .filter(entry -> may(role, entry.getValue()))
                .map(entry -> Pattern.compile("^" + entry.getKey()))
                .toArray(Pattern[]::new));
    for (Place place : places()) {
      staff.follow(place.path);
      if (!may(role, place.needs)) {
        assertThat(staff.shown(REFUSED)).isVisible();
        continue;
      }
      assertThat(staff.shown(place.sign).first()).isVisible();
      place.offers.forEach(
          (offer, needs) -> {
            Locator offered = offered(staff, offer);
            if (may(role, needs)) {
              assertThat(offered.first()).isVisible();
            } else {
              assertThat(offered).hasCount(0);
            }
          });
    }
    Chromium.shoot(staff.page(), "console-as-" + role.word());
    assertThat(refusals).as("what was shown was answered").isEmpty();
  }

  private static Locator offered(StaffsPage staff, String words) {
    return staff
        .page()
        .locator("vt-console main :is(sl-button, a, h2)")
        .filter(new Locator.FilterOptions().setHasText(words).setVisible(true));
  }

  @ParameterizedTest
  @EnumSource
  void isAnsweredWhatItMayAndNothingElse(Role role) throws Exception {
    StaffMember staff =
        StaffsPage.open(chromium, bank, accounts, "Robin " + role.word(), role).member();
    for (var operation : ApiDescription.load().operations()) {
      Permission needs = Permission.of(operation.permission()).orElseThrow();
      boolean get = operation.method().equals("get");
      if (!may(role, needs)) {
        assertThat(staff.status(operation.method(), operation.example()))
            .as("%s as %s", operation, role)
            .isEqualTo(403);
      } else if (get) {
        assertThat(staff.status("get", operation.example()))
            .as("%s as %s", operation, role)
            .isNotIn(401, 403, 500);
      }
    }
    for (var line :
        Map.of("take", TAKE_CALLS, "listen", LISTEN_TO_CALLS, "whisper", LISTEN_TO_CALLS)
            .entrySet()) {
      assertThat(staff.refusedLine("CALL-0", line.getKey()))
          .as("a line to %s as %s", line.getKey(), role)
          .isEqualTo(may(role, line.getValue()) ? 404 : 403);
    }
  }

  private static boolean may(Role role, Permission permission) {
    return role.permissions().contains(permission);
  }
}
