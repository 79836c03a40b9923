package org.voiceteller.http.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceteller.http.trial.HandClock;
import org.voiceteller.streams.platform.Ticket;

/** What is given to a platform and comes back, and what a platform signs. */
class SealsTest {

  private static final String SECRET = "wh_secret_0123456789";
  private static final Duration LIFETIME = Duration.ofSeconds(60);
  private static final Ticket TICKET =
      new Ticket(
          "CA0123456789abcdef0123456789abcdef",
          "+155523456789012",
          "US-CO",
          "en-US",
          "123e4567-e89b-12d3-a456-426614174000." + "s".repeat(43));

  private final HandClock clock = new HandClock();
  private final Tickets tickets = tickets(SECRET, "ticket");

  private Tickets tickets(String secret, String purpose) {
    return new Tickets(new Sealing(secret, purpose), LIFETIME, clock);
  }

  @Test
  void opensItsOwnTicketsAndFitsThemIntoAParameterOfTwilios() {
    String sealed = tickets.seal(TICKET);

    assertThat(tickets.open(sealed)).hasValue(TICKET);
    assertThat("ticket".length() + sealed.length()).isLessThanOrEqualTo(500);
    assertThat(sealed).doesNotContain("5552345678", "CA0123").isNotEqualTo(tickets.seal(TICKET));
    assertThat(TICKET.toString()).doesNotContain("5552345678", "sss");
  }

  @Test
  void opensNoTicketThatIsTooOld() {
    String sealed = tickets.seal(TICKET);
    clock.pass(LIFETIME.minusMillis(1));
    assertThat(tickets.open(sealed)).isPresent();

    clock.pass(Duration.ofMillis(1));

    assertThat(tickets.open(sealed)).isEmpty();
  }

  @Test
  void opensNoTicketThatWasChangedOrMadeWithAnotherKey() {
    String sealed = tickets.seal(TICKET);
    byte[] bytes = Base64.getUrlDecoder().decode(sealed);
    for (int at : new int[] {0, 12, 40, bytes.length - 1}) {
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      assertThat(tickets.open(Base64.getUrlEncoder().encodeToString(changed))).isEmpty();
    }
    assertThat(tickets("another_secret_0123456789", "ticket").open(sealed)).isEmpty();
    assertThat(tickets(SECRET, "socket").open(sealed)).as("of another purpose").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "A", "no base64!", "AAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void opensNothingElse(String sealed) {
    assertThat(tickets.open(sealed)).isEmpty();
  }

  @Test
  void opensNoTextThatIsNoTicket() {
    assertThat(tickets.open(new Sealing(SECRET, "ticket").seal("{}"))).isEmpty();
    assertThat(tickets.open(new Sealing(SECRET, "ticket").seal("hello"))).isEmpty();
  }

  @Test
  void knowsTheSocketPasswordsThatItMade() {
    var passwords = new SocketPasswords(new Sealing(SECRET, "socket"), LIFETIME, clock);
    String password = passwords.make();

    assertThat(passwords.isRight(basic("jambonz:" + password))).isTrue();
    assertThat(passwords.isRight(basic("jambonz:" + password).replace("Basic", "basic"))).isTrue();
    assertThat((SocketPasswords.USERNAME + password).length()).isLessThanOrEqualTo(89);
    assertThat(passwords.isRight(basic("somebody:" + password))).isFalse();
    assertThat(passwords.isRight(basic("jambonz:" + password + "A"))).isFalse();
    assertThat(passwords.isRight(basic("jambonz:"))).isFalse();
    assertThat(passwords.isRight("Basic ???")).isFalse();
    assertThat(passwords.isRight("Bearer " + password)).isFalse();
    assertThat(passwords.isRight("")).isFalse();
    clock.pass(LIFETIME.plusSeconds(2));
    assertThat(passwords.isRight(basic("jambonz:" + password))).isFalse();
  }

  private static String basic(String both) {
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
  }

  /** The signature was made by another program, after jambonz's own source. */
  @Test
  void knowsJambonzsSignature() {
    var then = new HandClock(Instant.ofEpochSecond(1768478400));
    var jambonz = new JambonzSignature(SECRET, then);
    var body = ByteString.fromString("{\"call_sid\":\"ff7b5b3c\",\"from\":\"+15552345678\"}");
    String v1 = "b84dde102e47558f94e394cca615c3c8fa31d6c98d8f644549086bccef79c395";

    assertThat(jambonz.isRight(body, "t=1768478400,v1=" + v1)).isTrue();
    assertThat(jambonz.isRight(body, "t=1768478400,v1=" + "0".repeat(64) + ",v1=" + v1)).isTrue();
    assertThat(jambonz.isRight(body, "t=1768478401,v1=" + v1)).isFalse();
    assertThat(jambonz.isRight(body.drop(1), "t=1768478400,v1=" + v1)).isFalse();
    assertThat(jambonz.isRight(body, "v1=" + v1)).isFalse();
    assertThat(jambonz.isRight(body, "t=1768478400")).isFalse();
    assertThat(jambonz.isRight(body, "t=99999999999999999999,v1=" + v1)).isFalse();
    assertThat(jambonz.isRight(body, "")).isFalse();
    then.pass(JambonzSignature.TOLERANCE.plusSeconds(1));
    assertThat(jambonz.isRight(body, "t=1768478400,v1=" + v1)).as("too old").isFalse();
  }

  @Test
  void takesOnlyNumbersForNumbers() {
    assertThat(CallerNumber.of("+15552345678")).hasValue("+15552345678");
    for (String none :
        new String[] {
          "", "15552345678", "anonymous", "client:ann", "sip:ann@bank.example", "+0123456789",
          "+1555234567890123", "+1", "+1555234567a", "+266696687", "+7378742833", "+86282452253"
        }) {
      assertThat(CallerNumber.of(none)).as(none).isEmpty();
    }
  }
}
