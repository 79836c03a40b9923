package org.voiceteller.http.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.voiceteller.http.signin.Principal.Means;

/** What nodes know of sessions comes to the same, however it reaches them. */
class SessionTableTest {

  private final Random random = new Random(4711);

  @Test
  void staysEndedWhateverComesBesideItOrAfterIt() {
    SessionTable begun = SessionTable.empty().with("a1", session(0, 0, false));
    SessionTable ended = begun.with("a1", session(0, 10, true));
    SessionTable usedElsewhere = begun.with("a1", session(0, 99, false));

    assertThat(ended.mergeData(usedElsewhere).find("a1")).hasValue(session(0, 99, true));
    assertThat(usedElsewhere.mergeData(ended).find("a1")).hasValue(session(0, 99, true));
    assertThat(ended.with("a1", session(0, 100, false)).find("a1").orElseThrow().over()).isTrue();
  }

  @Test
  void mergesInAnyOrderAndAnyNumberOfTimesToTheSame() {
    for (int i = 0; i < 500; i++) {
      SessionTable a = any();
      SessionTable b = any();
      SessionTable c = any();

      assertThat(a.mergeData(b)).isEqualTo(b.mergeData(a));
      assertThat(a.mergeData(b).mergeData(c)).isEqualTo(a.mergeData(b.mergeData(c)));
      assertThat(a.mergeData(a)).isEqualTo(a);
      assertThat(a.mergeData(b).mergeData(b)).isEqualTo(a.mergeData(b));
    }
  }

  @Test
  void forgetsWhatIsOverByItsAgeOnly() {
    SessionTable table =
        SessionTable.empty()
            .with("a1", session(5, 900, false))
            .with("b2", session(10, 10, true))
            .with("c3", session(11, 11, false));

    assertThat(table.since(10).sessions()).containsOnlyKeys("b2", "c3");
    assertThat(table.since(5)).isSameAs(table);
  }

  private SessionTable any() {
    SessionTable table = SessionTable.empty();
    for (String hash : List.of("a1", "b2", "c3")) {
      if (random.nextBoolean()) {
        table = table.with(hash, session(1, random.nextInt(5), random.nextBoolean()));
      }
    }
    return table;
  }

  private static SessionRecord session(long startedAtMs, long usedAtMs, boolean over) {
    return new SessionRecord(
        "openid:1",
        "Pat",
        Means.OPENID,
        Stream.of(Role.AGENT).map(Role::word).toList(),
        startedAtMs,
        usedAtMs,
        over);
  }
}
